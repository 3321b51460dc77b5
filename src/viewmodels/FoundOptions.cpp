#include "viewmodels/FoundOptions.h"

namespace luotsi::viewmodels {

namespace {

constexpr int mostRows = 400; // more would take longer to draw than a page may take
constexpr int rowsOfMore = 60;

} // namespace

FoundOptions::FoundOptions(OptionListModel &options, QObject *parent)
    : QSortFilterProxyModel(parent), m_options(options)
{
    connect(&options, &OptionListModel::listChanged, this, &FoundOptions::find);
    setSourceModel(&options);
}

void FoundOptions::setWanted(const QString &wanted)
{
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    find();
    Q_EMIT wantedChanged();
}

void FoundOptions::find()
{
    const auto &options = m_options.options();
    const QString words = m_wanted.trimmed();
    const int most = m_options.count() > mostRows ? rowsOfMore : mostRows;
    std::vector<bool> fits(options.size());
    int found = 0;
    for (std::size_t row = 0; row < options.size(); ++row) {
        const bool matches = words.isEmpty() || options[row].label.contains(words, Qt::CaseInsensitive);
        found += matches ? 1 : 0;
        fits[row] = matches && found <= most;
    }
    m_hasMore = found > most;
    if (fits != m_fits) {
        m_fits = std::move(fits);
        invalidateFilter();
    }
    Q_EMIT foundChanged();
}

bool FoundOptions::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const auto row = static_cast<std::size_t>(sourceRow);
    // A row that has just come is looked at when the list is whole.
    return m_options.options()[row].selected || row >= m_fits.size() || m_fits[row];
}

} // namespace luotsi::viewmodels
