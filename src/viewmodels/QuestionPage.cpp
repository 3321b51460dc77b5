#include "viewmodels/QuestionPage.h"

namespace luotsi::viewmodels {

void QuestionPage::setHeading(const PageHeading &heading)
{
    if (heading == m_heading)
        return;
    m_heading = heading;
    Q_EMIT headingChanged();
}

void QuestionPage::setBusy(bool busy)
{
    if (busy == m_busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged();
}

void QuestionPage::setErrors(std::vector<PageError> errors)
{
    const bool before = hasErrors();
    m_errors.assign(std::move(errors));
    if (hasErrors() != before)
        Q_EMIT hasErrorsChanged();
}

} // namespace luotsi::viewmodels
