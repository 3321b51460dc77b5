#include "viewmodels/LookAroundModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int LookAroundModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant LookAroundModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const Topic &entry = m_topics[static_cast<std::size_t>(index.row())];
    switch (role) {
    case TitleRole:
        return entry.title;
    case BodyRole:
        return entry.body;
    case SourceRole:
        return entry.source;
    case DateRole:
        return entry.date;
    default:
        return {};
    }
}

QHash<int, QByteArray> LookAroundModel::roleNames() const
{
    return {{TitleRole, "title"}, {BodyRole, "body"}, {SourceRole, "source"}, {DateRole, "date"}};
}

void LookAroundModel::assign(std::vector<Topic> topics)
{
    const int before = count();
    replaceRows(*this, m_topics, std::move(topics));
    if (count() != before)
        Q_EMIT countChanged();
}

} // namespace luotsi::viewmodels
