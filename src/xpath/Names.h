#pragma once

#include <QHash>
#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::xpath {

/// Number of an element or attribute name inside one Names table.
using NameId = std::uint32_t;
inline constexpr NameId noName = 0;

/// Namespace and local part of a name, as one value.
struct QualifiedName
{
    QString space; ///< namespace URI, empty for none
    QString local;
    friend bool operator==(const QualifiedName &, const QualifiedName &) = default;
};

/// Gives every name one small number, the same for all trees and expressions of one form.
/// Only ever grows while a form is parsed; const afterwards and then safe from any thread.
class Names
{
public:
    Names();
    NameId intern(QStringView space, QStringView local);
    /// noName when the name occurs nowhere: a test on it then matches nothing.
    [[nodiscard]] NameId find(QStringView space, QStringView local) const;
    [[nodiscard]] const QualifiedName &at(NameId id) const { return m_names[id]; }
    /// Stands for the local part alone, equal for equal local parts.
    [[nodiscard]] std::uint32_t localGroup(NameId id) const { return m_localGroup[id]; }
    [[nodiscard]] bool sameLocal(NameId first, NameId second) const
    {
        return m_localGroup[first] == m_localGroup[second];
    }
    /// The group of a local part; 0 when no name has it.
    [[nodiscard]] std::uint32_t groupOf(QStringView local) const;

private:
    struct Key
    {
        std::uint32_t space = 0;
        QString local;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0) { return qHash(key.local, seed ^ key.space); }
    };

    std::vector<QualifiedName> m_names;
    std::vector<std::uint32_t> m_localGroup;
    QHash<QString, std::uint32_t> m_spaces;
    QHash<QString, std::uint32_t> m_locals;
    QHash<Key, NameId> m_ids;
};

} // namespace luotsi::xpath
