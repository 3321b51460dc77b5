#include "Checks.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace luotsi::form {

namespace {

constexpr qsizetype longestText = 120; // of a message
constexpr qsizetype longestPattern = 60;
constexpr qsizetype fewTexts = 3;

/// `*` alone is special: references are full of brackets.
bool matches(const QString &pattern, const QString &text)
{
    if (pattern == u"*")
        return true;
    const QStringList parts = pattern.split(u'*');
    if (parts.size() == 1)
        return pattern == text;
    if (!text.startsWith(parts.first()))
        return false;
    qsizetype at = parts.first().size();
    for (qsizetype i = 1; i + 1 < parts.size(); ++i) {
        const qsizetype found = text.indexOf(parts[i], at);
        if (found < 0)
            return false;
        at = found + parts[i].size();
    }
    return text.size() - at >= parts.last().size() && text.endsWith(parts.last());
}

QString withoutPositions(QString reference)
{
    static const QRegularExpression position(QStringLiteral("\\[[0-9]+\\]"));
    return reference.replace(position, QStringLiteral("[*]"));
}

QString shortened(const QString &text)
{
    return text.size() <= longestPattern ? text : text.left(longestPattern) + u'*';
}

} // namespace

QString Difference::text() const
{
    return QStringLiteral("%1: %2 %3 is '%4' instead of '%5'")
        .arg(when, reference, facet, ours.left(longestText), recorded.left(longestText));
}

void Checks::count(const QString &className, bool passed)
{
    ++(passed ? m_classes[className].passed : m_classes[className].failed);
}

void Checks::check(const QString &className, bool passed, const Difference &difference)
{
    count(className, passed);
    if (!passed)
        note(difference);
}

bool Allowance::covers(const Difference &difference) const
{
    return matches(facet, difference.facet) && matches(reference, difference.reference) &&
           matches(recorded, difference.recorded) && matches(ours, difference.ours);
}

QStringList Decision::misfits(const QList<Difference> &differences) const
{
    QStringList found;
    for (const Difference &difference : differences) {
        const bool covered = std::any_of(allowances.begin(), allowances.end(), [&](const Allowance &allowed) {
            return allowed.covers(difference);
        });
        if (!covered)
            found.append(QStringLiteral("not decided: ") + difference.text());
    }
    for (const Allowance &allowed : allowances) {
        const bool needed = std::any_of(differences.begin(), differences.end(),
                                        [&](const Difference &d) { return allowed.covers(d); });
        if (!needed)
            found.append(QStringLiteral("decided, but no difference any more: %1 %2 '%3' instead of '%4'")
                             .arg(allowed.reference, allowed.facet, allowed.ours, allowed.recorded));
    }
    return found;
}

QMap<QString, Decision> decisionsOf(const QJsonObject &json)
{
    QMap<QString, Decision> decisions;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QJsonObject entry = it.value().toObject();
        Decision decision{entry.value(QStringLiteral("reason")).toString(), {}};
        for (const QJsonValue &value : entry.value(QStringLiteral("differences")).toArray()) {
            const QJsonObject allowed = value.toObject();
            const auto pattern = [&](const char *key) {
                return allowed.value(QString::fromLatin1(key)).toString(QStringLiteral("*"));
            };
            decision.allowances.append(
                {pattern("facet"), pattern("ref"), pattern("recorded"), pattern("ours")});
        }
        decisions.insert(it.key(), decision);
    }
    return decisions;
}

QJsonObject draftDecision(const QString &reason, const QList<Difference> &differences)
{
    QMap<std::pair<QString, QString>, QSet<std::pair<QString, QString>>> grouped;
    for (const Difference &difference : differences)
        grouped[{withoutPositions(difference.reference), difference.facet}].insert(
            {shortened(difference.recorded), shortened(difference.ours)});
    QJsonArray allowances;
    for (auto it = grouped.begin(); it != grouped.end(); ++it) {
        const QJsonObject place{{QStringLiteral("facet"), it.key().second},
                                {QStringLiteral("ref"), it.key().first}};
        if (it->size() > fewTexts) {
            allowances.append(place);
            continue;
        }
        QList<std::pair<QString, QString>> texts = it->values();
        std::sort(texts.begin(), texts.end());
        for (const auto &[recorded, ours] : texts) {
            QJsonObject allowed = place;
            allowed.insert(QStringLiteral("recorded"), recorded);
            allowed.insert(QStringLiteral("ours"), ours);
            allowances.append(allowed);
        }
    }
    return {{QStringLiteral("reason"), reason}, {QStringLiteral("differences"), allowances}};
}

} // namespace luotsi::form
