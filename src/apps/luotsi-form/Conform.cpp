#include "Conform.h"

#include "Comparison.h"
#include "Player.h"
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
    if (path.isEmpty())
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Facet
{
    const char *className;
    const char *key;
};

constexpr Facet facets[] = {
    {"values", "value"},
    {"relevance", "relevant"},
    {"required", "required"},
    {"readonly", "readonly"},
    {"options", "options"},
    {"labels", "label"},
    {"hints", "hint"},
    {"validity", "constraintViolated"},
    {"validity", "requiredViolated"},
    {"messages", "violationMessage"},
    {"kinds", "kind"},
};

QString asText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QString();
    if (value.isArray()) {
        QStringList entries;
        for (const QJsonValue &entry : value.toArray()) {
            const QJsonArray parts = entry.toArray();
            entries.append(
                parts.at(0).toString() + u'=' + parts.at(1).toString().simplified() + u' ' +
                QString::fromUtf8(QJsonDocument(parts.at(2).toObject()).toJson(QJsonDocument::Compact)));
        }
        return entries.join(u'|');
    }
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toString();
}

/// Is the node that an operation sets blank behind it?
bool blankAfter(const QJsonObject &operation)
{
    if (operation.value(QStringLiteral("op")).toString() != u"set")
        return false;
    for (const QJsonValue &value : operation.value(QStringLiteral("changed")).toArray()) {
        const QJsonObject node = value.toObject();
        if (node.value(QStringLiteral("ref")) == operation.value(QStringLiteral("ref")))
            return node.value(QStringLiteral("value")).toString().isEmpty();
    }
    return false;
}

void take(QMap<QString, QJsonObject> &state, const QJsonArray &nodes)
{
    for (const QJsonValue &node : nodes)
        state.insert(node.toObject().value(QStringLiteral("ref")).toString(), node.toObject());
}

} // namespace

void Conform::count(const QString &className, bool passed)
{
    ++(passed ? m_classes[className].passed : m_classes[className].failed);
}

QStringList Conform::compare(const QMap<QString, QJsonObject> &expected, const Player &player,
                             const QString &when)
{
    QStringList problems;
    const Snapshot actual = player.snapshot();
    const bool sameNodes = expected.keys() == actual.keys();
    count(QStringLiteral("structure"), sameNodes);
    if (!sameNodes) {
        for (const QString &reference : expected.keys()) {
            if (!actual.contains(reference))
                problems.append(when + QStringLiteral(": missing ") + reference);
        }
        for (const QString &reference : actual.keys()) {
            if (!expected.contains(reference))
                problems.append(when + QStringLiteral(": not expected ") + reference);
        }
    }
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        const auto found = actual.constFind(it.key());
        if (found == actual.constEnd())
            continue;
        for (const Facet &facet : facets) {
            const QString key = QString::fromLatin1(facet.key);
            const QString wanted = asText(it->value(key));
            const QString given = asText(found->value(key));
            const bool text =
                key == u"label" || key == u"hint" || key == u"violationMessage" || key == u"options";
            const bool same =
                sameValue(wanted, given) ||
                (text && (sameValue(wanted.simplified(), given.simplified()) ||
                          (key == u"violationMessage" && (wanted.isEmpty() || given.isEmpty())))) ||
                (key == u"options" && sorted(wanted) == sorted(given) &&
                 isShuffled(player.instance(), it.key()));
            count(QString::fromLatin1(facet.className), same);
            if (!same)
                problems.append(QStringLiteral("%1: %2 %3 is '%4' instead of '%5'")
                                    .arg(when, it.key(), key, given.left(120), wanted.left(120)));
        }
    }
    return problems;
}

