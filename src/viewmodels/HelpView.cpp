#include "viewmodels/HelpView.h"

namespace luotsi::viewmodels {

void HelpView::show(bool staffed, const QString &hours, std::vector<Place> places)
{
    m_staffed = staffed;
    m_hours = hours;
    m_places.assign(std::move(places));
    Q_EMIT changed();
}

} // namespace luotsi::viewmodels
