#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::centre::keydesk {

/// Destroys the private intake keys made before `before` (wall milliseconds), the newest key excepted: what
/// was sealed to them opens for nobody any more, in backups neither. A key's age is its file's: a copy looks
/// younger and lives longer, never shorter. Returns what was destroyed. The bytes are overwritten before the
/// file goes; on media that do not write in place the encryption of the disk must do its part.
[[nodiscard]] base::Result<std::vector<sync::protocol::KeyId>> destroyKeysBefore(const QString &folder,
                                                                                 std::int64_t before);

} // namespace luotsi::centre::keydesk
