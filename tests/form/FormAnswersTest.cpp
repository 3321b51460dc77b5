#include "base/Clock.h"
#include "base/Random.h"
#include "forms/FormDefinition.h"
#include "forms/FormInstance.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace luotsi;
using forms::ControlKind;
using forms::FormInstance;
using forms::NodeId;
using forms::NodeKind;

namespace {

const QString folder = QStringLiteral(LUOTSI_SOURCE_DIR "/assets/pack-fi/forms/totu-1.0/");
const QString tests = QStringLiteral(LUOTSI_SOURCE_DIR "/tests/form/");

/// Monday 23 November 2026, 09:00 in Helsinki.
class ScenarioClock final : public base::Clock
{
public:
    std::int64_t wallMilliseconds() const override { return 1'795'417'200'000; }
    std::int64_t monotonicMilliseconds() const override { return 0; }
};

class CountingRandom final : public base::Random
{
public:
    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t i = 0; i < size; ++i)
            target[i] = static_cast<std::uint8_t>(++m_next * 37);
    }

private:
    std::uint32_t m_next = 0;
};

QByteArray bytes(const QString &file)
{
    QFile device(file);
    return device.open(QIODevice::ReadOnly) ? device.readAll() : QByteArray();
}

/// Members in the order of the file: the order in which a person answers.
QList<QPair<QString, QString>> answersOf(const QString &name)
{
    static const QRegularExpression line(QStringLiteral("^\\s*\"(/data[^\"]+)\": \"(.*)\",?$"),
                                         QRegularExpression::MultilineOption);
    QList<QPair<QString, QString>> answers;
    auto found = line.globalMatch(QString::fromUtf8(bytes(tests + name + QStringLiteral("-answers.json"))));
    while (found.hasNext()) {
        const auto match = found.next();
        answers.append({match.captured(1), match.captured(2)});
    }
    return answers;
}

QStringList texts(const QJsonValue &array)
{
    QStringList result;
    for (const QJsonValue &value : array.toArray())
        result.append(value.toString());
    return result;
}

} // namespace

/// The form in our own engine: scenario answers, every value of the tables, relevance, lengths of the way.
class FormAnswersTest : public QObject
{
    Q_OBJECT

private:
    ScenarioClock m_clock;
    CountingRandom m_random;
    std::shared_ptr<const forms::FormDefinition> m_definition;

    std::unique_ptr<FormInstance> fresh(const QString &language = QStringLiteral("fi"))
    {
        forms::Environment environment{m_clock, m_random};
        environment.timeZone = QTimeZone("Europe/Helsinki");
        environment.language = language;
        auto started = FormInstance::create(m_definition, environment);
        return started.ok() ? std::move(started->instance) : nullptr;
    }

    static bool put(FormInstance &instance, const QString &reference, const QString &value)
    {
        static const QRegularExpression row(QStringLiteral("\\[([0-9]+)\\]"));
        auto rows = row.globalMatch(reference);
        while (rows.hasNext()) {
            const auto match = rows.next();
            const NodeId range = instance.find(reference.left(match.capturedStart()));
            while (instance.find(reference.left(match.capturedEnd())).isNull()) {
                if (!instance.addRow(range).ok())
                    return false;
            }
        }
        const NodeId node = instance.find(reference);
        return !node.isNull() && instance.isRelevant(node) && instance.setValue(node, value).ok();
    }

    std::unique_ptr<FormInstance> play(const QString &name)
    {
        auto instance = fresh();
        const auto answers = answersOf(name);
        for (const auto &[reference, value] : answers) {
            if (!put(*instance, reference, value))
                qWarning("not asked: %s", qPrintable(reference));
        }
        return answers.isEmpty() ? nullptr : std::move(instance);
    }

    static QString value(const FormInstance &instance, const char *reference)
    {
        return instance.value(instance.find(QLatin1String(reference)));
    }

    static double number(const FormInstance &instance, const char *reference)
    {
        return value(instance, reference).toDouble();
    }

