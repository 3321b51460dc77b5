#include "Run.h"

#include "Comparison.h"
#include "Recording.h"

#include "forms/Model.h"

#include <QJsonDocument>

#include <algorithm>

namespace luotsi::form {

namespace {

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

/// What follows from so many is the same over and over, and is not compared any further.
constexpr qsizetype mostDifferences = 5'000;

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

void take(Snapshot &state, const QJsonArray &nodes)
{
    for (const QJsonValue &node : nodes)
        state.insert(node.toObject().value(QStringLiteral("ref")).toString(), node.toObject());
}

QString describeStep(int number, const QJsonObject &operation)
{
    return QStringLiteral("step %1 (%2 %3 %4)")
        .arg(number)
        .arg(operation.value(QStringLiteral("op")).toString(),
             operation.value(QStringLiteral("ref")).toString(),
             operation.value(QStringLiteral("value")).toString().left(30));
}

/// What the operation says when it fails.
QString applyStep(Player &player, const QJsonObject &operation)
{
    QString failure = player.apply(operation);
    // An answer that cannot be one is refused and the one before it stays; the recorded engine blanks it.
    if (!failure.isEmpty() && blankAfter(operation)) {
        QJsonObject blank = operation;
        blank.insert(QStringLiteral("value"), QString());
        failure = player.apply(blank);
    }
    // Where it changes nothing there, a refusal is no difference; where it does, the state tells.
    const bool expected = operation.contains(QStringLiteral("error")) ||
                          operation.value(QStringLiteral("op")).toString() == u"set";
    return expected ? QString() : failure;
}

} // namespace

void Run::compareNode(const QString &reference, const QJsonObject &wantedNode, const QJsonObject &givenNode,
                      const Player &player, const QString &when)
{
    for (const Facet &facet : facets) {
        const QString key = QString::fromLatin1(facet.key);
        const QString wanted = asText(wantedNode.value(key));
        const QString given = asText(givenNode.value(key));
        const bool text =
            key == u"label" || key == u"hint" || key == u"violationMessage" || key == u"options";
        const bool same = sameValue(wanted, given) || (m_draws && sameDraw(wanted, given)) ||
                          (m_clockRan && sameMoment(wanted, given)) ||
                          (text && (sameText(wanted, given) ||
                                    (key == u"violationMessage" && (wanted.isEmpty() || given.isEmpty())))) ||
                          (key == u"options" && sorted(wanted) == sorted(given) &&
                           isShuffled(player.instance(), reference));
        m_checks.check(QString::fromLatin1(facet.className), same, {key, reference, wanted, given, when});
    }
}

void Run::compare(const Snapshot &expected, const Player &player, const QString &when)
{
    if (m_checks.differences().size() > mostDifferences)
        return;
    const Snapshot actual = player.snapshot();
    m_checks.count(QStringLiteral("structure"), expected.keys() == actual.keys());
    const QString there = QStringLiteral("there");
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        const auto found = actual.constFind(it.key());
        if (found != actual.constEnd())
            compareNode(it.key(), *it, *found, player, when);
        else
            m_checks.note({QStringLiteral("structure"), it.key(), there, {}, when});
    }
    for (auto it = actual.begin(); it != actual.end(); ++it) {
        if (!expected.contains(it.key()))
            m_checks.note({QStringLiteral("structure"), it.key(), {}, there, when});
    }
}

void Run::compareXml(const QString &wanted, const QString &given, const QString &when)
{
    const auto same = [this](const QString &left, const QString &right) {
        return sameValue(left, right) || (m_draws && sameDraw(left, right)) ||
               (m_clockRan && sameMoment(left, right));
    };
    if (wanted.isEmpty())
        return;
    const QStringList first = canonical(wanted);
    const QStringList second = canonical(given);
    const bool equal = std::equal(first.begin(), first.end(), second.begin(), second.end(), same);
    m_checks.count(QStringLiteral("xml"), equal);
    if (equal)
        return;
    const QMap<QString, QString> wantedTexts = textsByPlace(wanted);
    const QMap<QString, QString> givenTexts = textsByPlace(given);
    const QString nothing = QStringLiteral("(none)");
    bool told = false;
    const auto tell = [&](const QString &place) {
        const QString recorded = wantedTexts.value(place, nothing);
        const QString ours = givenTexts.value(place, nothing);
        if (same(recorded, ours))
            return;
        m_checks.note({QStringLiteral("xml"), place, recorded, ours, when});
        told = true;
    };
    for (auto it = wantedTexts.begin(); it != wantedTexts.end(); ++it)
        tell(it.key());
    for (auto it = givenTexts.begin(); it != givenTexts.end(); ++it) {
        if (!wantedTexts.contains(it.key()))
            tell(it.key());
    }
    if (!told)
        m_checks.note({QStringLiteral("xml"), {}, wanted, given, when}); // the same in another order
}

