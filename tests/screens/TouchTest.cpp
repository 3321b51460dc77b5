// What a trembling hand, a quick hand and a hurried key do to the buttons of a page.

#include "screens/Audit.h"
#include "screens/Scenes.h"
#include "screens/Stage.h"

#include <QSignalSpy>
#include <QTest>

using namespace luotsi::screens;

namespace {

constexpr int longEnough = 550; // the guard waits half a second

} // namespace

class TouchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase()
    {
        QCOMPARE(m_stage->qmlWarnings(), QStringList());
        m_stage.reset();
    }

    void aSecondTouchAtOnceIsIgnored()
    {
        showScene(QStringLiteral("tasks"));
        QSignalSpy pressed(item("primaryAction"), SIGNAL(clicked()));
        touch("primaryAction");
        touch("primaryAction");
        QCOMPARE(pressed.count(), 1);
        QTest::qWait(longEnough);
        touch("primaryAction");
        QCOMPARE(pressed.count(), 2);
    }

    void aTouchElsewhereIsTakenAtOnce()
    {
        showScene(QStringLiteral("question-select"));
        QSignalSpy first(item("option:own"), SIGNAL(clicked()));
        QSignalSpy second(item("option:none"), SIGNAL(clicked()));
        touch("option:own");
        touch("option:none");
        QCOMPARE(first.count(), 1);
        QCOMPARE(second.count(), 1);
    }

    void whatComesUnderTheFingerMeanwhileIsNotPressed()
    {
        showScene(QStringLiteral("question-select"));
        const QPoint spot = centreOf("option:own");
        touch("option:own");
        showScene(QStringLiteral("tasks"), false);
        QQuickItem *there = nullptr;
        for (QQuickItem *button : interactiveItems(m_stage->window().contentItem())) {
            if (QRectF(button->mapToScene({}), button->size()).contains(spot))
                there = button;
        }
        QVERIFY(there != nullptr);
        QSignalSpy pressed(there, SIGNAL(clicked()));
        QTest::mouseClick(&m_stage->window(), Qt::LeftButton, Qt::NoModifier, spot);
        QCOMPARE(pressed.count(), 0);
    }

    void oneKeyOfThePadCanBePressedQuickly()
    {
        showScene(QStringLiteral("question-money-error"));
        QSignalSpy pressed(item("pad:0"), SIGNAL(clicked()));
        touch("pad:0");
        touch("pad:0");
        QCOMPARE(pressed.count(), 2);
    }

    void minusOfThePadTurnsTheSignOfABalance()
    {
        showScene(QStringLiteral("question-balance"));
        touch("pad:minus");
        QCOMPARE(item("field:balance")->property("text").toString(), QStringLiteral("\u221212,00"));
        touch("pad:minus");
        QCOMPARE(item("field:balance")->property("text").toString(), QStringLiteral("12,00"));
        showScene(QStringLiteral("question-money-error"));
        QVERIFY(item("pad:minus") == nullptr);
    }

    void aTouchMeantForTheScreenBeforeIsIgnored()
    {
        showScene(QStringLiteral("start"));
        QSignalSpy pressed(&m_stage->window(), SIGNAL(startRequested(QString)));
        m_stage->window().hide();
        m_stage->window().show();
        touch("start:apply");
        QCOMPARE(pressed.count(), 0);
        QTest::qWait(longEnough);
        touch("start:apply");
        QCOMPARE(pressed.count(), 1);
    }

    void aSecondEnterAtOnceIsIgnored()
    {
        showScene(QStringLiteral("tasks"));
        QQuickItem *button = item("primaryAction");
        button->forceActiveFocus(Qt::TabFocusReason);
        QSignalSpy pressed(button, SIGNAL(clicked()));
        QTest::keyClick(&m_stage->window(), Qt::Key_Return);
        QTest::keyClick(&m_stage->window(), Qt::Key_Return);
        QCOMPARE(pressed.count(), 1);
        QTest::qWait(longEnough);
        QTest::keyClick(&m_stage->window(), Qt::Key_Space);
        QCOMPARE(pressed.count(), 2);
    }

    void aDoubledLetterIsTyped()
    {
        showScene(QStringLiteral("question-identity-code"));
        QQuickItem *field = item("field:identity");
        field->setProperty("text", QString());
        field->forceActiveFocus(Qt::TabFocusReason);
        for (const char letter : {'1', '1', ' ', ' '})
            QTest::keyClick(&m_stage->window(), letter);
        QCOMPARE(field->property("text").toString(), QStringLiteral("11  "));
    }

private:
    void showScene(const QString &name, bool calm = true)
    {
        m_stage->show(sceneNamed(name), {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        if (calm)
            QTest::qWait(longEnough);
    }

    QQuickItem *item(const char *name)
    {
        return itemNamed(m_stage->window().contentItem(), QString::fromLatin1(name));
    }

    QPoint centreOf(const char *name)
    {
        const QQuickItem *there = item(name);
        return there->mapToScene(QPointF(there->width() / 2, there->height() / 2)).toPoint();
    }

    void touch(const char *name)
    {
        QTest::mouseClick(&m_stage->window(), Qt::LeftButton, Qt::NoModifier, centreOf(name));
    }

    std::unique_ptr<Stage> m_stage;
};

QTEST_MAIN(TouchTest)
#include "TouchTest.moc"
