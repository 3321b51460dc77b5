#include "viewmodels/PlaceListModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int PlaceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PlaceListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const Place &entry = m_places[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return entry.name;
    case PhoneRole:
        return entry.phone;
    case HoursRole:
        return entry.hours;
    case AddressRole:
        return entry.address;
    case StaffedRole:
        return entry.staffed;
    default:
        return {};
    }
}

QHash<int, QByteArray> PlaceListModel::roleNames() const
{
    return {{NameRole, "name"},
            {PhoneRole, "phone"},
            {HoursRole, "hours"},
            {AddressRole, "address"},
            {StaffedRole, "staffed"}};
}

void PlaceListModel::assign(std::vector<Place> places)
{
    const int before = count();
    replaceRows(*this, m_places, std::move(places));
    if (count() != before)
        Q_EMIT countChanged();
}

} // namespace luotsi::viewmodels
