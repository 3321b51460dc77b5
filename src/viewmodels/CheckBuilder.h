#pragma once

#include "usecases/OpenDraft.h"
#include "viewmodels/CheckAnswersModel.h"
#include "viewmodels/PagePlan.h"

#include <QSet>

namespace luotsi::viewmodels {

/// Everything the check page says, read from the live form. `open` are the stable paths of relevant nodes
/// that are blank though required, or not valid.
struct CheckContent
{
    std::vector<CheckAnswersModel::Row> rows;
    QStringList warnings;
    bool canSend = false; ///< nothing but declarations is open and nothing is in conflict
};

[[nodiscard]] CheckContent checkContentOf(const usecases::OpenDraft &draft, const RepeatShapes &shapes,
                                          const PagePlan &plan);

/// A paper the person said they bring later.
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

/// Stable paths of all open nodes.
[[nodiscard]] QSet<QString> openPaths(const forms::FormInstance &instance);

} // namespace luotsi::viewmodels