void Run::compareViolations(const QJsonArray &wanted, const QJsonArray &given)
{
    m_checks.count(QStringLiteral("validity"), wanted == given);
    const auto tell = [&](const QJsonArray &from, const QJsonArray &other, bool recorded) {
        for (const QJsonValue &value : from) {
            const QJsonArray violation = value.toArray();
            const QString text = violation.at(1).toString();
            if (!other.contains(value))
                m_checks.note({QStringLiteral("violation"), violation.at(0).toString(),
                               recorded ? text : QString(), recorded ? QString() : text,
                               m_name + QStringLiteral("end")});
        }
    };
    tell(wanted, given, true);
    tell(given, wanted, false);
}

void Run::compareReopened(const Player &player, const forms::Environment &environment)
{
    const Snapshot before = player.snapshot();
    auto again = forms::FormInstance::restore(m_definition, player.instance().storedState(), environment);
    // Actions of loading change the draft by themselves.
    if (!again || !again->report.values.empty())
        return;
    const Player restored(std::move(again->instance));
    const QJsonObject changes = difference(before, restored.snapshot());
    const QString text = QString::fromUtf8(QJsonDocument(changes).toJson(QJsonDocument::Compact));
    m_checks.check(QStringLiteral("save and restore"), changes.isEmpty(),
                   {QStringLiteral("restored"), {}, {}, text.left(400), m_name + QStringLiteral("reopened")});
}

std::unique_ptr<forms::FormInstance> Run::open(Origin origin, const QByteArray &earlier,
                                               const forms::Environment &environment)
{
    const auto instanceOf = [this](auto opened) -> std::unique_ptr<forms::FormInstance> {
        if (opened)
            return std::move(opened->instance);
        m_checks.note(
            {QStringLiteral("open"), {}, {}, opened.error().detail, m_name + QStringLiteral("initial")});
        return nullptr;
    };
    if (origin == Origin::Fresh)
        return instanceOf(forms::FormInstance::create(m_definition, environment));
    if (origin == Origin::Edited)
        return instanceOf(forms::FormInstance::edit(m_definition, earlier, environment));
    const auto written = instanceOf(forms::FormInstance::read(m_definition, earlier, environment));
    if (written == nullptr)
        return nullptr;
    // A draft, which is opened again rather than looked at.
    return instanceOf(forms::FormInstance::restore(m_definition, written->storedState(), environment));
}

void Run::play(const QString &name, const QJsonObject &pass, Origin origin, const QByteArray &earlier,
               bool ownProperties)
{
    m_name = name.isEmpty() ? name : name + u' ';
    m_draws = drawsNumbers(*m_definition);
    const QJsonObject initial = pass.value(QStringLiteral("initial")).toObject();
    const QJsonArray first = initial.value(QStringLiteral("nodes")).toArray();
    Surroundings surroundings;
    forms::Environment environment = surroundings.environment();
    if (ownProperties) {
        giveRecordedProperties(*m_definition, first, environment);
        if (const auto began = recordedStart(*m_definition, first)) {
            surroundings.setWallMilliseconds(*began);
            m_clockRan = true;
        }
    }
    std::unique_ptr<forms::FormInstance> instance = open(origin, earlier, environment);
    if (instance == nullptr)
        return;
    Player player(std::move(instance));
    const QString language = initial.value(QStringLiteral("language")).toString();
    if (!language.isEmpty() && language != player.instance().language())
        player.apply(
            {{QStringLiteral("op"), QStringLiteral("language")}, {QStringLiteral("language"), language}});
    Snapshot expected;
    take(expected, first);
    const QString beginning = m_name + QStringLiteral("initial");
    compare(expected, player, beginning);
    compareXml(initial.value(QStringLiteral("xml")).toString(), player.xml(), beginning);
    int number = 0;
    for (const QJsonValue &value : pass.value(QStringLiteral("steps")).toArray()) {
        const QJsonObject operation = value.toObject();
        const QString when = m_name + describeStep(++number, operation);
        const QString failure = applyStep(player, operation);
        if (!failure.isEmpty())
            m_checks.note({QStringLiteral("operation"),
                           operation.value(QStringLiteral("ref")).toString(),
                           {},
                           failure,
                           when});
        take(expected, operation.value(QStringLiteral("changed")).toArray());
        for (const QJsonValue &removed : operation.value(QStringLiteral("removed")).toArray())
            expected.remove(removed.toString());
        compare(expected, player, when);
    }
    const QString finalXml = pass.value(QStringLiteral("finalXml")).toString();
    if (pass.contains(QStringLiteral("unrecordedChanges")))
        answerWithRecordedFiles(player, finalXml);
    compareXml(finalXml, player.xml(), m_name + QStringLiteral("end"));
    if (pass.contains(QStringLiteral("violationsAtEnd")))
        compareViolations(pass.value(QStringLiteral("violationsAtEnd")).toArray(), player.violations());
    compareReopened(player, surroundings.environment(player.instance().language()));
}

} // namespace luotsi::form
