#include "usecases/TypeAnswer.h"

namespace luotsi::usecases {

base::Result<bool> TypeAnswer::execute(OpenDraft &draft, const TypedAnswer &answer)
{
    const AnswerKind kind = answerKind(draft.instance(), answer.node);
    if (kind == AnswerKind::Note || isAttachment(kind))
        return false;
    const auto value = normaliseAnswer(kind, answer.typed, m_rules);
    if (!value)
        return false;
    if (auto kept = draft.keepOpen(draft.instance().stablePath(answer.node), *value, m_tools); !kept)
        return kept.error();
    return true;
}

} // namespace luotsi::usecases
