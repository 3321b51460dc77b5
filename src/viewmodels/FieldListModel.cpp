#include "viewmodels/FieldListModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int FieldListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant FieldListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()) || role != FieldRole)
        return {};
    return QVariant::fromValue(m_fields[static_cast<std::size_t>(index.row())].get());
}

QHash<int, QByteArray> FieldListModel::roleNames() const
{
    return {{FieldRole, "field"}};
}

Field *FieldListModel::at(int row) const
{
    return row >= 0 && row < count() ? m_fields[static_cast<std::size_t>(row)].get() : nullptr;
}

Field *FieldListModel::find(const QString &ref) const
{
    for (const FieldPointer &field : m_fields) {
        if (field->ref() == ref)
            return field.get();
    }
    return nullptr;
}

void FieldListModel::assign(std::vector<FieldPointer> fields)
{
    const int before = count();
    int same = 0;
    while (same < count() && same < static_cast<int>(fields.size()) &&
           m_fields[static_cast<std::size_t>(same)] == fields[static_cast<std::size_t>(same)])
        ++same;
    if (same < count()) {
        beginRemoveRows(QModelIndex(), same, count() - 1);
        m_fields.resize(static_cast<std::size_t>(same));
        endRemoveRows();
    }
    if (same < static_cast<int>(fields.size())) {
        beginInsertRows(QModelIndex(), same, static_cast<int>(fields.size()) - 1);
        m_fields = std::move(fields);
        endInsertRows();
    }
    if (count() != before)
        Q_EMIT countChanged();
}

} // namespace luotsi::viewmodels
