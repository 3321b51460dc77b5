#include "session/UnlockRule.h"

namespace luotsi::session {

bool UnlockRule::mustAsk(Shown shown) const
{
    if (!m_locked)
        return false;
    switch (shown) {
    case Shown::EarlierAnswer:
    case Shown::CheckPage:
    case Shown::Print:
    case Shown::Code:
        return true;
    case Shown::NewQuestion:
    case Shown::TaskStatus:
    case Shown::Help:
        return false;
    }
    return true;
}

bool UnlockRule::tryOpen(bool matches)
{
    if (isExhausted())
        return false;
    if (!matches) {
        ++m_wrong;
        return false;
    }
    m_locked = false;
    m_wrong = 0;
    return true;
}

} // namespace luotsi::session
