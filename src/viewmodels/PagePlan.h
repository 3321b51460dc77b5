#pragma once

#include "forms/FormInstance.h"
#include "usecases/KnownForm.h"

#include <QSet>
#include <QString>

#include <memory>
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

    friend bool operator==(const PlannedPage &, const PlannedPage &) = default;
};

/// What one child of the form's root asks, also when it asks nothing now.
struct PlannedTask
{
    QString name;
    forms::NodeId node;
    bool optional = false;
    bool onCheckPage = false; ///< nothing of its own to walk through
    std::vector<PlannedPage> pages;
    std::vector<forms::NodeId> declarations;

    friend bool operator==(const PlannedTask &, const PlannedTask &) = default;
};
using TaskPointer = std::shared_ptr<const PlannedTask>;

/// The walk through a form as it stands now: top-level groups are tasks, one question is one page, a
/// field-list group is one page, a repeat is a list page. What is not relevant is not there. Declarations
/// stand on the check page. Walked once; afterwards only the tasks in which something came or went are walked
/// again, so that an answer costs its own task and not the form. Threading: a value.
class PagePlan
{
public:
    PagePlan() = default;
    [[nodiscard]] static PagePlan of(const forms::FormInstance &instance, const RepeatShapes &shapes,
                                     const usecases::FormDescription &description);
    /// Follows what the form did. False when no page came or went.
    bool update(const forms::FormInstance &instance, const RepeatShapes &shapes,
                const usecases::FormDescription &description, const std::vector<forms::NodeChange> &touched);

    /// Those that ask something now, in form order.
    [[nodiscard]] const std::vector<TaskPointer> &tasks() const { return m_shown; }
    [[nodiscard]] const PlannedTask &task(int index) const
    {
        return *m_shown[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] const std::vector<forms::NodeId> &declarations() const { return m_declarations; }
    /// How many tasks have been walked since the beginning; for tests and benchmarks.
    [[nodiscard]] std::uint64_t walks() const { return m_walks; }

private:
    void gather();

    std::vector<TaskPointer> m_all;
    std::vector<TaskPointer> m_shown;
    std::vector<forms::NodeId> m_declarations;
    std::uint64_t m_walks = 0;
};

/// The child of the root in which a node stands; null for a node that is in none or has gone.
[[nodiscard]] forms::NodeId taskOf(const forms::FormInstance &instance, forms::NodeId node);

/// Pages inside one row of a repeat.
[[nodiscard]] std::vector<PlannedPage> pagesOfRow(const forms::FormInstance &instance,
                                                  const RepeatShapes &shapes, forms::NodeId row);

[[nodiscard]] bool isUploadRepeat(const forms::FormInstance &instance, const RepeatShapes &shapes,
                                  forms::NodeId node);

} // namespace luotsi::viewmodels
