#include "RowSlice.h"

#include <algorithm>

namespace luotsi::components {

void RowSlice::setSource(QObject *object)
{
    auto *source = qobject_cast<QAbstractItemModel *>(object);
    if (source == m_source)
        return;
    if (m_source != nullptr)
        m_source->disconnect(this);
    m_source = source;
    if (m_source != nullptr) {
        connect(m_source, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &top, const QModelIndex &bottom, const QList<int> &roles) {
                    passOn(top.row(), bottom.row(), roles);
                });
        connect(m_source, &QAbstractItemModel::rowsInserted, this, &RowSlice::recount);
        connect(m_source, &QAbstractItemModel::rowsRemoved, this, &RowSlice::recount);
        connect(m_source, &QAbstractItemModel::rowsMoved, this, &RowSlice::recount);
        connect(m_source, &QAbstractItemModel::modelReset, this, &RowSlice::recount);
        connect(m_source, &QObject::destroyed, this, [this] {
            m_source = nullptr;
            recount();
        });
    }
    reset();
    Q_EMIT sourceChanged();
}

void RowSlice::setFirst(int first)
{
    if (first == m_first)
        return;
    m_first = first;
    reset();
    Q_EMIT sliceChanged();
}

void RowSlice::setSize(int size)
{
    if (size == m_size)
        return;
    m_size = size;
    reset();
    Q_EMIT sliceChanged();
}

int RowSlice::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

QVariant RowSlice::data(const QModelIndex &index, int role) const
{
    if (m_source == nullptr || !index.isValid() || index.row() >= m_count)
        return {};
    const int place = m_first + index.row();
    return role == PlaceRole ? QVariant(place) : m_source->data(m_source->index(place, 0), role);
}

QHash<int, QByteArray> RowSlice::roleNames() const
{
    QHash<int, QByteArray> names = m_source == nullptr ? QHash<int, QByteArray>() : m_source->roleNames();
    names.insert(PlaceRole, "place");
    return names;
}

int RowSlice::available() const
{
    return m_source == nullptr ? 0 : std::clamp(m_source->rowCount() - m_first, 0, m_size);
}

/// Rows have come or gone somewhere: every row of the slice may be another one.
void RowSlice::recount()
{
    const int next = available();
    if (next < m_count) {
        beginRemoveRows(QModelIndex(), next, m_count - 1);
        m_count = next;
        endRemoveRows();
    } else if (next > m_count) {
        beginInsertRows(QModelIndex(), m_count, next - 1);
        m_count = next;
        endInsertRows();
    }
    if (m_count > 0)
        Q_EMIT dataChanged(index(0), index(m_count - 1));
}

void RowSlice::reset()
{
    beginResetModel();
    m_count = available();
    endResetModel();
}

void RowSlice::passOn(int top, int bottom, const QList<int> &roles)
{
    const int first = std::max(0, top - m_first);
    const int last = std::min(m_count - 1, bottom - m_first);
    if (first <= last)
        Q_EMIT dataChanged(index(first), index(last), roles);
}

} // namespace luotsi::components
