#pragma once

#include "CentreAccess.h"

#include "centre/ports/KeyDesk.h"

#include <QJsonObject>

namespace luotsi::apps {

/// Word for a check's state, as lists and exports name it.
[[nodiscard]] QString stateName(centre::storage::CheckState state);
[[nodiscard]] base::Result<std::vector<centre::storage::Submission>>
allSubmissions(centre::storage::Storage &storage);
/// What may be told of a submission without opening it. `device_clock` stands there when the device's clock
/// was wrong as it was sent: "ahead" of its arrival, or "behind" the device's own enrolment.
[[nodiscard]] base::Result<QJsonObject> receiptJson(centre::storage::Storage &storage,
                                                    const centre::storage::Submission &submission);

} // namespace luotsi::apps
