#pragma once

#include "forms/FormInstance.h"
#include "usecases/KnownForm.h"

#include <QSet>
#include <QString>

#include <vector>

namespace luotsi::viewmodels {

/// Repeats whose rows hold one upload and nothing else a person sees: shown as the pages of one attachment,
/// not as a list of rows. Read once from the form by looking at a row of each repeat. References without
/// positions.
struct RepeatShapes
{
    QSet<QString> uploads;
    QSet<QString>
        asksLater; ///< pages of promised papers: no part of the walk, asked for when they are brought

    [[nodiscard]] static base::Result<RepeatShapes> of(const usecases::KnownForm &form,
                                                       const forms::Environment &environment);
};

/// One page: a question, a field list, the pages of an attachment, or a list of rows.
struct PlannedPage
{
    enum class Kind : std::uint8_t { Question, RowList };
    Kind kind = Kind::Question;
    QString key; ///< stable path of the node the page stands for
    forms::NodeId node;
    std::vector<forms::NodeId> fields; ///< of a question page, relevant ones, in form order
};

struct PlannedTask
{
    QString name;
    forms::NodeId node;
    bool optional = false;
    bool onCheckPage = false; ///< nothing of its own to walk through
    std::vector<PlannedPage> pages;
};

/// The walk through a form as it stands now: top-level groups are tasks, one question is one page, a
/// field-list group is one page, a repeat is a list page. What is not relevant is not there. Declarations
/// stand on the check page. A value, made anew after every answer.
struct PagePlan
{
    std::vector<PlannedTask> tasks;
    std::vector<forms::NodeId> declarations;

    [[nodiscard]] static PagePlan of(const forms::FormInstance &instance, const RepeatShapes &shapes,
                                     const usecases::FormDescription &description);
};

/// Pages inside one row of a repeat.
[[nodiscard]] std::vector<PlannedPage> pagesOfRow(const forms::FormInstance &instance,
                                                  const RepeatShapes &shapes, forms::NodeId row);

[[nodiscard]] bool isUploadRepeat(const forms::FormInstance &instance, const RepeatShapes &shapes,
                                  forms::NodeId node);

} // namespace luotsi::viewmodels
