#pragma once

#include "usecases/OpenDraft.h"
#include "viewmodels/CheckAnswersModel.h"
#include "viewmodels/PagePlan.h"
#include "viewmodels/TaskBoard.h"

namespace luotsi::viewmodels {

/// One row for every answer, in form order, not read yet: building the page costs no text of the form.
[[nodiscard]] std::vector<CheckAnswersModel::Row>
checkRowsOf(const usecases::OpenDraft &draft, const RepeatShapes &shapes, const PagePlan &plan);

/// What one of these rows says, read from the live form.
void readCheckRow(const usecases::OpenDraft &draft, const RepeatShapes &shapes, CheckAnswersModel::Row &row);

/// Nothing but declarations is open. What is in conflict is for the person to decide about. `board` has
/// counted every task of the plan.
[[nodiscard]] bool canSend(const usecases::OpenDraft &draft, const PagePlan &plan, const TaskBoard &board);

/// A paper the person said they bring later, or was asked for by the authority.
struct PromisedPaper
{
    QString name;
    QString by;           ///< day, as it is read; may be empty
    QString pages;        ///< stable path of the list of uploads it is brought into; empty: not here
    bool brought = false; ///< by the form's own rule
    int unsent = 0;       ///< pages attached since the application was last sent
};
[[nodiscard]] std::vector<PromisedPaper> promisedPapers(const usecases::OpenDraft &draft);

/// What of it has not been brought, one sentence each.
[[nodiscard]] QStringList openPromises(const usecases::OpenDraft &draft);

/// One line that tells a row of a repeat apart from its sisters; what is masked elsewhere is left out here.
[[nodiscard]] QString rowSummary(const usecases::OpenDraft &draft, forms::NodeId row, int number);

} // namespace luotsi::viewmodels
