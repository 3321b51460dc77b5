#pragma once

#include <QAbstractListModel>

#include <algorithm>
#include <vector>

namespace luotsi::viewmodels {

/// Turns `current` into `next` and announces only what differs, so that a list keeps its scroll position and
/// focus. Rows are compared at the same place: these lists grow and shrink at the end or are short.
/// A model makes this its friend, because the announcements are protected.
template<typename Model, typename Row>
void replaceRows(Model &model, std::vector<Row> &current, std::vector<Row> next)
{
    const auto common = static_cast<int>(std::min(current.size(), next.size()));
    const auto wanted = static_cast<int>(next.size());
    if (static_cast<int>(current.size()) > wanted) {
        model.beginRemoveRows(QModelIndex(), wanted, static_cast<int>(current.size()) - 1);
        current.resize(next.size());
        model.endRemoveRows();
    }
    for (int row = 0; row < common; ++row) {
        const auto place = static_cast<std::size_t>(row);
        if (current[place] == next[place])
            continue;
        current[place] = std::move(next[place]);
        Q_EMIT model.dataChanged(model.index(row), model.index(row));
    }
    if (wanted > common) {
        model.beginInsertRows(QModelIndex(), common, wanted - 1);
        std::move(next.begin() + common, next.end(), std::back_inserter(current));
        model.endInsertRows();
    }
}

/// True when `index` names a row of a flat list of that size.
[[nodiscard]] inline bool isRow(const QModelIndex &index, int count)
{
    return index.isValid() && index.row() >= 0 && index.row() < count;
}

} // namespace luotsi::viewmodels
