#pragma once

#include "usecases/OpenDraft.h"

#include <QStringList>

namespace luotsi::viewmodels {

/// Questions that `before` had answers to and `after`, the same draft in a newer version of its form, has no
/// place for, each once and in its order, as the earlier form calls them in `language`. Never a value. What
/// had no place before the move either was told then. Leaves `before` in that language.
[[nodiscard]] QStringList questionsWithoutPlace(usecases::OpenDraft &before, const usecases::OpenDraft &after,
                                                const QString &language);

} // namespace luotsi::viewmodels
