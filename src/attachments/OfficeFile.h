#pragma once

#include "attachments/AttachmentKind.h"

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace luotsi::attachments {

/// Which document a ZIP archive is, by the parts its directory names: OpenDocument (its first entry says the
/// type in clear, OpenDocument 1.3 part 2, 3.3) or Office Open XML (ISO/IEC 29500-2). Other for any other
/// archive, for one with macros in it, and for one whose directory makes no sense. Pure; any thread.
[[nodiscard]] AttachmentKind officeKind(QByteArrayView bytes);

/// Needs a password: its parts are sealed (OpenDocument 1.3 part 2, 3.4; an Office Open XML file with a
/// password is no ZIP archive at all).
[[nodiscard]] bool isEncryptedOffice(QByteArrayView bytes);

} // namespace luotsi::attachments
