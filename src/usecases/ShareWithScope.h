#pragma once

#include "packs/Manifest.h"
#include "ports/SyncStore.h"
#include "sync/protocol/Roster.h"
#include "usecases/OpenDraft.h"

#include <QByteArrayView>
#include <QStringView>

namespace luotsi::usecases {

/// Takes a scope's roster into use: signed by one of the device's roots, for that scope, and not older than
/// any this device has accepted before, which it remembers. SignatureInvalid, BundleRollback, MalformedInput.
[[nodiscard]] base::Result<protocol::ScopeRoster> acceptRoster(QByteArrayView bytes, QStringView scope,
                                                               const packs::RootSet &roots,
                                                               ports::DeviceStore &device);

/// Lets a worker's colleagues read a draft the worker begins (StartRequest::roster) or takes over: one wrap
/// for every member of the roster who has none for the draft's key yet. Takes nobody's wrap away. Returns how
/// many were added.
class ShareWithScope
{
public:
    explicit ShareWithScope(Tools tools) : m_tools(tools) {}
    [[nodiscard]] base::Result<std::size_t> execute(const OpenDraft &draft,
                                                    const protocol::ScopeRoster &roster);

private:
    Tools m_tools;
};

} // namespace luotsi::usecases
