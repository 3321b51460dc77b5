#include "usecases/FormMigrations.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace luotsi::usecases {

namespace protocol = sync::protocol;

namespace {

base::Error malformed(const QString &what)
{
    return {base::ErrorCode::MalformedInput, QStringLiteral("migrations.json: ") + what, {}};
}

base::Result<FormMigration> migrationOf(const QJsonObject &json)
{
    const auto from = protocol::FormHash::fromHex(json.value(QLatin1String("from")).toString().toLatin1());
    if (!from)
        return malformed(QStringLiteral("from is no form hash"));
    FormMigration migration{*from, {}};
    QSet<QString> targets;
    const QJsonObject paths = json.value(QLatin1String("paths")).toObject();
    for (auto at = paths.begin(); at != paths.end(); ++at) {
        const QString to = at->toString();
        if (!at.key().startsWith(QLatin1Char('/')) || !to.startsWith(QLatin1Char('/')))
            return malformed(QStringLiteral("a path begins with /"));
        if (targets.contains(to))
            return malformed(QStringLiteral("two paths move to %1").arg(to));
        targets.insert(to);
        migration.paths.push_back({at.key(), to});
    }
    if (migration.paths.size() > protocol::maximumMovedPaths)
        return malformed(QStringLiteral("more than %1 paths").arg(protocol::maximumMovedPaths));
    std::sort(migration.paths.begin(), migration.paths.end(),
              [](const auto &left, const auto &right) { return left.from < right.from; });
    return migration;
}

} // namespace

base::Result<std::vector<FormMigration>> decodeFormMigrations(const QByteArray &json)
{
    std::vector<FormMigration> migrations;
    if (json.isEmpty())
        return migrations;
    QJsonParseError failure;
    const QJsonDocument document = QJsonDocument::fromJson(json, &failure);
    if (!document.isObject())
        return malformed(failure.errorString());
    const QJsonArray all = document.object().value(QLatin1String("migrations")).toArray();
    for (const QJsonValue &value : all) {
        auto migration = migrationOf(value.toObject());
        if (!migration)
            return migration.error();
        const auto same = [&](const FormMigration &known) { return known.from == migration->from; };
        if (std::any_of(migrations.begin(), migrations.end(), same))
            return malformed(QStringLiteral("one version twice"));
        migrations.push_back(std::move(*migration));
    }
    return migrations;
}

} // namespace luotsi::usecases
