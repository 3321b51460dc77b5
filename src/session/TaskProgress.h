#pragma once

#include <cstdint>

namespace luotsi::session {

/// The three states of a task and the one that says "not yet" (ux.md U11).
enum class TaskState : std::uint8_t { NotStarted, Started, Done, CannotStartYet };

/// What is known of a task's pages now, relevant ones only.
struct TaskFacts
{
    int pages = 0;
    int passed = 0;              ///< left with Continue in this session, or followed by an answered page
    int answered = 0;            ///< hold at least one answer
    int open = 0;                ///< required and blank, or not valid
    bool waitsForOthers = false; ///< checking and sending: starts when all that is not optional is done
};

/// Pure. A task without relevant pages is done: there is nothing to ask.
[[nodiscard]] TaskState stateOf(const TaskFacts &facts);

/// A task in which nothing must be answered.
[[nodiscard]] bool isOptionalTask(int requiredQuestions);

} // namespace luotsi::session
