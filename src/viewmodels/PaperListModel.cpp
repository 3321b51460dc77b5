#include "viewmodels/PaperListModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int PaperListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PaperListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const Paper &paper = m_papers[static_cast<std::size_t>(index.row())];
    switch (role) {
    case NameRole:
        return paper.name;
    case StatusRole:
        return paper.status;
    case AddedRole:
        return paper.added;
    case RefRole:
        return paper.ref;
    default:
        return {};
    }
}

QHash<int, QByteArray> PaperListModel::roleNames() const
{
    return {{NameRole, "paper"}, {StatusRole, "paperStatus"}, {AddedRole, "added"}, {RefRole, "ref"}};
}

void PaperListModel::add(int row)
{
    if (row >= 0 && row < count())
        Q_EMIT addAsked(row);
}

void PaperListModel::assign(std::vector<Paper> papers)
{
    const int before = count();
    replaceRows(*this, m_papers, std::move(papers));
    if (count() != before)
        Q_EMIT countChanged();
}

void PaperListModel::setCanSend(bool canSend)
{
    if (canSend == m_canSend)
        return;
    m_canSend = canSend;
    Q_EMIT canSendChanged();
}

} // namespace luotsi::viewmodels
