#include "viewmodels/ErrorListModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int ErrorListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ErrorListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const PageError &entry = m_errors[static_cast<std::size_t>(index.row())];
    switch (role) {
    case TextRole:
        return entry.text;
    case FieldNameRole:
        return entry.fieldName;
    default:
        return {};
    }
}

QHash<int, QByteArray> ErrorListModel::roleNames() const
{
    return {{TextRole, "text"}, {FieldNameRole, "fieldName"}};
}

void ErrorListModel::assign(std::vector<PageError> errors)
{
    const int before = count();
    replaceRows(*this, m_errors, std::move(errors));
    if (count() != before)
        Q_EMIT countChanged();
}

} // namespace luotsi::viewmodels
