#include "viewmodels/NewerForm.h"

#include <utility>

namespace luotsi::viewmodels {

void NewerForm::ask()
{
    if (m_offered && !m_asked)
        Q_EMIT questionWanted();
}

void NewerForm::confirm()
{
    if (!m_asked)
        return;
    setAsked(false);
    Q_EMIT confirmed();
}

void NewerForm::setOffered(bool offered)
{
    if (std::exchange(m_offered, offered) != offered)
        Q_EMIT changed();
}

void NewerForm::setAsked(bool asked)
{
    if (std::exchange(m_asked, asked) != asked)
        Q_EMIT changed();
}

void NewerForm::setMoved(bool moved, const QStringList &withoutPlace)
{
    if (moved == m_moved && withoutPlace == m_withoutPlace)
        return;
    m_moved = moved;
    m_withoutPlace = withoutPlace;
    Q_EMIT changed();
}

} // namespace luotsi::viewmodels
