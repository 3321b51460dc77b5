#pragma once

#include "usecases/AnswerText.h"
#include "usecases/OpenDraft.h"

#include <QString>

#include <vector>

namespace luotsi::usecases {

/// What a person typed or chose, not yet normalised.
struct TypedAnswer
{
    forms::NodeId node;
    QString typed;
};

/// Why a page cannot be left: the form's own words, or the id of a text when the form has none.
struct AnswerProblem
{
    forms::NodeId node;
    QString message;
    QString textId;
};

/// Puts answers into the live form and, when the page may be left, makes them and everything the form's
/// actions set durable in exactly one commit. Checks run here, on Continue, never while typing (ux.md U7).
/// What was typed wrong stays on the screen and changes nothing in the form. Errors are the store's; the
/// answers stay pending and the same call may be repeated.
class AnswerQuestion
{
public:
    AnswerQuestion(Tools tools, AnswerRules rules) : m_tools(tools), m_rules(std::move(rules)) {}

    /// Puts one value into the form without making it durable, so that what depends on it on the same page
    /// follows at once. A problem's node is null when there was none.
    [[nodiscard]] base::Result<AnswerProblem> put(OpenDraft &draft, const TypedAnswer &answer);
    /// Continue: all answers of a page. Problems mean that nothing was committed.
    [[nodiscard]] base::Result<std::vector<AnswerProblem>> execute(OpenDraft &draft,
                                                                   const std::vector<TypedAnswer> &answers);
    /// Leaving backwards: what is well-formed is kept, what is not stays with the caller. One commit at most.
    [[nodiscard]] base::Result<void> keep(OpenDraft &draft, const std::vector<TypedAnswer> &answers);

private:
    Tools m_tools;
    AnswerRules m_rules;
};

/// The problem of a node as it stands in the form now; its node is null when there is none.
[[nodiscard]] AnswerProblem problemOf(const forms::FormInstance &instance, forms::NodeId node);

} // namespace luotsi::usecases
