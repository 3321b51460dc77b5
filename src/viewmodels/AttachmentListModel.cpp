#include "viewmodels/AttachmentListModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int AttachmentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant AttachmentListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const AttachedPage &entry = m_pages[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return entry.name;
    case SizeTextRole:
        return entry.sizeText;
    default:
        return {};
    }
}

QHash<int, QByteArray> AttachmentListModel::roleNames() const
{
    return {{NameRole, "name"}, {SizeTextRole, "sizeText"}};
}

void AttachmentListModel::assign(std::vector<AttachedPage> pages)
{
    const int before = count();
    replaceRows(*this, m_pages, std::move(pages));
    if (count() != before)
        Q_EMIT countChanged();
}

} // namespace luotsi::viewmodels
