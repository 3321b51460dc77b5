// Moving to a newer version of the form as a person does it, with a pointer and with keys alone.

#include "screens/Audit.h"
#include "screens/Hand.h"
#include "screens/Stage.h"
#include "viewmodels/tests/TwoVersions.h"

#include <QTest>

using namespace luotsi;
using namespace luotsi::screens;
using viewmodels::KioskSession;
using viewmodels::tests::TwoVersions;

namespace {

constexpr int guardMilliseconds = 550; // a touch before that was meant for the screen before

} // namespace

class NewerFormPressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase()
    {
        QCOMPARE(m_stage->qmlWarnings(), QStringList());
        m_stage.reset();
        m_versions.reset();
    }

    void theQuestionIsAskedAndAnsweredByPressing_data()
    {
        QTest::addColumn<bool>("keys");
        QTest::newRow("pointer") << false;
        QTest::newRow("keys") << true;
    }

    void theQuestionIsAskedAndAnsweredByPressing()
    {
        QFETCH(const bool, keys);
        KioskSession &session = atTasks();
        QQuickWindow &window = m_stage->window();
        KeysOnly keyHand(window);
        PointerHand pointerHand(window);
        Hand &hand = keys ? static_cast<Hand &>(keyHand) : pointerHand;
        QVERIFY(shown("newerFormNotice"));
        QVERIFY(!shown("newerFormMoved"));

        QVERIFY(hand.press(QStringLiteral("newerForm")));
        m_stage->settle();
        QVERIFY(shown("newerFormDialog"));
        QVERIFY(hand.press(QStringLiteral("newerForm:keep")));
        m_stage->settle();
        QVERIFY(!shown("newerFormDialog"));
        QCOMPARE(m_versions->versionInStore(), m_versions->first.hash);

        QVERIFY(hand.press(QStringLiteral("newerForm")));
        m_stage->settle();
        QVERIFY(hand.press(QStringLiteral("newerForm:confirm")));
        m_stage->settle();
        QVERIFY(!shown("newerFormDialog"));
        QCOMPARE(m_versions->versionInStore(), m_versions->second.hash);
        QCOMPARE(session.page(), KioskSession::TaskList);
        QVERIFY(!shown("newerFormNotice"));
        QVERIFY(!shown("newerForm"));
        QVERIFY(shown("newerFormMoved"));
        const QString told = item("newerFormMoved")->property("text").toString();
        QVERIFY2(told.contains(QStringLiteral("\n• Mistä iloitset\n• Kauppa")), qPrintable(told));
        QVERIFY(!told.contains(QLatin1String("sininen")));
        // Reading begins at the head of the page again, and the page goes on.
        QCOMPARE(window.activeFocusItem()->objectName(), QStringLiteral("pageTitle"));
        QVERIFY(hand.press(QStringLiteral("primaryAction")));
        QCOMPARE(session.page(), KioskSession::Question);
        QCOMPARE(keyHand.unseen(), QStringList());
    }

    void escapeKeepsTheForm()
    {
        KioskSession &session = atTasks();
        session.newerForm()->ask();
        m_stage->settle();
        QVERIFY(shown("newerFormDialog"));
        QTest::keyClick(&m_stage->window(), Qt::Key_Escape);
        m_stage->settle();
        QVERIFY(!shown("newerFormDialog"));
        QCOMPARE(session.page(), KioskSession::TaskList);
        QCOMPARE(m_versions->versionInStore(), m_versions->first.hash);
    }

private:
    KioskSession &atTasks()
    {
        auto next = std::make_unique<TwoVersions>();
        next->answerAll();
        next->install();
        KioskSession &session = next->comeBack();
        m_stage->show(session, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        m_versions = std::move(next);
        QTest::qWait(guardMilliseconds);
        return session;
    }

    QQuickItem *item(const char *name)
    {
        return itemNamed(m_stage->window().contentItem(), QString::fromLatin1(name));
    }

    bool shown(const char *name)
    {
        const QQuickItem *there = item(name);
        return there != nullptr && there->isVisible();
    }

    // One for all: the on-screen keyboard of Qt 6.8 does not survive a second QML engine in a process.
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<TwoVersions> m_versions; ///< whose session the stage shows
};

QTEST_MAIN(NewerFormPressTest)
#include "NewerFormPressTest.moc"
