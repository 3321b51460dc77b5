#pragma once

#include "usecases/AnswerText.h"
#include "usecases/OpenDraft.h"
#include "viewmodels/FieldListModel.h"
#include "viewmodels/PagePlan.h"

#include <QHash>

namespace luotsi::viewmodels {

namespace protocol = sync::protocol;

/// Text typed on a page that was left backwards and could not become an answer: shown again when the page is.
using UnfinishedTexts = QHash<QString, QString>;

/// A field for a node (a control, or a repeat of uploads), filled with what the form and the draft say.
[[nodiscard]] FieldPointer makeField(const usecases::OpenDraft &draft, const RepeatShapes &shapes,
                                     forms::NodeId node, const UnfinishedTexts &unfinished);

/// Reads label, hint, options and attached pages again; leaves what is being typed alone.
void refreshField(Field &field, const usecases::OpenDraft &draft, const RepeatShapes &shapes,
                  forms::NodeId node);

/// Shows the stored value again, e.g. one that an action of the form has set.
void showStored(Field &field, const usecases::OpenDraft &draft, forms::NodeId node);

[[nodiscard]] Field::Kind fieldKind(usecases::AnswerKind kind);

/// "240 kB" in the manner of the language.
[[nodiscard]] QString sizeText(qint64 bytes, const QString &language);

} // namespace luotsi::viewmodels
