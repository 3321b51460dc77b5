#include "viewmodels/CheckAnswersModel.h"

#include "viewmodels/RowUpdate.h"

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

using Row = CheckAnswersModel::Row;

/// The same question at the same place, whatever is answered.
bool isSame(const Row &first, const Row &second)
{
    return first.rowKind == second.rowKind && first.node == second.node &&
           (!first.node.isNull() || first.ref == second.ref);
}

bool isSamePlace(const RowPlace *first, const RowPlace *second)
{
    if (first == nullptr || second == nullptr)
        return first == second;
    return first == second || (first->row == second->row && first->number == second->number &&
                               isSamePlace(first->outer.get(), second->outer.get()));
}

bool saysTheSame(const Row &first, const Row &second)
{
    return first.section == second.section && first.label == second.label && first.plain == second.plain &&
           first.hidden == second.hidden && first.ref == second.ref && first.masked == second.masked &&
           first.shown == second.shown && first.missing == second.missing && first.note == second.note;
}

} // namespace

int CheckAnswersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CheckAnswersModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const Row &entry = readRow(index.row());
    switch (role) {
    case RowKindRole:
        return entry.rowKind;
    case SectionRole:
        return entry.section;
    case LabelRole:
        return entry.label;
    case ValueRole:
        return entry.masked && !entry.shown ? entry.hidden : entry.plain;
    case RefRole:
        return entry.ref;
    case MaskedRole:
        return entry.masked;
    case ShownRole:
        return entry.shown;
    case MissingRole:
        return entry.missing;
    case NoteRole:
        return entry.note;
    default:
        return {};
    }
}

QHash<int, QByteArray> CheckAnswersModel::roleNames() const
{
    return {{RowKindRole, "rowKind"}, {SectionRole, "section"}, {LabelRole, "label"},
            {ValueRole, "value"},     {RefRole, "ref"},         {MaskedRole, "masked"},
            {ShownRole, "shown"},     {MissingRole, "missing"}, {NoteRole, "note"}};
}

void CheckAnswersModel::show(int row)
{
    setShown(row, true);
}

void CheckAnswersModel::hide(int row)
{
    setShown(row, false);
}

const CheckAnswersModel::Row &CheckAnswersModel::readRow(int row) const
{
    Row &entry = m_rows[static_cast<std::size_t>(row)];
    if (!entry.read && m_reader) {
        ++m_reads;
        m_reader(entry);
        entry.read = true;
    }
    return entry;
}

const std::vector<CheckAnswersModel::Row> &CheckAnswersModel::rows() const
{
    for (int row = 0; row < count(); ++row)
        (void)readRow(row);
    return m_rows;
}

void CheckAnswersModel::assign(std::vector<Row> rows)
{
    const int before = count();
    const auto shorter = std::min(m_rows.size(), rows.size());
    std::size_t head = 0;
    while (head < shorter && isSame(m_rows[head], rows[head]))
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && isSame(m_rows[m_rows.size() - 1 - tail], rows[rows.size() - 1 - tail]))
        ++tail;
    const auto first = static_cast<std::ptrdiff_t>(head);
    if (m_rows.size() > head + tail) {
        const auto end = static_cast<std::ptrdiff_t>(m_rows.size() - tail);
        beginRemoveRows(QModelIndex(), static_cast<int>(first), static_cast<int>(end) - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + end);
        endRemoveRows();
    }
    if (rows.size() > head + tail) {
        const auto end = static_cast<std::ptrdiff_t>(rows.size() - tail);
        beginInsertRows(QModelIndex(), static_cast<int>(first), static_cast<int>(end) - 1);
        m_rows.insert(m_rows.begin() + first, rows.begin() + first, rows.begin() + end);
        endInsertRows();
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        // A sister that has gone gives those after her another number.
        const bool moved = !isSamePlace(m_rows[row].place.get(), rows[row].place.get());
        m_rows[row].place = rows[row].place;
        if (moved)
            stale({static_cast<int>(row), static_cast<int>(row)});
        if (!rows[row].read || saysTheSame(m_rows[row], rows[row]))
            continue;
        m_rows[row] = std::move(rows[row]);
        Q_EMIT dataChanged(index(static_cast<int>(row)), index(static_cast<int>(row)));
    }
    findPlaces();
    if (count() != before)
        Q_EMIT countChanged();
}

void CheckAnswersModel::findPlaces()
{
    m_spans.clear();
    for (int row = 0; row < count(); ++row) {
        const Row &entry = m_rows[static_cast<std::size_t>(row)];
        if (!entry.node.isNull())
            m_spans.insert(entry.node, {row, row});
        for (const RowPlace *place = entry.place.get(); place != nullptr; place = place->outer.get()) {
            const auto known = m_spans.find(place->row);
            if (known == m_spans.end())
                m_spans.insert(place->row, {row, row});
            else
                known->last = row;
        }
    }
}

void CheckAnswersModel::forget()
{
    stale({0, count() - 1});
}

void CheckAnswersModel::stale(Span span)
{
    bool any = false;
    for (int row = span.first; row <= span.last; ++row) {
        Row &entry = m_rows[static_cast<std::size_t>(row)];
        any = any || entry.read;
        entry.read = entry.node.isNull();
    }
    if (any)
        Q_EMIT dataChanged(index(span.first), index(span.last));
}

void CheckAnswersModel::touch(const forms::FormInstance &instance,
                              const std::vector<forms::NodeChange> &changes)
{
    if (m_rows.empty())
        return;
    for (const forms::NodeChange &change : changes) {
        // What only calculates is on no page; what shows it says so itself.
        if (change.node.body == forms::NodeId{}.body || !instance.isAlive(change.node))
            continue;
        for (forms::NodeId node = change.node; !node.isNull(); node = instance.parent(node)) {
            const bool isSection = instance.kind(node) == forms::NodeKind::Group && node != change.node;
            if (const auto span = m_spans.constFind(node); span != m_spans.constEnd() && !isSection)
                stale(*span);
        }
    }
}

void CheckAnswersModel::hideAll()
{
    for (int row = 0; row < count(); ++row)
        setShown(row, false);
}

void CheckAnswersModel::setWarnings(const QStringList &warnings)
{
    if (warnings == m_warnings)
        return;
    m_warnings = warnings;
    Q_EMIT warningsChanged();
}

void CheckAnswersModel::setCanSend(bool canSend)
{
    if (canSend == m_canSend)
        return;
    m_canSend = canSend;
    Q_EMIT canSendChanged();
}

void CheckAnswersModel::setConflictCount(int count)
{
    if (count == m_conflictCount)
        return;
    m_conflictCount = count;
    Q_EMIT conflictCountChanged();
    if (count == 0)
        setSendsAll(false); // said of conflicts that are no more
}

void CheckAnswersModel::setSendsAll(bool sendsAll)
{
    if (sendsAll == m_sendsAll)
        return;
    m_sendsAll = sendsAll;
    Q_EMIT sendsAllChanged();
}

void CheckAnswersModel::setShown(int row, bool shown)
{
    if (row < 0 || row >= count())
        return;
    Row &entry = m_rows[static_cast<std::size_t>(row)];
    if (!entry.masked || entry.shown == shown)
        return;
    entry.shown = shown;
    Q_EMIT dataChanged(index(row), index(row), {ValueRole, ShownRole});
}

} // namespace luotsi::viewmodels
