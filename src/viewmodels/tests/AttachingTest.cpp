#include "Kiosk.h"

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

packs::PackForm uploadForm()
{
    packs::PackForm form;
    form.name = QStringLiteral("totu-1.0");
    form.description = "{}";
    form.xform =
        "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head>"
        "<h:title>t</h:title><model><instance><data id='u' "
        "version='1'><g><said/><name/></g></data></instance>"
        "<bind nodeset='/data/g/said' type='binary'/></model></h:head><h:body>"
        "<group ref='/data/g'><label>Part</label>"
        "<upload ref='/data/g/said' mediatype='audio/*'><label>Say it</label></upload>"
        "<input ref='/data/g/name'><label>Name</label></input></group></h:body></h:html>";
    return form;
}

/// A kiosk on the page of an upload, whose work on another thread is done when the test says so.
class Uploading
{
public:
    Uploading()
    {
        kiosk.aside = [this](auto work, auto done) { m_jobs.push_back({std::move(work), std::move(done)}); };
        KioskSession &session = kiosk.fresh();
        session.begin(QStringLiteral("apply"), QStringLiteral("fi"));
        doAside();
        session.privacy()->accept();
        session.goNext();
        session.openTask(0);
        m_jobs.clear(); // the next code is of no use here
    }

    void doAside()
    {
        const auto jobs = std::exchange(m_jobs, {});
        for (const auto &[work, done] : jobs) {
            work();
            done();
        }
    }

    [[nodiscard]] Field &field() { return *kiosk.session().question()->fields()->at(0); }
    [[nodiscard]] bool busy() { return kiosk.session().question()->isBusy(); }

    Kiosk kiosk{uploadForm()};

private:
    std::vector<std::pair<std::function<void()>, std::function<void()>>> m_jobs;
};

const QString recording = QStringLiteral("long.wav");

} // namespace

/// A file on its way into the application: the page goes on living, and nothing half stays.
class AttachingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whileAFileIsAdded_thePageTellsHowFarAndIsNotLeftForward()
    {
        Uploading up;
        QList<int> percents;
        connect(up.field().attaching(), &AttachProgress::changed, this, [&] {
            if (up.field().attaching()->isActive())
                percents.append(up.field().attaching()->percent());
        });
        up.field().attach(recording);
        QVERIFY(up.busy() && up.field().attaching()->isActive());
        up.kiosk.session().goNext();
        QCOMPARE(up.kiosk.session().question()->fields()->at(0)->kind(), Field::Upload);
        up.doAside();
        QTRY_VERIFY(!up.busy());
        QVERIFY(!up.field().attaching()->isActive());
        QCOMPARE(up.field().pages()->count(), 1);
        QVERIFY2(percents.size() > 3, qPrintable(QString::number(percents.size())));
        QVERIFY(std::is_sorted(percents.begin(), percents.end()));
        QCOMPARE(percents.first(), 0);
        QCOMPARE(percents.last(), 100);
        up.kiosk.session().goNext();
        QCOMPARE(up.kiosk.session().question()->fields()->at(0)->kind(), Field::Text);
    }

    void cancelled_nothingStays_data()
    {
        QTest::addColumn<bool>("stillJudged");
        QTest::newRow("while it is judged") << true;
        QTest::newRow("while it is sealed") << false;
    }

    void cancelled_nothingStays()
    {
        QFETCH(const bool, stillJudged);
        Uploading up;
        up.field().attach(recording);
        if (!stillJudged) {
            up.doAside();
            QCOMPARE(up.kiosk.store.writings(), std::size_t{1});
        }
        up.field().attaching()->cancel();
        QVERIFY(!up.busy() && !up.field().attaching()->isActive());
        up.doAside();
        QTest::qWait(20);
        QCOMPARE(up.kiosk.store.writings(), std::size_t{0});
        QCOMPARE(up.field().pages()->count(), 0);
        QVERIFY(up.field().error().isEmpty());
        up.field().attach(recording); // and another may be added
        up.doAside();
        QTRY_COMPARE(up.field().pages()->count(), 1);
    }

    void leavingThePage_takesItOutAgain()
    {
        Uploading up;
        up.field().attach(recording);
        up.doAside();
        up.kiosk.session().openTasks();
        QTest::qWait(20);
        QCOMPARE(up.kiosk.store.writings(), std::size_t{0});
        up.kiosk.session().openTask(0);
        QVERIFY(!up.busy());
        QCOMPARE(up.field().pages()->count(), 0);
    }

    void lookingAtTheHelp_letsItGoOn()
    {
        Uploading up;
        up.field().attach(recording);
        up.doAside();
        up.kiosk.session().openHelp();
        up.kiosk.session().closeHelp();
        QVERIFY(up.busy());
        QTRY_VERIFY(!up.busy());
        QCOMPARE(up.field().pages()->count(), 1);
    }

    void whatCannotBeAttached_isSaidBesideTheQuestion()
    {
        Uploading up;
        up.field().attach(QStringLiteral("program.exe"));
        up.doAside();
        QVERIFY(!up.busy());
        QCOMPARE(up.field().error(), QStringLiteral("error-attachment-wrong-kind"));
    }

    void aDiskThatFailsOnTheWay_isSaidAndLeavesNothing()
    {
        Uploading up;
        up.field().attach(recording);
        up.kiosk.store.failNextWrite(base::ErrorCode::StoreFull);
        up.doAside();
        QTRY_VERIFY(!up.busy());
        QCOMPARE(up.field().error(), QStringLiteral("error-store-full"));
        QCOMPARE(up.kiosk.store.writings(), std::size_t{0});
    }

    void theSessionEnds_andTakesItAlong()
    {
        Uploading up;
        up.field().attach(recording);
        up.doAside();
        up.kiosk.session().keepAndEnd();
        QTest::qWait(20);
        QCOMPARE(up.kiosk.store.writings(), std::size_t{0});
    }
};

QTEST_MAIN(AttachingTest)
#include "AttachingTest.moc"
