#include "viewmodels/ConflictListModel.h"

#include "viewmodels/RowUpdate.h"

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

bool isOpen(const ShownConflict &conflict)
{
    return std::none_of(conflict.sides.begin(), conflict.sides.end(),
                        [](const ShownSide &side) { return side.chosen; });
}

} // namespace

int ConflictSideModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ConflictSideModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const ShownSide &side = m_sides[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ValueRole:
        return m_hides ? side.hidden : side.plain;
    case AuthorRole:
        return side.author;
    case ChosenRole:
        return side.chosen;
    default:
        return {};
    }
}

QHash<int, QByteArray> ConflictSideModel::roleNames() const
{
    return {{ValueRole, "value"}, {AuthorRole, "author"}, {ChosenRole, "chosen"}};
}

void ConflictSideModel::assign(std::vector<ShownSide> sides, bool hides)
{
    const bool turned = hides != m_hides;
    m_hides = hides;
    replaceRows(*this, m_sides, std::move(sides));
    if (turned && count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {ValueRole});
}

int ConflictListModel::openCount() const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return isOpen(row.conflict); }));
}

int ConflictListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ConflictListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case RefRole:
        return row.conflict.ref;
    case QuestionRole:
        return row.conflict.question;
    case KeptRole:
        return row.conflict.kept;
    case SinceRole:
        return row.conflict.since;
    case SidesRole:
        return QVariant::fromValue(row.sides.get());
    case MaskedRole:
        return row.conflict.masked;
    case ShownRole:
        return row.shown;
    case CanAnswerRole:
        return row.conflict.canAnswer;
    case FinalRole:
        return row.conflict.isFinal;
    default:
        return {};
    }
}

QHash<int, QByteArray> ConflictListModel::roleNames() const
{
    return {{RefRole, "ref"},     {QuestionRole, "question"},   {KeptRole, "kept"},
            {SinceRole, "since"}, {SidesRole, "sides"},         {MaskedRole, "masked"},
            {ShownRole, "shown"}, {CanAnswerRole, "canAnswer"}, {FinalRole, "isFinal"}};
}

const ShownConflict &ConflictListModel::conflict(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].conflict;
}

void ConflictListModel::choose(int row, int side)
{
    if (row < 0 || row >= count() || conflict(row).isFinal || side < 0 ||
        side >= static_cast<int>(conflict(row).sides.size()))
        return;
    Q_EMIT chooseAsked(row, side);
}

void ConflictListModel::answerAgain(int row)
{
    if (row >= 0 && row < count() && conflict(row).canAnswer)
        Q_EMIT answerAsked(row);
}

void ConflictListModel::show(int row)
{
    setShown(row, true);
}

void ConflictListModel::hide(int row)
{
    setShown(row, false);
}

void ConflictListModel::hideAll()
{
    for (int row = 0; row < count(); ++row)
        setShown(row, false);
}

void ConflictListModel::setShown(int row, bool shown)
{
    if (row < 0 || row >= count())
        return;
    Row &entry = m_rows[static_cast<std::size_t>(row)];
    if (!entry.conflict.masked || entry.shown == shown)
        return;
    entry.shown = shown;
    entry.sides->assign(entry.conflict.sides, !shown);
    Q_EMIT dataChanged(index(row), index(row), {ShownRole});
}

/// The same conflicts in the same order keep their cards, so that the focus stays where it was.
void ConflictListModel::assign(std::vector<ShownConflict> conflicts)
{
    const int before = count();
    const bool same =
        std::equal(m_rows.begin(), m_rows.end(), conflicts.begin(), conflicts.end(),
                   [](const Row &row, const ShownConflict &next) { return row.conflict.ref == next.ref; });
    if (!same) {
        beginResetModel();
        m_rows.clear();
        for (const ShownConflict &conflict : conflicts)
            m_rows.push_back({{conflict.ref, {}, {}, {}, {}}, std::make_unique<ConflictSideModel>(), false});
        endResetModel();
    }
    for (int row = 0; row < count(); ++row) {
        const auto place = static_cast<std::size_t>(row);
        Row &entry = m_rows[place];
        if (entry.conflict == conflicts[place])
            continue;
        entry.conflict = std::move(conflicts[place]);
        entry.sides->assign(entry.conflict.sides, entry.conflict.masked && !entry.shown);
        Q_EMIT dataChanged(index(row), index(row));
    }
    if (count() != before)
        Q_EMIT countChanged();
    Q_EMIT openCountChanged();
}

} // namespace luotsi::viewmodels