    static bool isPageList(const FormInstance &instance, NodeId row)
    {
        const auto children = instance.children(row);
        return children.size() == 1 && instance.control(children.front()) == ControlKind::Upload;
    }

    static int pages(const FormInstance &instance, NodeId node)
    {
        if (!instance.isRelevant(node))
            return 0;
        const NodeKind kind = instance.kind(node);
        if (kind == NodeKind::Control)
            return instance.appearance(node).contains(QLatin1String("luotsi-declaration")) ? 0 : 1;
        if (kind == NodeKind::Group && instance.isFieldList(node))
            return 1;
        int sum = kind == NodeKind::RepeatRange ? 1 : 0;
        for (const NodeId child : instance.children(node)) {
            if (kind != NodeKind::RepeatRange || !isPageList(instance, child))
                sum += pages(instance, child);
        }
        return sum;
    }

    static QStringList violated(const FormInstance &instance)
    {
        QStringList result;
        for (const auto &violation : instance.violations())
            result.append(instance.reference(violation.node));
        return result;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto resources = [](const QString &uri) -> std::optional<QByteArray> {
            return bytes(folder + uri.section(QLatin1Char('/'), -1));
        };
        const QByteArray xml = bytes(folder + QStringLiteral("form.xml"));
        auto parsed = forms::parseForm(xml, resources);
        QVERIFY2(parsed.ok(), parsed.ok() ? "" : qPrintable(parsed.error().detail));
        m_definition = *parsed;
        for (const forms::Finding &finding : forms::checkForm(xml, resources))
            QVERIFY2(!finding.fatal, qPrintable(finding.error.detail));
        QCOMPARE(m_definition->id(), QStringLiteral("fi.luotsi.totu"));
        QCOMPARE(m_definition->version(), QStringLiteral("1.0"));
        QCOMPARE(m_definition->languages(),
                 (QStringList{QStringLiteral("fi"), QStringLiteral("sv"), QStringLiteral("en")}));
    }

    void scenarioA1_isAcceptedWhole()
    {
        const auto instance = play(QStringLiteral("a1"));
        QVERIFY(instance);
        QCOMPARE(violated(*instance), QStringList());
        QCOMPARE(value(*instance, "/data/family/household_kind"), QStringLiteral("alone"));
        QCOMPARE(value(*instance, "/data/you/county"), QStringLiteral("11"));
        QCOMPARE(value(*instance, "/data/you/born"), QStringLiteral("1986-03-14"));
        QCOMPARE(value(*instance, "/data/you/temporary_code"), QStringLiteral("yes"));
        QCOMPARE(number(*instance, "/data/home/total"), 575.0);
        QCOMPARE(number(*instance, "/data/income/total"), 412.0);
        QCOMPARE(number(*instance, "/data/attachments/page_count"), 8.0);
        QCOMPARE(value(*instance, "/data/assets/statements_fulfilled"), QStringLiteral("yes"));
        QCOMPARE(instance->attachmentNames().size(), 8);
        QVERIFY(pages(*instance, instance->root()) <= 35);
    }

    void scenarioA8_separatesCollectionCostFromTheFees()
    {
        const auto instance = play(QStringLiteral("a8"));
        QVERIFY(instance);
        QCOMPARE(violated(*instance), QStringList());
        QCOMPARE(value(*instance, "/data/family/household_kind"), QStringLiteral("single_parent"));
        QCOMPARE(number(*instance, "/data/costs/total"), 126.4);
        QCOMPARE(number(*instance, "/data/costs/collection_total"), 30.0);
        QCOMPARE(number(*instance, "/data/home/total"), 978.0);
        QCOMPARE(number(*instance, "/data/income/total"), 1817.0);
        QCOMPARE(value(*instance, "/data/costs/cost_list/cost[3]/class"), QStringLiteral("B"));
    }

    void shortestWay_isAtMost18Pages()
    {
        const auto instance = play(QStringLiteral("shortest"));
        QVERIFY(instance);
        QCOMPARE(violated(*instance), QStringList());
        QVERIFY(pages(*instance, instance->root()) <= 18);
    }

