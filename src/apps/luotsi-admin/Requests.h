#pragma once

#include "centre/keydesk/DraftFile.h"

#include <QJsonArray>

#include <vector>

namespace luotsi::apps {

/// The requests of a draft with the rounds that answer them: answers in clear are not among them.
[[nodiscard]] QJsonArray requestsJson(const std::vector<centre::keydesk::OpenedChange> &draft);

} // namespace luotsi::apps
