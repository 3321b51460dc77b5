#include "viewmodels/OptionListModel.h"

#include "viewmodels/RowUpdate.h"

#include <algorithm>

namespace luotsi::viewmodels {

int OptionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant OptionListModel::data(const QModelIndex &index, int role) const
{
    if (!isRow(index, count()))
        return {};
    const Option &entry = m_options[static_cast<std::size_t>(index.row())];
    switch (role) {
    case ValueRole:
        return entry.value;
    case LabelRole:
        return entry.label;
    case SelectedRole:
        return entry.selected;
    case ExclusiveRole:
        return entry.exclusive;
    case PictureRole:
        return entry.picture;
    case SoundRole:
        return entry.sound;
    default:
        return {};
    }
}

QHash<int, QByteArray> OptionListModel::roleNames() const
{
    return {{ValueRole, "value"},         {LabelRole, "label"},     {SelectedRole, "selected"},
            {ExclusiveRole, "exclusive"}, {PictureRole, "picture"}, {SoundRole, "sound"}};
}

void OptionListModel::assign(std::vector<Option> options)
{
    if (options == m_options)
        return;
    const int before = count();
    replaceRows(*this, m_options, std::move(options));
    if (count() != before)
        Q_EMIT countChanged();
    Q_EMIT listChanged();
}

void OptionListModel::select(const QStringList &values)
{
    std::vector<Option> next = m_options;
    for (Option &option : next)
        option.selected = values.contains(option.value);
    assign(std::move(next));
}

QStringList OptionListModel::selected() const
{
    QStringList values;
    for (const Option &option : m_options) {
        if (option.selected)
            values.append(option.value);
    }
    return values;
}

QString OptionListModel::selectedLabels() const
{
    QStringList labels;
    for (const Option &option : m_options) {
        if (option.selected)
            labels.append(option.label);
    }
    return labels.join(QStringLiteral(", "));
}

QStringList OptionListModel::values() const
{
    QStringList values;
    for (const Option &option : m_options)
        values.append(option.value);
    return values;
}

void OptionListModel::move(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= count() || to >= count())
        return;
    beginMoveRows(QModelIndex(), from, from, QModelIndex(), to > from ? to + 1 : to);
    const auto first = m_options.begin();
    if (from < to)
        std::rotate(first + from, first + from + 1, first + to + 1);
    else
        std::rotate(first + to, first + from, first + from + 1);
    endMoveRows();
}

void OptionListModel::order(const QStringList &values)
{
    std::vector<Option> next = m_options;
    const auto place = [&](const Option &option) {
        const auto at = values.indexOf(option.value);
        return at < 0 ? values.size() : at;
    };
    std::stable_sort(next.begin(), next.end(),
                     [&](const Option &a, const Option &b) { return place(a) < place(b); });
    assign(std::move(next));
}

} // namespace luotsi::viewmodels
