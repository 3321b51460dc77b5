#pragma once

#include <cstdint>

namespace luotsi::session {

/// What a page is about to show, as far as a stranger at the kiosk is concerned.
enum class Shown : std::uint8_t {
    NewQuestion,   ///< a question without an answer yet
    EarlierAnswer, ///< a question or list that shows what was given
    CheckPage,
    Print,
    Code,
    TaskStatus, ///< names of tasks and how far they are
    Help        ///< help, urgent card, notice: nothing of the person
};

/// After a pause somebody answered, the kiosk cannot know that it is the same person: before earlier answers,
/// check page, print or code are shown, the birth date given or the code is asked. While neither is known
/// there is nothing to protect (privacy.md, Session end). Wrong tries are limited: the sixth ends the
/// session, whose draft is kept. A value; pure.
class UnlockRule
{
public:
    static constexpr int maximumTries = 5;

    /// The warning was answered. `somethingKnown`: a birth date was given or a code exists.
    void pauseEnded(bool somethingKnown) { m_locked = m_locked || somethingKnown; }
    [[nodiscard]] bool isLocked() const { return m_locked; }
    [[nodiscard]] bool mustAsk(Shown shown) const;
    /// Counts a try. False: wrong.
    bool tryOpen(bool matches);
    [[nodiscard]] bool isExhausted() const { return m_wrong >= maximumTries; }

private:
    bool m_locked = false;
    int m_wrong = 0;
};

} // namespace luotsi::session
