#include "viewmodels/AttachProgress.h"

namespace luotsi::viewmodels {

int AttachProgress::percent() const
{
    constexpr qreal whole = 100;
    return static_cast<int>(m_share * whole);
}

void AttachProgress::cancel()
{
    if (m_active)
        Q_EMIT cancelAsked();
}

void AttachProgress::show(qreal share)
{
    if (m_active && share == m_share)
        return;
    m_active = true;
    m_share = share;
    Q_EMIT changed();
}

void AttachProgress::end()
{
    if (!m_active)
        return;
    m_active = false;
    m_share = 0;
    Q_EMIT changed();
}

} // namespace luotsi::viewmodels
