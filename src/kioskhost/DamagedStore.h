#pragma once

#include "base/Result.h"
#include "kioskhost/KioskOptions.h"
#include "store/SqlCipherStore.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace luotsi::kioskhost {

// A store that is damaged beyond opening is never repaired in place and never deleted by the kiosk: its
// folder is renamed to "store-damaged-N" beside the store's own, with a line "store-damaged-N.txt" that says
// why. It stays there, and people are told so, until an administrator has salvaged it (luotsi-admin salvage)
// and moved it away. Threading: the store's thread.

/// Renames the store's folder, durably. The path it has now; StoreFailed when the disk does not do it.
[[nodiscard]] base::Result<QString> moveAside(const KioskFolders &folders, const base::Error &why);

/// Carries over from the damaged store what the device needs to go on: who it is and which bundles it has
/// accepted. What cannot be read is said in the log, and the kiosk then waits to be enrolled anew.
void keepDevice(const KioskFolders &folders, const QString &aside, const QByteArray &key,
                store::SqlCipherStore &fresh);

/// One line for staff per store that lies aside: its folder's name and why. Empty on a sound kiosk.
[[nodiscard]] QStringList damagedStores(const KioskFolders &folders);

} // namespace luotsi::kioskhost