QStringList Conform::runPass(const QJsonObject &pass, const QByteArray &xml,
                             const QMap<QString, QByteArray> &resources)
{
    QStringList problems;
    const auto definition = forms::parseForm(xml, [&](const QString &uri) -> std::optional<QByteArray> {
        const auto found = resources.constFind(uri);
        return found == resources.constEnd() ? std::nullopt : std::optional(*found);
    });
    if (!definition)
        return {QStringLiteral("form refused: ") + definition.error().detail};
    const QJsonObject initial = pass.value(QStringLiteral("initial")).toObject();
    Surroundings surroundings;
    forms::Environment environment = surroundings.environment();
    if (!m_origin.isEmpty())
        giveRecordedProperties(**definition, initial.value(QStringLiteral("nodes")).toArray(), environment);
    std::unique_ptr<forms::FormInstance> instance;
    if (m_origin == u"restore" || m_origin == u"edit") {
        const QByteArray earlier = m_earlier.toUtf8();
        auto opened = m_origin == u"edit" ? forms::FormInstance::edit(*definition, earlier, environment)
                                          : forms::FormInstance::read(*definition, earlier, environment);
        if (!opened)
            return {QStringLiteral("not opened: ") + opened.error().detail};
        instance = std::move(opened->instance);
    } else {
        auto started = forms::FormInstance::create(*definition, environment);
        if (!started)
            return {QStringLiteral("not started: ") + started.error().detail};
        instance = std::move(started->instance);
    }
    Player player(std::move(instance));
    QMap<QString, QJsonObject> expected;
    const QString language = initial.value(QStringLiteral("language")).toString();
    if (!language.isEmpty() && language != player.instance().language())
        player.apply(
            {{QStringLiteral("op"), QStringLiteral("language")}, {QStringLiteral("language"), language}});
    take(expected, initial.value(QStringLiteral("nodes")).toArray());
    problems += compare(expected, player, QStringLiteral("initial"));
    int step = 0;
    for (const QJsonValue &value : pass.value(QStringLiteral("steps")).toArray()) {
        const QJsonObject operation = value.toObject();
        ++step;
        QString failure = player.apply(operation);
        // An answer that cannot be one is refused and the one before it stays; the recorded engine blanks it.
        if (!failure.isEmpty() && blankAfter(operation)) {
            QJsonObject blank = operation;
            blank.insert(QStringLiteral("value"), QString());
            failure = player.apply(blank);
        }
        const QString when = QStringLiteral("step %1 (%2 %3 %4)")
                                 .arg(step)
                                 .arg(operation.value(QStringLiteral("op")).toString(),
                                      operation.value(QStringLiteral("ref")).toString(),
                                      operation.value(QStringLiteral("value")).toString().left(30));
        // Where it changes nothing there, a refusal is no difference; where it does, the state below tells.
        if (!failure.isEmpty() && !operation.contains(QStringLiteral("error")) &&
            operation.value(QStringLiteral("op")).toString() != u"set")
            problems.append(when + QStringLiteral(": ") + failure);
        take(expected, operation.value(QStringLiteral("changed")).toArray());
        for (const QJsonValue &removed : operation.value(QStringLiteral("removed")).toArray())
            expected.remove(removed.toString());
        if (problems.size() < 40)
            problems += compare(expected, player, when);
    }
    const QString finalXml = pass.value(QStringLiteral("finalXml")).toString();
    if (pass.contains(QStringLiteral("unrecordedChanges")))
        answerWithRecordedFiles(player, finalXml);
    if (!finalXml.isEmpty()) {
        const QStringList wanted = canonical(finalXml);
        const QStringList given = canonical(player.xml());
        bool same = wanted.size() == given.size();
        for (qsizetype i = 0; same && i < wanted.size(); ++i)
            same = sameValue(wanted[i], given[i]);
        count(QStringLiteral("xml"), same);
        if (!same)
            problems.append(QStringLiteral("xml: ") + player.xml().left(1500) +
                            QStringLiteral(" instead of ") + finalXml.left(1500));
    }
    if (pass.contains(QStringLiteral("violationsAtEnd"))) {
        const bool same = pass.value(QStringLiteral("violationsAtEnd")).toArray() == player.violations();
        count(QStringLiteral("validity"), same);
        if (!same)
            problems.append(QStringLiteral("violations at the end differ"));
    }
    const Snapshot before = player.snapshot();
    auto again = forms::FormInstance::restore(*definition, player.instance().storedState(),
                                              surroundings.environment(player.instance().language()));
    // Actions of loading change the draft by themselves.
    if (again && again->report.values.empty()) {
        Player restored(std::move(again->instance));
        const QJsonObject changes = difference(before, restored.snapshot());
        count(QStringLiteral("save and restore"), changes.isEmpty());
        if (!changes.isEmpty())
            problems.append(
                QStringLiteral("restored differently: ") +
                QString::fromUtf8(QJsonDocument(changes).toJson(QJsonDocument::Compact)).left(400));
    }
    return problems;
}

QStringList Conform::runGolden(const QJsonObject &golden, const QString &folder)
{
    const QByteArray xml = readAll(folder + u'/' + golden.value(QStringLiteral("form")).toString());
    const QMap<QString, QByteArray> resources = attachmentsOf(golden, folder).files;
    QStringList problems;
    for (const QJsonValue &pass : golden.value(QStringLiteral("passes")).toArray()) {
        for (const QString &problem : runPass(pass.toObject(), xml, resources))
            problems.append(pass.toObject().value(QStringLiteral("pass")).toString() + u' ' + problem);
    }
    return problems;
}

