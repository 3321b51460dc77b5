#include "TestHost.h"
#include "XmlDocument.h"
#include "xpath/Evaluation.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>
#include <map>

using namespace luotsi;
using namespace luotsi::xpath;

namespace {

/// One table of expressions recorded from another engine.
class Table
{
public:
    explicit Table(const QJsonObject &json) : m_json(json)
    {
        const QJsonObject namespaces = json.value(QStringLiteral("namespaces")).toObject();
        for (auto it = namespaces.begin(); it != namespaces.end(); ++it)
            m_prefixes.insert(it.key(), it.value().toString());
        const QJsonObject documents = json.value(QStringLiteral("documents")).toObject();
        for (auto it = documents.begin(); it != documents.end(); ++it)
            m_documents.emplace(it.key(), tests::readXml(it.value().toString(), m_names));
        for (const auto &[key, tree] : m_documents) {
            for (NodeIndex n = 0; n < tree->size(); ++n) {
                const QString &prefix = m_names->at(tree->name(n)).local;
                if (tree->kind(n) == NodeKind::Namespace && !prefix.isEmpty() && !m_prefixes.contains(prefix))
                    m_prefixes.insert(prefix, tree->value(n));
            }
        }
        m_prefixes.insert(QStringLiteral("xml"), QStringLiteral("http://www.w3.org/XML/1998/namespace"));
    }

    /// Empty when the case gives what was recorded.
    QString run(const QJsonObject &testCase)
    {
        const QJsonObject expected = testCase.value(QStringLiteral("expected")).toObject();
        const Tree &tree = *m_documents.at(testCase.value(QStringLiteral("doc")).toString());
        tests::TestHost host;
        EvaluationContext context;
        context.node = locate(tree, testCase.value(QStringLiteral("context")).toString());
        if (testCase.contains(QStringLiteral("root")))
            context.root = locate(tree, testCase.value(QStringLiteral("root")).toString());
        if (testCase.value(QStringLiteral("functions")).toString() == u"xpath1")
            context.dialect = Dialect::XPath1;
        collectInstances(tree, host);
        host.itextLanguage = testCase.value(QStringLiteral("language")).toString();
        host.itextTree = &tree;
        const auto expression =
            Expression::compile(testCase.value(QStringLiteral("expr")).toString(), *m_names, m_prefixes);
        const auto result =
            expression ? evaluate(*expression, context, host) : base::Result<Value>(expression.error());
        if (expected.contains(QStringLiteral("error")))
            return result ? QStringLiteral("no error but %1").arg(toText(*result, host.timeZone()))
                          : QString();
        if (!result)
            return QStringLiteral("error: ") + result.error().detail;
        return compare(testCase, expected, *result, host, tree);
    }

    [[nodiscard]] QJsonArray cases() const { return m_json.value(QStringLiteral("cases")).toArray(); }

private:
    void collectInstances(const Tree &tree, tests::TestHost &host)
    {
        for (NodeIndex n = 0; n < tree.size(); ++n) {
            if (tree.kind(n) != NodeKind::Element || m_names->at(tree.name(n)).local != u"instance")
                continue;
            host.instances.insert(tree.attribute(n, m_names->find({}, u"id")), {&tree, n});
        }
    }

    NodeRef locate(const Tree &tree, const QString &path)
    {
        QString plain = path;
        const qsizetype space = plain.indexOf(QStringLiteral("/@xmlns"));
        QString prefix;
        if (space >= 0) {
            prefix = plain.mid(space + 7).remove(u':');
            plain = plain.left(space);
        }
        tests::TestHost host;
        const auto expression = Expression::compile(plain, *m_names, m_prefixes);
        const auto value = evaluate(*expression, {{&tree, 0}}, host);
        if (!value || !value->isNodes() || value->nodes().empty())
            return {};
        const NodeRef node = value->nodes().front();
        if (space < 0)
            return node;
        for (NodeIndex a = tree.firstAttribute(node.index); a != noNode; a = tree.next(a)) {
            if (tree.kind(a) == NodeKind::Namespace && m_names->at(tree.name(a)).local == prefix)
                return {&tree, a};
        }
        return {};
    }

