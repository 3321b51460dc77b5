#pragma once

#include "centre/keydesk/Proposals.h"

#include <QJsonObject>

namespace luotsi::apps {

/// What staff read of a draft's proposals: answers in clear, for the export alone.
[[nodiscard]] QJsonObject proposalsJson(const centre::keydesk::Proposals &proposals);

/// Name of the file with the instance of the n-th further submission, from 1.
[[nodiscard]] QString proposalFileName(std::size_t number);

} // namespace luotsi::apps
