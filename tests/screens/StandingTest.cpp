// Where an application stands, in the words of the page.

#include "screens/Audit.h"
#include "screens/Scenes.h"
#include "screens/Stage.h"
#include "viewmodels/PageTexts.h"

#include <QAccessible>
#include <QTest>

using namespace luotsi::screens;

class StandingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase()
    {
        QCOMPARE(m_stage->qmlWarnings(), QStringList());
        m_stage.reset();
    }

    void whatLiesAside_isSaidWithItsReasonAndSinceWhen_data()
    {
        QTest::addColumn<QString>("scene");
        QTest::addColumn<QString>("words");
        QTest::newRow("list of tasks")
            << "tasks-put-aside"
            << "Keskus siirsi osan ihmisen tarkistettavaksi. Mitään ei ole kadonnut. Pyydä apua. Näin on "
               "ollut 24.11.2026 10.40 lähtien. Vastauksesi ovat tallessa tällä laitteella, ja voit jatkaa. "
               "Voit myös kysyä henkilökunnalta.";
        QTest::newRow("list of tasks, unknown moment")
            << "tasks-put-aside-long-ago"
            << "Hakemukselle ei ole enää tilaa. Tallennettu säilyy. Pyydä apua. Vastauksesi ovat tallessa "
               "tällä laitteella, ja voit jatkaa. Voit myös kysyä henkilökunnalta.";
        QTest::newRow("receipt")
            << "receipt-put-aside"
            << "Keskus siirsi osan ihmisen tarkistettavaksi. Mitään ei ole kadonnut. Pyydä apua. Näin on "
               "ollut 24.11.2026 10.40 lähtien.";
    }

    void whatLiesAside_isSaidWithItsReasonAndSinceWhen()
    {
        QFETCH(const QString, scene);
        QFETCH(const QString, words);
        show(scene);
        QQuickItem *notice = shown("putAside");
        QVERIFY(notice != nullptr);
        QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(notice);
        QVERIFY(heard != nullptr);
        QCOMPARE(heard->text(QAccessible::Name), words);
        QCOMPARE(heard->role(), QAccessible::Note);
    }

    void whereNothingLiesAside_nothingIsSaid()
    {
        for (const char *scene : {"tasks", "receipt-waiting"}) {
            show(QString::fromLatin1(scene));
            QVERIFY(shown("putAside") == nullptr);
        }
    }

    void howLongPagesStillTake_isSaidBesideThem()
    {
        const QString arrived = QStringLiteral("Sivuista on perillä 3/5. Seuraavasta on perillä 40 %.");
        const QString still = QStringLiteral(" Lähetys kestää vielä noin 3 minuuttia.");
        show(QStringLiteral("receipt-arriving"));
        QCOMPARE(words("arrivedPages"), arrived + still);
        m_stage->show(withoutTime("receipt-arriving"), finnish);
        QCOMPARE(words("arrivedPages"), arrived);
        // On the other pages it stands where the answers are said to be.
        show(QStringLiteral("papers-arriving"));
        QCOMPARE(words("savedLine"), QStringLiteral("Perillä. ") + arrived + still);
        m_stage->show(withoutTime("papers-arriving"), finnish);
        QCOMPARE(words("savedLine"), QStringLiteral("Perillä. ") + arrived);
    }

    void timesLeft_areWholeSentencesInEveryLanguage_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("fi") << "fi"
                            << QStringList{QStringLiteral("Lähetys kestää vielä alle minuutin."),
                                           QStringLiteral("Lähetys kestää vielä noin 1 minuutin."),
                                           QStringLiteral("Lähetys kestää vielä noin 4 minuuttia."),
                                           QStringLiteral("Lähetys kestää vielä noin 2 tuntia.")};
        QTest::newRow("sv") << "sv"
                            << QStringList{QStringLiteral("Det tar ännu mindre än en minut att skicka."),
                                           QStringLiteral("Det tar ännu ungefär 1 minut att skicka."),
                                           QStringLiteral("Det tar ännu ungefär 4 minuter att skicka."),
                                           QStringLiteral("Det tar ännu ungefär 2 timmar att skicka.")};
        QTest::newRow("en") << "en"
                            << QStringList{QStringLiteral("Sending still takes less than a minute."),
                                           QStringLiteral("Sending still takes about 1 minute."),
                                           QStringLiteral("Sending still takes about 4 minutes."),
                                           QStringLiteral("Sending still takes about 2 hours.")};
    }

    void timesLeft_areWholeSentencesInEveryLanguage()
    {
        QFETCH(const QString, language);
        QFETCH(const QStringList, words);
        m_stage->show(sceneNamed(QStringLiteral("receipt-arriving")), {QSize(1080, 1920), language, 1, 0});
        QStringList said;
        for (const std::int64_t seconds : {20, 70, 250, 7300})
            said.append(luotsi::viewmodels::remainingText(seconds));
        QCOMPARE(said, words);
    }

private:
    static inline const View finnish{QSize(1080, 1920), QStringLiteral("fi"), 1, 0};

    static Scene withoutTime(const char *name)
    {
        Scene scene = sceneNamed(QString::fromLatin1(name));
        scene.fill = [fill = scene.fill](ScriptedSession &session, const Words &t) {
            fill(session, t);
            session.receipt()->setRemainingText({});
        };
        return scene;
    }

    QString words(const char *name)
    {
        const QQuickItem *item = shown(name);
        return item == nullptr ? QString() : item->property("text").toString();
    }

    void show(const QString &scene) { m_stage->show(sceneNamed(scene), finnish); }

    QQuickItem *shown(const char *name)
    {
        QQuickItem *item = itemNamed(m_stage->window().contentItem(), QString::fromLatin1(name));
        return item != nullptr && item->isVisible() ? item : nullptr;
    }

    std::unique_ptr<Stage> m_stage;
};

QTEST_MAIN(StandingTest)
#include "StandingTest.moc"
