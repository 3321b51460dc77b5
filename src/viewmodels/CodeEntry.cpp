#include "viewmodels/CodeEntry.h"

namespace luotsi::viewmodels {

void CodeEntry::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    Q_EMIT textChanged();
}

void CodeEntry::submit()
{
    if (!m_busy && m_waitSeconds == 0)
        Q_EMIT submitted();
}

void CodeEntry::setError(const QString &errorId)
{
    if (errorId == m_error)
        return;
    m_error = errorId;
    Q_EMIT errorChanged();
}

void CodeEntry::setBusy(bool busy)
{
    if (busy == m_busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged();
}

void CodeEntry::stop()
{
    if (m_searching)
        Q_EMIT stopped();
}

void CodeEntry::setSearching(bool searching)
{
    if (searching == m_searching)
        return;
    m_searching = searching;
    Q_EMIT searchingChanged();
}

void CodeEntry::setWaitSeconds(int seconds)
{
    if (seconds == m_waitSeconds)
        return;
    m_waitSeconds = seconds;
    Q_EMIT waitSecondsChanged();
}

void CodeEntry::clear()
{
    setText({});
    setError({});
    setBusy(false);
    setSearching(false);
}

} // namespace luotsi::viewmodels
