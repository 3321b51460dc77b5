#pragma once

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace luotsi::form {

/// One place in which our engine gave something else than the recorded one.
struct Difference
{
    QString facet;     ///< value, relevant, options, xml, …
    QString reference; ///< of the node, or place in the XML
    QString recorded;
    QString ours;
    QString when; ///< pass and step

    [[nodiscard]] QString text() const;
};

struct Count
{
    int passed = 0;
    int failed = 0;
};

/// What the comparison of one file found: how many checks of each class, and each difference.
class Checks
{
public:
    void count(const QString &className, bool passed);
    /// Counts, and keeps the difference when there is one.
    void check(const QString &className, bool passed, const Difference &difference);
    /// Something that is no check of its own: an operation that failed, a form that was refused.
    void note(const Difference &difference) { m_differences.append(difference); }
    [[nodiscard]] const QMap<QString, Count> &classes() const { return m_classes; }
    [[nodiscard]] const QList<Difference> &differences() const { return m_differences; }

private:
    QMap<QString, Count> m_classes;
    QList<Difference> m_differences;
};

/// A difference that was decided: which one, and nothing else of the file. `*` stands for any characters.
struct Allowance
{
    QString facet;
    QString reference;
    QString recorded;
    QString ours;

    [[nodiscard]] bool covers(const Difference &difference) const;
};

/// The decisions about one file, with one line of reason.
struct Decision
{
    QString reason;
    QList<Allowance> allowances;

    /// What the decision does not cover, and allowances that cover nothing any more; empty when it fits.
    [[nodiscard]] QStringList misfits(const QList<Difference> &differences) const;
};

/// Reads `{name: {reason, differences: [{facet, ref, recorded, ours}]}}`. Keys of a difference that are left
/// out stand for anything.
[[nodiscard]] QMap<QString, Decision> decisionsOf(const QJsonObject &json);

/// The shortest decision that covers these differences, for whoever has to decide: places without positions,
/// and the texts where they are few.
[[nodiscard]] QJsonObject draftDecision(const QString &reason, const QList<Difference> &differences);

} // namespace luotsi::form
