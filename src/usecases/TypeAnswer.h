#pragma once

#include "usecases/AnswerQuestion.h"

namespace luotsi::usecases {

/// Keeps an answer that is being given as the open change of its slot: sealed, replaced in place, never sent.
/// What cannot be an answer yet (half a date) is not kept: nothing that was typed wrong ever becomes a value
/// by itself. Errors are the store's and stop nothing: Continue tries again.
class TypeAnswer
{
public:
    TypeAnswer(Tools tools, AnswerRules rules) : m_tools(tools), m_rules(std::move(rules)) {}
    /// True when something was kept.
    [[nodiscard]] base::Result<bool> execute(OpenDraft &draft, const TypedAnswer &answer);

private:
    Tools m_tools;
    AnswerRules m_rules;
};

} // namespace luotsi::usecases