    void serialisedA1_leavesOutWhatWasNotAsked()
    {
        const auto instance = play(QStringLiteral("a1"));
        const QString xml = QString::fromUtf8(instance->serialise());
        QVERIFY(xml.contains(QLatin1String("id=\"fi.luotsi.totu\"")));
        QVERIFY(xml.contains(QLatin1String("FI9612345600000017")));
        QVERIFY(!xml.contains(QLatin1String("<spouse>")));
        QVERIFY(!xml.contains(QLatin1String("<phone>")));
        const QString name = xml.section(QLatin1String("instanceName>"), 1, 1);
        QVERIFY(!name.contains(QLatin1String("Virpi")) &&
                name.startsWith(QLatin1String("Perustoimeentulotuki")));
    }

    void routingExpressions_giveMunicipalityCountyAndUrgency()
    {
        const QJsonObject expressions = QJsonDocument::fromJson(bytes(folder + QStringLiteral("form.json")))
                                            .object()[QLatin1String("expressions")]
                                            .toObject();
        const auto a1 = play(QStringLiteral("a1"));
        const auto a8 = play(QStringLiteral("a8"));
        for (const QString &name : expressions.keys())
            QVERIFY2(a1->evaluateText(expressions[name].toString()).ok(), qPrintable(name));
        const auto of = [&](const FormInstance &instance, const char *name) {
            return *instance.evaluateText(expressions[QLatin1String(name)].toString());
        };
        QCOMPARE(of(*a1, "municipality"), QStringLiteral("580"));
        QCOMPARE(of(*a8, "region"), QStringLiteral("90"));
        QCOMPARE(of(*a1, "urgency"), QStringLiteral("normal"));
        QCOMPARE(of(*a8, "urgency"), QStringLiteral("normal"));
        QCOMPARE(of(*a8, "supplementary-urgency"), QStringLiteral("urgent"));
        QCOMPARE(of(*a8, "supplementary-transfer"), QStringLiteral("yes"));
        QVERIFY(put(*a1, QStringLiteral("/data/before/urgent"), QStringLiteral("not_safe")));
        QCOMPARE(of(*a1, "urgency"), QStringLiteral("urgent"));
    }

    void everyValueOfTheTables_isTakenOrRefused()
    {
        const QJsonObject table =
            QJsonDocument::fromJson(bytes(tests + QStringLiteral("value-cases.json"))).object();
        const QJsonObject setup = table[QLatin1String("setup")].toObject();
        const QJsonObject cases = table[QLatin1String("cases")].toObject();
        QVERIFY(cases.size() >= 8);
        for (const QString &reference : cases.keys()) {
            const auto instance = fresh();
            for (const QString &other : setup.keys())
                QVERIFY(put(*instance, other, setup[other].toString()));
            const QJsonObject needs = cases[reference][QLatin1String("needs")].toObject();
            for (const QString &other : needs.keys())
                QVERIFY(put(*instance, other, needs[other].toString()));
            const NodeId node = instance->find(reference);
            const auto refused = [&](const QString &typed) {
                return !instance->setValue(node, typed).ok() ||
                       instance->violation(node) != forms::Violation::None;
            };
            for (const QString &good : texts(cases[reference][QLatin1String("good")]))
                QVERIFY2(!refused(good), qPrintable(reference + u' ' + good));
            for (const QString &bad : texts(cases[reference][QLatin1String("bad")]))
                QVERIFY2(refused(bad), qPrintable(reference + u' ' + bad));
        }
    }

    void under18_getsANoteAndMayGoOn()
    {
        const auto instance = fresh();
        const NodeId note = instance->find(QStringLiteral("/data/you/minor_note"));
        QVERIFY(!instance->isRelevant(note));
        QVERIFY(put(*instance, QStringLiteral("/data/you/identity/code"), QStringLiteral("080212A913A")));
        QVERIFY(instance->isRelevant(note));
        QVERIFY(!instance->label(note).isEmpty());
        QVERIFY(put(*instance, QStringLiteral("/data/you/identity/code"), QStringLiteral("190903A907J")));
        QVERIFY(!instance->isRelevant(note));
    }