QStringList Conform::runTrace(const QJsonObject &trace)
{
    const QString origin = trace.value(QStringLiteral("origin")).toString();
    m_origin = origin;
    const QByteArray xml = trace.value(QStringLiteral("form")).toString().toUtf8();
    QMap<QString, QByteArray> resources;
    for (const QJsonValue &value : trace.value(QStringLiteral("resources")).toArray()) {
        const QJsonObject resource = value.toObject();
        if (resource.value(QStringLiteral("status")).toInt(200) == 200)
            resources.insert(resource.value(QStringLiteral("url")).toString(),
                             resource.value(QStringLiteral("body")).toString().toUtf8());
    }
    if (origin == u"load-error") {
        const auto definition = forms::parseForm(xml, [&](const QString &uri) -> std::optional<QByteArray> {
            return resources.contains(uri) ? std::optional(resources.value(uri)) : std::nullopt;
        });
        const bool refused = !definition || !definition.value()->findings().empty();
        return refused
                   ? QStringList()
                   : QStringList(QStringLiteral("a form that cannot be used was accepted without a word"));
    }
    return runPass(trace, xml, resources);
}

/// The instance that a restored or edited one began with: what the first run of the same test ended with.
QString Conform::earlierOf(const QString &file, const QJsonObject &trace) const
{
    const QString origin = trace.value(QStringLiteral("origin")).toString();
    if (origin != u"restore" && origin != u"edit")
        return {};
    const QString name = QFileInfo(file).fileName();
    const QDir folder = QFileInfo(file).dir();
    for (const QString &other :
         folder.entryList({name.left(name.lastIndexOf(u'-')) + QStringLiteral("-*.json")}, QDir::Files)) {
        const QJsonObject json = QJsonDocument::fromJson(readAll(folder.filePath(other))).object();
        const QString kind = json.value(QStringLiteral("origin")).toString();
        if (kind == u"init" || kind == u"edit-init")
            return json.value(QStringLiteral("finalXml")).toString();
    }
    return {};
}

void Conform::runFile(const QString &file)
{
    const QJsonObject json = QJsonDocument::fromJson(readAll(file)).object();
    const QString schema = json.value(QStringLiteral("schema")).toString();
    QStringList problems;
    m_origin.clear();
    m_earlier = earlierOf(file, json);
    if (schema == u"odk-golden/1")
        problems = runGolden(json, QFileInfo(file).path());
    else if (schema == u"odk-scenario-trace/1")
        problems = runTrace(json);
    else
        return;
    const QString name = QFileInfo(file).completeBaseName();
    const QString agreement = json.value(QStringLiteral("agreement")).toString();
    const QString folder = QFileInfo(file).path();
    if (const QStringList replaced = attachmentsOf(json, folder).replaced; !replaced.isEmpty()) {
        // What came of another list cannot be compared; the corpus names the one it had by its digest.
        ++m_agreements[QStringLiteral("other attachment")].failed;
        m_messages.append(QStringLiteral("[other attachment] %1: %2 is not the file it was recorded with")
                              .arg(name, replaced.join(u' ')));
        return;
    }
    const bool excused = m_known.contains(name);
    Count &score = m_agreements[excused ? QStringLiteral("known difference") : agreement];
    ++(problems.isEmpty() ? score.passed : score.failed);
    for (const QJsonValue &feature : json.value(QStringLiteral("features")).toArray()) {
        Count &byFeature = m_features[feature.toString()];
        ++(problems.isEmpty() ? byFeature.passed : byFeature.failed);
    }
    if (problems.isEmpty() && excused) {
        ++m_misses;
        m_messages.append(
            QStringLiteral("[known] %1 agrees now: it is no known difference any more").arg(name));
    }
    if (problems.isEmpty() || excused)
        return;
    if (agreement == u"agree")
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
    const auto table = [](const QMap<QString, Count> &counts) {
        QJsonObject json;
        for (auto it = counts.begin(); it != counts.end(); ++it)
            json.insert(it.key(), QJsonObject{{QStringLiteral("passed"), it->passed},
                                              {QStringLiteral("failed"), it->failed}});
        return json;
    };
    return {{QStringLiteral("files"), table(m_agreements)},
            {QStringLiteral("classes"), table(m_classes)},
            {QStringLiteral("features"), table(m_features)}};
}

QString Conform::text() const
{
    QString result;
    const auto table = [&](const QString &title, const QMap<QString, Count> &counts) {
        result += title + u'\n';
        for (auto it = counts.begin(); it != counts.end(); ++it)
            result += QStringLiteral("  %1 %2 of %3\n")
                          .arg(it.key(), -22)
                          .arg(it->passed)
                          .arg(it->passed + it->failed);
    };
    table(QStringLiteral("files"), m_agreements);
    table(QStringLiteral("states"), m_classes);
    table(QStringLiteral("features"), m_features);
    return result;
}

} // namespace luotsi::form
