#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace luotsi::architecture {

/// A module as its CMakeLists.txt declares it.
struct Module
{
    QString folder; ///< from the project's root, e.g. "src/forms"
    int layer = 0;
};

/// The tree's modules, found by their declarations. Invariant: folders are unique.
class House
{
public:
    [[nodiscard]] static House read(const QString &root);

    [[nodiscard]] const QMap<QString, Module> &modules() const { return m_modules; }
    /// Module with the longest folder that contains the file (path from the root).
    [[nodiscard]] std::optional<Module> moduleOf(const QString &file) const;

    void add(const Module &module) { m_modules.insert(module.folder, module); }

private:
    QMap<QString, Module> m_modules;
};

/// Source files (by ending) below the code folders, paths from the root.
[[nodiscard]] QStringList filesBelow(const QString &root, const QStringList &folders,
                                     const QStringList &endings);

/// One sentence per include in `text` that does not go to the own module or a lower layer.
[[nodiscard]] QStringList wrongIncludes(const House &house, const QString &file, const QString &text);

/// One sentence per library or clock used where it does not belong.
[[nodiscard]] QStringList misplacedUses(const QString &file, const QString &text);

/// Literal colours, pixel sizes and texts in a QML page.
[[nodiscard]] QStringList literalsInPage(const QString &file, const QString &text);

/// Paths in backticks of a README that name nothing, looked for from the root and from the README's folder.
[[nodiscard]] QStringList missingPaths(const QString &root, const QString &readme, const QString &text);

} // namespace luotsi::architecture
