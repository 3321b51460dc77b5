#include "TestHost.h"
#include "xpath/Evaluation.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::xpath;

class XPathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorsCarryTheirOffset()
    {
        Names names;
        const auto broken = Expression::compile(QStringLiteral("1 + "), names);
        QVERIFY(!broken);
        QVERIFY(broken.error().code == base::ErrorCode::MalformedInput);
        QCOMPARE(broken.error().place.column, 5);
        const auto character = Expression::compile(QStringLiteral("a # b"), names);
        QVERIFY(!character);
        QCOMPARE(character.error().place.column, 3);
    }

    void depthIsLimited()
    {
        Names names;
        const QString deep = QString(5000, u'(') + u'1' + QString(5000, u')');
        QVERIFY(Expression::compile(deep, names).error().code == base::ErrorCode::ExpressionTooDeep);
        const QString chain = QStringLiteral("1") + QStringLiteral("+1").repeated(5000);
        QVERIFY(Expression::compile(chain, names).error().code == base::ErrorCode::ExpressionTooDeep);
    }

    void workIsLimited()
    {
        auto names = std::make_shared<Names>();
        Tree tree(names);
        const NodeIndex root = tree.appendElement(0, names->intern({}, u"r"));
        for (int i = 0; i < 2000; ++i)
            tree.appendElement(root, names->intern({}, u"a"));
        const auto expression =
            Expression::compile(QStringLiteral("count(//a[count(//a) > count(//a)])"), *names);
        tests::TestHost host("UTC");
        EvaluationContext context;
        context.node = {&tree, root};
        context.limits.steps = 10'000;
        const auto value = evaluate(*expression, context, host);
        QVERIFY(!value);
        QVERIFY(value.error().code == base::ErrorCode::ExpressionTooDeep);
    }

    void equalityFilterOverAFrozenTreeVisitsOnlyWhatMatches()
    {
        for (const int rows : {200, 20000}) {
            auto names = std::make_shared<Names>();
            Tree tree(names);
            const NodeIndex root = tree.appendElement(0, names->intern({}, u"root"));
            for (int i = 0; i < rows; ++i) {
                const NodeIndex item = tree.appendElement(root, names->intern({}, u"item"));
                tree.setValue(tree.appendElement(item, names->intern({}, u"k")), QString::number(i));
            }
            tree.freeze();
            const auto expression = Expression::compile(QStringLiteral("/root/item[k = '150']"), *names);
            tests::TestHost host("UTC");
            EvaluationContext context;
            context.node = {&tree, 0};
            context.limits.steps = 20; // a scan would stop here
            const auto value = evaluate(*expression, context, host);
            QVERIFY(value.ok());
            QCOMPARE(value->nodes().size(), std::size_t(1));
        }
    }
};

QTEST_APPLESS_MAIN(XPathTest)
#include "XPathTest.moc"
