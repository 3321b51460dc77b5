#include "viewmodels/CaptureSourceListModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int CaptureSourceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CaptureSourceListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const SourceEntry &entry = m_sources[static_cast<std::size_t>(index.row())];
    switch (role) {
    case SourceIdRole:
        return entry.sourceId;
    case NameRole:
        return entry.name;
    case SizeTextRole:
        return entry.sizeText;
    case AddedRole:
        return entry.added;
    default:
        return {};
    }
}

QHash<int, QByteArray> CaptureSourceListModel::roleNames() const
{
    return {{SourceIdRole, "sourceId"}, {NameRole, "name"}, {SizeTextRole, "sizeText"}, {AddedRole, "added"}};
}

void CaptureSourceListModel::assign(std::vector<SourceEntry> sources, bool hasLens)
{
    replaceRows(*this, m_sources, std::move(sources));
    m_hasLens = hasLens;
    m_errorId.clear();
    Q_EMIT countChanged();
    Q_EMIT errorIdChanged();
}

void CaptureSourceListModel::fail(const QString &errorId)
{
    assign({}, false);
    m_errorId = errorId;
    Q_EMIT errorIdChanged();
}

} // namespace luotsi::viewmodels
