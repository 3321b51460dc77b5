#include "Conform.h"

#include "Recording.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace luotsi::form {

namespace {

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonObject readObject(const QString &path)
{
    return QJsonDocument::fromJson(readAll(path)).object();
}

forms::Resources served(QMap<QString, QByteArray> files)
{
    return [files = std::move(files)](const QString &uri) {
        return files.contains(uri) ? std::optional(files.value(uri)) : std::nullopt;
    };
}

QMap<QString, QByteArray> resourcesOf(const QJsonObject &trace)
{
    QMap<QString, QByteArray> files;
    for (const QJsonValue &value : trace.value(QStringLiteral("resources")).toArray()) {
        const QJsonObject resource = value.toObject();
        if (resource.value(QStringLiteral("status")).toInt(200) == 200)
            files.insert(resource.value(QStringLiteral("url")).toString(),
                         resource.value(QStringLiteral("body")).toString().toUtf8());
    }
    return files;
}

/// A form that another engine does not load must be told of: when it is read, or when it is begun.
Checks refused(const base::Result<std::shared_ptr<const forms::FormDefinition>> &definition)
{
    bool told = !definition || !definition.value()->findings().empty();
    if (!told) {
        Surroundings surroundings;
        const auto started = forms::FormInstance::create(*definition, surroundings.environment());
        told = !started || !started->report.problems.empty();
    }
    Checks checks;
    checks.check(QStringLiteral("errors"), told,
                 {QStringLiteral("load"), {}, QStringLiteral("error"), QStringLiteral("none"), {}});
    return checks;
}

bool beginsAlike(const Checks &checks)
{
    return std::none_of(checks.differences().begin(), checks.differences().end(),
                        [](const Difference &d) { return d.when.endsWith(u"initial"); });
}

} // namespace

/// The instance that a restored or edited one began with: what the first run of the same test ended with.
QByteArray Conform::earlierOf(const QString &file) const
{
    const QString name = QFileInfo(file).fileName();
    const QDir folder = QFileInfo(file).dir();
    for (const QString &other :
         folder.entryList({name.left(name.lastIndexOf(u'-')) + QStringLiteral("-*.json")}, QDir::Files)) {
        const QJsonObject json = readObject(folder.filePath(other));
        const QString kind = json.value(QStringLiteral("origin")).toString();
        if (kind == u"init" || kind == u"edit-init")
            return json.value(QStringLiteral("finalXml")).toString().toUtf8();
    }
    return {};
}

Checks Conform::checksOfTrace(const QString &file, const QJsonObject &trace) const
{
    const QString kind = trace.value(QStringLiteral("origin")).toString();
    const auto definition =
        forms::parseForm(trace.value(QStringLiteral("form")).toString().toUtf8(), served(resourcesOf(trace)));
    if (kind == u"load-error")
        return refused(definition);
    Checks checks;
    if (!definition) {
        checks.note({QStringLiteral("form"), {}, {}, definition.error().detail, {}});
        return checks;
    }
    const QByteArray given = trace.value(QStringLiteral("editInstance")).toString().toUtf8();
    const Origin origin = kind == u"restore"                    ? Origin::Restored
                          : kind == u"edit" || !given.isEmpty() ? Origin::Edited
                                                                : Origin::Fresh;
    const bool begunBefore = origin != Origin::Fresh && given.isEmpty();
    Run(*definition, checks).play({}, trace, origin, begunBefore ? earlierOf(file) : given, true);
    if (origin == Origin::Fresh || beginsAlike(checks))
        return checks;
    // Of some only the state that came of what they began with was recorded; they begin with that.
    Checks again;
    const QByteArray shown =
        trace.value(QStringLiteral("initial")).toObject().value(QStringLiteral("xml")).toString().toUtf8();
    Run(*definition, again).play({}, trace, origin, shown, true);
    return again;
}

Checks Conform::checksOf(const QString &file, const QJsonObject &json) const
{
    if (json.value(QStringLiteral("schema")).toString() != u"odk-golden/1")
        return checksOfTrace(file, json);
    const QString folder = QFileInfo(file).path();
    const auto definition =
        forms::parseForm(readAll(folder + u'/' + json.value(QStringLiteral("form")).toString()),
                         served(attachmentsOf(json, folder).files));
    Checks checks;
    if (!definition) {
        checks.note({QStringLiteral("form"), {}, {}, definition.error().detail, {}});
        return checks;
    }
    for (const QJsonValue &value : json.value(QStringLiteral("passes")).toArray()) {
        const QJsonObject pass = value.toObject();
        Run(*definition, checks)
            .play(pass.value(QStringLiteral("pass")).toString(), pass, Origin::Fresh, {}, false);
    }
    return checks;
}

