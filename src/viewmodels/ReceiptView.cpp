#include "viewmodels/ReceiptView.h"

#include <utility>

namespace luotsi::viewmodels {

void ReceiptView::show(const Facts &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    Q_EMIT changed();
}

void ReceiptView::setRemainingText(const QString &text)
{
    if (std::exchange(m_remainingText, text) != text)
        Q_EMIT remainingTextChanged();
}

} // namespace luotsi::viewmodels
