#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace luotsi::forms::tests {

/// Numbers that are the same everywhere for one seed.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next()
    {
        // SplitMix64: every seed gives another long sequence.
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31U);
    }
    int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
    bool chance(int percent) { return below(100) < percent; }
    template<typename T> const T &pick(const std::vector<T> &from)
    {
        return from[static_cast<std::size_t>(below(static_cast<int>(from.size())))];
    }

private:
    std::uint64_t m_state;
};

/// Writes a form that an author could have written: groups, rows in rows, counted rows, lists with filters,
/// and rules that read only what stands before them. The same form for the same seed.
class FormGenerator
{
public:
    /// Some rules are decided differently by other engines of ODK XForms: what a set of nodes has of
    /// questions that are not asked, sums with blanks, decimals as text, a path from a row to a node of all
    /// rows, answers put over a calculation, actions in rows and of questions that are not asked. Forms that
    /// are alike everywhere have none of them.
    enum class Forms { Any, AlikeEverywhere };

    explicit FormGenerator(std::uint64_t seed, Forms forms = Forms::Any)
        : m_seed(seed), m_dice(seed), m_alike(forms == Forms::AlikeEverywhere),
          m_hides(!m_alike || seed % 2 == 0), m_readsSets(!m_alike || seed % 2 == 1)
    {
    }
    [[nodiscard]] QByteArray run();
    /// What stands beside the form, by the address the form knows it under.
    [[nodiscard]] const QMap<QString, QByteArray> &files() const { return m_files; }

private:
    struct Leaf
    {
        QString path;
        QString type;
        QStringList repeats; ///< paths of the repeats around it, outermost first
    };

    void fill(const QString &path, const QStringList &repeats, int depth);
    void addLeaf(const QString &path, const QStringList &repeats);
    void addRepeat(const QString &path, const QStringList &repeats, int depth);
    void addSelect(const QString &path, const Leaf &leaf);
    /// True when the leaf is calculated.
    bool addRules(const Leaf &leaf);
    [[nodiscard]] bool isOne(const Leaf &leaf, const QStringList &repeats) const;
    [[nodiscard]] const Leaf *pickOne(const QStringList &repeats);
    [[nodiscard]] QString reading(const Leaf &leaf, const QString &from, const QStringList &repeats);
    [[nodiscard]] QString number(const QString &from, const QStringList &repeats);
    [[nodiscard]] QString text(const QString &from, const QStringList &repeats);
    [[nodiscard]] QString condition(const QString &from, const QStringList &repeats);
    [[nodiscard]] QString valueOf(const QString &path, bool isDate);
    [[nodiscard]] QString label(const Leaf &leaf);
    [[nodiscard]] QString action(const Leaf &leaf);
    [[nodiscard]] QString list();
    [[nodiscard]] QString freshName(const char *prefix);

    std::uint64_t m_seed;
    Dice m_dice;
    bool m_alike;
    bool m_hides; ///< has questions that are not asked
    bool m_alwaysTemplates = false;
    bool m_readsSets; ///< has functions of sets of nodes
    int m_names = 0;
    std::vector<Leaf> m_leaves;
    std::vector<QString> m_repeats;
    QString m_instance;
    QString m_binds;
    QString m_body;
    QString m_texts[2]; ///< by language
    QMap<QString, QByteArray> m_files;
};

} // namespace luotsi::forms::tests
