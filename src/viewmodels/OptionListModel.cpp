#include "viewmodels/OptionListModel.h"

#include "viewmodels/RowUpdate.h"

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
    default:
        return {};
    }
}

QHash<int, QByteArray> OptionListModel::roleNames() const
{
    return {
        {ValueRole, "value"}, {LabelRole, "label"}, {SelectedRole, "selected"}, {ExclusiveRole, "exclusive"}};
}

void OptionListModel::assign(std::vector<Option> options)
{
    const int before = count();
    replaceRows(*this, m_options, std::move(options));
    if (count() != before)
        Q_EMIT countChanged();
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

} // namespace luotsi::viewmodels
