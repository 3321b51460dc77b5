// Where an application stands, in the words of the page.

#include "screens/Audit.h"
#include "screens/Scenes.h"
#include "screens/Stage.h"

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

private:
    void show(const QString &scene)
    {
        m_stage->show(sceneNamed(scene), {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
    }

    QQuickItem *shown(const char *name)
    {
        QQuickItem *item = itemNamed(m_stage->window().contentItem(), QString::fromLatin1(name));
        return item != nullptr && item->isVisible() ? item : nullptr;
    }

    std::unique_ptr<Stage> m_stage;
};

QTEST_MAIN(StandingTest)
#include "StandingTest.moc"
