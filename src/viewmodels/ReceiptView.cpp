#include "viewmodels/ReceiptView.h"

namespace luotsi::viewmodels {

void ReceiptView::show(const Facts &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    Q_EMIT changed();
}

} // namespace luotsi::viewmodels
