#pragma once

#include "usecases/ListConflicts.h"
#include "viewmodels/ConflictListModel.h"

#include <QTimeZone>

namespace luotsi::viewmodels {

namespace protocol = sync::protocol;

/// What the words of a conflict depend on beside the draft.
struct ConflictReader
{
    QString language;
    QTimeZone timeZone = QTimeZone::utc();
    protocol::Origin here; ///< this device
    std::int64_t now = 0;  ///< wall milliseconds
};

/// A conflict as it is told: the question, both values as people write them, who wrote them, where and when.
/// `listed` may have been settled since it was listed; then the side that stands is the chosen one. Pure.
[[nodiscard]] ShownConflict shownConflict(const usecases::OpenDraft &draft,
                                          const usecases::ListedConflict &listed,
                                          const ConflictReader &reader);

/// "perjantai 14.10", further back with the date: when something was written, by weekday and time.
[[nodiscard]] QString writtenText(std::int64_t wallMilliseconds, const ConflictReader &reader);

/// The values of a conflict in one line, masked where others could see them.
[[nodiscard]] QString conflictValues(const usecases::OpenDraft &draft, const usecases::Conflict &conflict,
                                     bool masked);

} // namespace luotsi::viewmodels
