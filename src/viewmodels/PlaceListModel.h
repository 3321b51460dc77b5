#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// A place or number a person can turn to, from the dated directory of the pack.
struct Place
{
    QString name;
    QString phone;
    QString hours;
    QString address;
    bool staffed = false;

    friend bool operator==(const Place &, const Place &) = default;
};

/// Places in the order in which a person should try them. Threading: GUI thread.
class PlaceListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { NameRole = Qt::UserRole + 1, PhoneRole, HoursRole, AddressRole, StaffedRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_places.size()); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void assign(std::vector<Place> places);

Q_SIGNALS:
    void countChanged();

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    std::vector<Place> m_places;
};

} // namespace luotsi::viewmodels
