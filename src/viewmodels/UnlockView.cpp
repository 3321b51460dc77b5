#include "viewmodels/UnlockView.h"

namespace luotsi::viewmodels {

void UnlockView::setDay(const QString &day)
{
    set(m_day, day);
}

void UnlockView::setMonth(const QString &month)
{
    set(m_month, month);
}

void UnlockView::setYear(const QString &year)
{
    set(m_year, year);
}

void UnlockView::setCode(const QString &code)
{
    set(m_code, code);
}

void UnlockView::submit()
{
    if (m_waitSeconds == 0)
        Q_EMIT submitted();
}

void UnlockView::setBirthDateKnown(bool known)
{
    if (known == m_birthDateKnown)
        return;
    m_birthDateKnown = known;
    Q_EMIT birthDateKnownChanged();
}

void UnlockView::setError(const QString &errorId)
{
    if (errorId == m_error)
        return;
    m_error = errorId;
    Q_EMIT errorChanged();
}

void UnlockView::setWaitSeconds(int seconds)
{
    if (seconds == m_waitSeconds)
        return;
    m_waitSeconds = seconds;
    Q_EMIT waitSecondsChanged();
}

void UnlockView::clear()
{
    for (QString *part : {&m_day, &m_month, &m_year, &m_code})
        part->clear();
    Q_EMIT textChanged();
    setError({});
}

void UnlockView::set(QString &target, const QString &text)
{
    if (text == target)
        return;
    target = text;
    Q_EMIT textChanged();
}

} // namespace luotsi::viewmodels
