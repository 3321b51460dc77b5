#pragma once

#include "base/Result.h"
#include "sync/protocol/Body.h"

#include <QByteArray>

#include <vector>

namespace luotsi::usecases {

/// How a draft of an earlier version goes on in this one.
struct FormMigration
{
    sync::protocol::FormHash from;
    std::vector<sync::protocol::MovedPath> paths; ///< sorted; what is not named keeps its path
};

/// migrations.json beside a form: {"migrations": [{"from": HASH, "paths": {OLD: NEW}}]}. Empty for no file.
/// MalformedInput when a path moves onto another one's place, or a version is named twice. Pure.
[[nodiscard]] base::Result<std::vector<FormMigration>> decodeFormMigrations(const QByteArray &json);

} // namespace luotsi::usecases
