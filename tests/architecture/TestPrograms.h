#pragma once

#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace luotsi::architecture {

/// The tree's test programs with their functions, found by their declarations in CMakeLists.txt and by
/// reading their sources. Invariant: a program is known by one name.
class TestPrograms
{
public:
    [[nodiscard]] static TestPrograms read(const QString &root);

    /// `source`: text of one of the program's files; may be called once per file.
    void add(const QString &program, const QString &source);

    [[nodiscard]] bool has(const QString &program) const { return m_functions.contains(program); }
    [[nodiscard]] bool has(const QString &program, const QString &function) const;
    [[nodiscard]] qsizetype count() const { return m_functions.size(); }

private:
    QMap<QString, QSet<QString>> m_functions;
};

/// One sentence per test id in backticks, `Program` or `Program::function`, that no program of the tree has.
[[nodiscard]] QStringList unknownTests(const TestPrograms &programs, const QString &file,
                                       const QString &text);

/// One sentence per number from 1 to `count` whose row, "| prefix+number | … | state |", is not there exactly
/// once with a state.
[[nodiscard]] QStringList wrongRows(const QString &text, const QString &prefix, int count);

} // namespace luotsi::architecture