    void withoutIdentityCode_birthDateIsAskedInstead()
    {
        const auto instance = fresh();
        const NodeId code = instance->find(QStringLiteral("/data/you/identity/code"));
        QVERIFY(instance->isRequired(code));
        QVERIFY(put(*instance, QStringLiteral("/data/you/identity/no_code"), QStringLiteral("yes")));
        QVERIFY(!instance->isRelevant(code));
        QVERIFY(
            put(*instance, QStringLiteral("/data/you/identity/birth_date"), QStringLiteral("2010-05-01")));
        QVERIFY(instance->isRelevant(instance->find(QStringLiteral("/data/you/minor_note"))));
    }

    void postalCode_fillsPostOfficeAndMunicipality()
    {
        const auto instance = fresh();
        QVERIFY(put(*instance, QStringLiteral("/data/you/post/kind"), QStringLiteral("home")));
        QVERIFY(put(*instance, QStringLiteral("/data/you/post/postal_code"), QStringLiteral("59100")));
        QCOMPARE(value(*instance, "/data/you/post/post_office"), QStringLiteral("Parikkala"));
        QCOMPARE(value(*instance, "/data/you/municipality"), QStringLiteral("580"));
        QVERIFY(put(*instance, QStringLiteral("/data/you/post/post_office"), QStringLiteral("Särkisalmi")));
        QVERIFY(put(*instance, QStringLiteral("/data/you/post/postal_code"), QStringLiteral("12345")));
        QCOMPARE(value(*instance, "/data/you/post/post_office"), QStringLiteral("Särkisalmi"));
    }

    void incomeFromAbroad_asksForItsPapers()
    {
        const auto instance = fresh();
        QVERIFY(put(*instance, QStringLiteral("/data/income/any"), QStringLiteral("yes")));
        const QString row = QStringLiteral("/data/income/item_list/item[1]");
        QVERIFY(put(*instance, row + QStringLiteral("/about/kind"), QStringLiteral("pay")));
        const NodeId papers = instance->find(row + QStringLiteral("/page_list"));
        QVERIFY(!instance->isRelevant(papers));
        QVERIFY(put(*instance, row + QStringLiteral("/about/kind"), QStringLiteral("abroad")));
        QVERIFY(instance->isRelevant(papers));
    }

    void consents_areOffByDefaultAndNeverRequired()
    {
        const auto instance = fresh();
        QVERIFY(put(*instance, QStringLiteral("/data/supplementary/wish"), QStringLiteral("yes")));
        for (const char *consent : {"/data/supplementary/transfer/pass_on", "/data/contact/consents/contact",
                                    "/data/contact/consents/application"}) {
            const NodeId node = instance->find(QLatin1String(consent));
            QVERIFY2(instance->isRelevant(node), consent);
            QVERIFY(instance->value(node).isEmpty());
            QVERIFY(!instance->isRequired(node));
        }
    }

    void everyQuestion_speaksThreeLanguages()
    {
        const auto instance = fresh();
        for (const QString &language : m_definition->languages()) {
            QVERIFY(instance->setLanguage(language).ok());
            for (const NodeId node : instance->allNodes()) {
                if (instance->kind(node) != NodeKind::Control)
                    continue;
                QVERIFY2(!instance->label(node).isEmpty(), qPrintable(instance->reference(node)));
                QVERIFY2(!instance->guidance(node).isEmpty(), qPrintable(instance->reference(node)));
            }
        }
        QVERIFY(instance->setLanguage(QStringLiteral("fi")).ok());
        const NodeId months = instance->find(QStringLiteral("/data/period/asked/months"));
        QVERIFY(instance->hint(months).contains(QLatin1String("11/2026")));
    }
};

QTEST_GUILESS_MAIN(FormAnswersTest)
#include "FormAnswersTest.moc"
