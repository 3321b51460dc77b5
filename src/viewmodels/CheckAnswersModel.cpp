#include "viewmodels/CheckAnswersModel.h"

#include "viewmodels/RowUpdate.h"

namespace luotsi::viewmodels {

int CheckAnswersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant CheckAnswersModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const Row &entry = m_rows[static_cast<std::size_t>(index.row())];
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
    default:
        return {};
    }
}

QHash<int, QByteArray> CheckAnswersModel::roleNames() const
{
    return {{RowKindRole, "rowKind"}, {SectionRole, "section"}, {LabelRole, "label"},
            {ValueRole, "value"},     {RefRole, "ref"},         {MaskedRole, "masked"},
            {ShownRole, "shown"},     {MissingRole, "missing"}};
}

void CheckAnswersModel::show(int row)
{
    setShown(row, true);
}

void CheckAnswersModel::hide(int row)
{
    setShown(row, false);
}

void CheckAnswersModel::assign(std::vector<Row> rows)
{
    const int before = count();
    replaceRows(*this, m_rows, std::move(rows));
    if (count() != before)
        Q_EMIT countChanged();
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