void Conform::runFile(const QString &file)
{
    const QJsonObject json = readObject(file);
    const QString schema = json.value(QStringLiteral("schema")).toString();
    if (schema != u"odk-golden/1" && schema != u"odk-scenario-trace/1")
        return;
    const QString name = QFileInfo(file).completeBaseName();
    if (const QStringList replaced = attachmentsOf(json, QFileInfo(file).path()).replaced;
        !replaced.isEmpty()) {
        // What came of another list cannot be compared; the corpus names the one it had by its digest.
        m_otherAttachments.append(name);
        m_messages.append(QStringLiteral("[other attachment] %1: %2 is not the file it was recorded with")
                              .arg(name, replaced.join(u' ')));
        return;
    }
    enter(name, json, checksOf(file, json));
}

void Conform::enter(const QString &name, const QJsonObject &json, const Checks &checks)
{
    const QString agreement = json.value(QStringLiteral("agreement")).toString();
    Classes &classes = m_classes[agreement == u"agree" ? agreement : QStringLiteral("others")];
    for (auto it = checks.classes().begin(); it != checks.classes().end(); ++it) {
        classes[it.key()].passed += it->passed;
        classes[it.key()].failed += it->failed;
    }
    const QList<Difference> &differences = checks.differences();
    const auto decision = m_decisions.constFind(name);
    const bool decided = decision != m_decisions.constEnd();
    QStringList problems;
    if (decided)
        problems = decision->misfits(differences);
    else
        for (const Difference &difference : differences)
            problems.append(difference.text());
    const auto add = [&](Files &files) {
        ++(!problems.isEmpty() ? files.missed : decided ? files.decided : files.passed);
    };
    add(m_agreements[agreement]);
    for (const QJsonValue &feature : json.value(QStringLiteral("features")).toArray())
        add(m_features[feature.toString()]);
    if (!differences.isEmpty())
        m_drafts.insert(name, draftDecision(decided ? decision->reason : QString(), differences));
    if (problems.isEmpty())
        return;
    ++m_misses;
    m_messages.append(QStringLiteral("[%1] %2 (%3): %4")
                          .arg(agreement, name)
                          .arg(problems.size())
                          .arg(problems.mid(0, 3).join(QStringLiteral(" | "))));
}

void Conform::run(const QString &path)
{
    if (!QFileInfo(path).isDir()) {
        runFile(path);
        return;
    }
    QDirIterator files(path, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    QStringList sorted;
    while (files.hasNext())
        sorted.append(files.next());
    sorted.sort();
    for (const QString &file : sorted)
        runFile(file);
}

QJsonObject Conform::score() const
{
    const auto filesTable = [](const QMap<QString, Files> &counts) {
        QJsonObject json;
        for (auto it = counts.begin(); it != counts.end(); ++it)
            json.insert(it.key(), QJsonObject{{QStringLiteral("passed"), it->passed},
                                              {QStringLiteral("decided"), it->decided},
                                              {QStringLiteral("missed"), it->missed}});
        return json;
    };
    QJsonObject classes;
    for (auto group = m_classes.begin(); group != m_classes.end(); ++group) {
        QJsonObject json;
        for (auto it = group->begin(); it != group->end(); ++it)
            json.insert(it.key(), QJsonObject{{QStringLiteral("passed"), it->passed},
                                              {QStringLiteral("failed"), it->failed}});
        classes.insert(group.key(), json);
    }
    return {{QStringLiteral("files"), filesTable(m_agreements)},
            {QStringLiteral("checks"), classes},
            {QStringLiteral("features"), filesTable(m_features)},
            {QStringLiteral("otherAttachments"), static_cast<int>(m_otherAttachments.size())}};
}

QString Conform::text() const
{
    const auto share = [](int part, int whole) {
        return QString::number(whole == 0 ? 100.0 : 100.0 * part / whole, 'f', 2) + QStringLiteral(" %");
    };
    const auto filesLine = [&](const QString &name, const Files &files) {
        const int all = files.passed + files.decided + files.missed;
        return QStringLiteral("  %1 %2 of %3 as recorded (%4), %5 otherwise by decision, %6 missed\n")
            .arg(name, -22)
            .arg(files.passed)
            .arg(all)
            .arg(share(files.passed, all))
            .arg(files.decided)
            .arg(files.missed);
    };
    QString result = QStringLiteral("files\n");
    Files others;
    for (auto it = m_agreements.begin(); it != m_agreements.end(); ++it) {
        result += filesLine(it.key(), *it);
        if (it.key() == u"agree")
            continue;
        others.passed += it->passed;
        others.decided += it->decided;
        others.missed += it->missed;
    }
    result += filesLine(QStringLiteral("all but agree"), others);
    for (auto group = m_classes.begin(); group != m_classes.end(); ++group) {
        result += QStringLiteral("checks, %1\n").arg(group.key());
        for (auto it = group->begin(); it != group->end(); ++it)
            result += QStringLiteral("  %1 %2 of %3 as recorded (%4)\n")
                          .arg(it.key(), -22)
                          .arg(it->passed)
                          .arg(it->passed + it->failed)
                          .arg(share(it->passed, it->passed + it->failed));
    }
    result += QStringLiteral("features\n");
    for (auto it = m_features.begin(); it != m_features.end(); ++it)
        result += filesLine(it.key(), *it);
    return result;
}

} // namespace luotsi::form
