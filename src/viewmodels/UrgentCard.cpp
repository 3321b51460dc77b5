#include "viewmodels/UrgentCard.h"

namespace luotsi::viewmodels {

void UrgentCard::show(const QString &title, const QString &notFastest, const QString &emergencyNumber,
                      const QString &asOf, std::vector<Place> places)
{
    m_title = title;
    m_notFastest = notFastest;
    m_emergencyNumber = emergencyNumber;
    m_asOf = asOf;
    m_places.assign(std::move(places));
    Q_EMIT changed();
}

} // namespace luotsi::viewmodels
