#include "viewmodels/RepeatListModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int RepeatListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RepeatListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const RepeatEntry &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case SummaryRole:
        return entry.summary;
    case RefRole:
        return entry.ref;
    default:
        return {};
    }
}

QHash<int, QByteArray> RepeatListModel::roleNames() const
{
    return {{SummaryRole, "summary"}, {RefRole, "ref"}};
}

void RepeatListModel::add()
{
    if (canAdd())
        Q_EMIT addAsked();
}

void RepeatListModel::edit(int row)
{
    if (row >= 0 && row < count())
        Q_EMIT editAsked(row);
}

void RepeatListModel::remove(int row)
{
    if (row >= 0 && row < count())
        Q_EMIT removeAsked(row);
}

void RepeatListModel::show(const QString &name, const RepeatHeading &heading,
                           std::vector<RepeatEntry> entries)
{
    const int before = count();
    const bool headingDiffers = name != m_name || !(heading == m_heading);
    m_name = name;
    m_heading = heading;
    replaceRows(*this, m_entries, std::move(entries));
    if (headingDiffers)
        Q_EMIT headingChanged();
    if (count() != before)
        Q_EMIT countChanged();
}

void RepeatListModel::setError(const QString &error)
{
    if (error == m_error)
        return;
    m_error = error;
    Q_EMIT errorChanged();
}

} // namespace luotsi::viewmodels