    QString compare(const QJsonObject &testCase, const QJsonObject &expected, const Value &actual,
                    tests::TestHost &host, const Tree &tree)
    {
        const QString type = expected.value(QStringLiteral("type")).toString();
        const QJsonValue want = expected.value(QStringLiteral("value"));
        const Dialect dialect = testCase.value(QStringLiteral("functions")).toString() == u"xpath1"
                                    ? Dialect::XPath1
                                    : Dialect::Odk;
        const bool loose = testCase.value(QStringLiteral("nondeterministic")).toBool();
        if (type == u"boolean") {
            const bool truth = toBoolean(actual);
            return truth == want.toBool() || loose ? QString() : QStringLiteral("boolean %1").arg(truth);
        }
        if (type == u"number") {
            const double number = toNumber(actual, dialect, host.timeZone());
            const QString text = want.isString() ? want.toString() : QString();
            const double wanted = text == u"NaN"         ? std::nan("")
                                  : text == u"Infinity"  ? INFINITY
                                  : text == u"-Infinity" ? -INFINITY
                                                         : want.toDouble();
            const bool same = (std::isnan(number) && std::isnan(wanted)) || number == wanted ||
                              std::abs(number - wanted) <= 1e-9 * std::max(1.0, std::abs(wanted));
            return same || loose ? QString() : QStringLiteral("number %1").arg(number, 0, 'g', 17);
        }
        if (type == u"string") {
            const QString text = toText(actual, host.timeZone());
            return text == want.toString() || loose ? QString() : QStringLiteral("text '%1'").arg(text);
        }
        if (!actual.isNodes())
            return QStringLiteral("not a node set");
        NodeSet wanted;
        for (const QJsonValue &path : expected.value(QStringLiteral("nodes")).toArray())
            wanted.push_back(locate(tree, path.toString()));
        NodeSet found = actual.nodes();
        const QString kind = testCase.value(QStringLiteral("want")).toString();
        if ((kind == u"any-node" || kind == u"first-node" || type == u"node") && found.size() > 1)
            found.resize(1);
        if (loose)
            return found.size() == wanted.size() ? QString() : QStringLiteral("another number of nodes");
        return found == wanted ? QString() : QStringLiteral("%1 nodes").arg(found.size());
    }

    QJsonObject m_json;
    std::shared_ptr<Names> m_names = std::make_shared<Names>();
    Prefixes m_prefixes;
    std::map<QString, std::unique_ptr<Tree>> m_documents;
};

} // namespace

/// Expressions recorded from @getodk/xpath and openrosa-xpath-evaluator.
class XPathCorpusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedExpressionsGiveTheSameValue_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("getodk-xpath") << QStringLiteral("getodk-xpath.json");
        QTest::newRow("openrosa") << QStringLiteral("openrosa-xpath-evaluator.json");
    }

    void recordedExpressionsGiveTheSameValue()
    {
        QFETCH(QString, file);
        QFile source(QStringLiteral(LUOTSI_SOURCE_DIR "/../shared/conformance/xpath/") + file);
        if (!source.open(QIODevice::ReadOnly))
            QSKIP(
                "THE CONFORMANCE CORPUS IS NOT HERE: ../shared/conformance is missing, nothing was compared");
        Table table(QJsonDocument::fromJson(source.readAll()).object());
        QFile differences(QStringLiteral(LUOTSI_SOURCE_DIR "/src/xpath/tests/known-differences.json"));
        QVERIFY(differences.open(QIODevice::ReadOnly));
        const QJsonObject known = QJsonDocument::fromJson(differences.readAll()).object();
        int passed = 0;
        int failed = 0;
        for (const QJsonValue &value : table.cases()) {
            const QJsonObject testCase = value.toObject();
            const QString problem = table.run(testCase);
            if (problem.isEmpty()) {
                ++passed;
                continue;
            }
            const QString place = testCase.value(QStringLiteral("src")).toString();
            if (known.contains(place + QStringLiteral(": ") +
                               testCase.value(QStringLiteral("expr")).toString()) ||
                known.contains(place + QStringLiteral(" @") +
                               testCase.value(QStringLiteral("doc")).toString()))
                continue;
            ++failed;
            qInfo().noquote() << testCase.value(QStringLiteral("src")).toString()
                              << testCase.value(QStringLiteral("functions")).toString()
                              << testCase.value(QStringLiteral("context")).toString()
                              << testCase.value(QStringLiteral("expr")).toString() << "gave" << problem
                              << "instead of"
                              << QJsonDocument(testCase.value(QStringLiteral("expected")).toObject())
                                     .toJson(QJsonDocument::Compact);
        }
        qInfo() << file << passed << "passed" << failed << "failed";
        QCOMPARE(failed, 0);
    }
};

QTEST_APPLESS_MAIN(XPathCorpusTest)
#include "XPathCorpusTest.moc"
