#include "xpath/Names.h"

namespace luotsi::xpath {

Names::Names()
{
    m_names.push_back({});
    m_localGroup.push_back(0);
    m_locals.insert(QString(), 0);
    m_spaces.insert(QString(), 0);
    m_ids.insert({0, QString()}, noName);
}

NameId Names::intern(QStringView space, QStringView local)
{
    const NameId known = find(space, local);
    if (known != noName || local.isEmpty())
        return known;
    const QString spaceText = space.toString();
    const QString localText = local.toString();
    const auto spaceId = m_spaces.value(spaceText, static_cast<std::uint32_t>(m_spaces.size()));
    m_spaces.insert(spaceText, spaceId);
    const auto group = m_locals.value(localText, static_cast<std::uint32_t>(m_locals.size()));
    m_locals.insert(localText, group);
    const auto id = static_cast<NameId>(m_names.size());
    m_names.push_back({spaceText, localText});
    m_localGroup.push_back(group);
    m_ids.insert({spaceId, localText}, id);
    return id;
}

NameId Names::find(QStringView space, QStringView local) const
{
    // Wrapped without copying: this runs for every element of a form.
    const QString spaceText = QString::fromRawData(space.data(), space.size());
    const auto spaceId = m_spaces.constFind(spaceText);
    if (spaceId == m_spaces.constEnd())
        return noName;
    return m_ids.value({*spaceId, QString::fromRawData(local.data(), local.size())}, noName);
}

std::uint32_t Names::groupOf(QStringView local) const
{
    return m_locals.value(QString::fromRawData(local.data(), local.size()), 0);
}

} // namespace luotsi::xpath
