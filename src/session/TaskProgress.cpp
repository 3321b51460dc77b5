#include "session/TaskProgress.h"

namespace luotsi::session {

TaskState stateOf(const TaskFacts &facts)
{
    if (facts.waitsForOthers)
        return TaskState::CannotStartYet;
    if (facts.open == 0 && facts.passed >= facts.pages)
        return TaskState::Done;
    return facts.passed > 0 || facts.answered > 0 ? TaskState::Started : TaskState::NotStarted;
}

bool isOptionalTask(int requiredQuestions)
{
    return requiredQuestions == 0;
}

} // namespace luotsi::session
