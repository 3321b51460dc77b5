#pragma once

#include "Command.h"

#include "base/Clock.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/storage/Storage.h"

#include <memory>

namespace luotsi::apps {

/// Options every command has that touches a centre.
[[nodiscard]] std::vector<QCommandLineOption> centreOptions();
[[nodiscard]] centre::identity::CentreLayout layoutOf(const QCommandLineParser &parser);
/// Opens the storage beside a running endpoint, which keeps the checkpoints to itself.
[[nodiscard]] base::Result<std::unique_ptr<centre::storage::Storage>>
openStorage(const QCommandLineParser &parser);
/// A whole, positive number of an option.
[[nodiscard]] base::Result<qint64> positiveNumber(const QCommandLineParser &parser, const QString &option);

} // namespace luotsi::apps
