#include "usecases/AuditTrail.h"
#include "World.h"
#include "sealing/BlobSealing.h"
#include "usecases/SubmitApplication.h"

using namespace luotsi;
using namespace luotsi::usecases;
using namespace luotsi::usecases::tests;

namespace {

QByteArray formWithLog(const char *settings)
{
    return QByteArray("<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' "
                      "xmlns:orx='http://openrosa.org/xforms' xmlns:odk='http://www.opendatakit.org/xforms'>"
                      "<h:head><h:title>t</h:title><model><instance><data id='a' version='1'><q/>"
                      "<orx:meta><orx:instanceID/><orx:audit/></orx:meta></data></instance>"
                      "<bind nodeset='/data/orx:meta/orx:audit' type='binary' ") +
           settings +
           "/></model></h:head><h:body><input ref='/data/q'><label>Q</label></input></h:body></h:html>";
}

QByteArray logOf(World &world, const OpenDraft &draft)
{
    const QString path =
        draft.instance().stablePath(draft.instance().find(draft.form().definition->auditReference()));
    const protocol::AttachmentRef *file = draft.attachment(path);
    if (file == nullptr)
        return {};
    const auto sealed = world.store.readBlob(file->blob);
    const auto plain = sealing::openBlob(*sealed, file->blob, file->key);
    return plain ? *plain : QByteArray();
}

} // namespace

class AuditTrailTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFormThatWantsNoLog_getsNone()
    {
        World world(smallForm());
        const auto draft = world.start();
        AuditTrail trail(world.tools(), {});
        trail.begin(*draft, false);
        QVERIFY(!trail.isWanted());
        const int commits = world.store.commitCount();
        QVERIFY(trail.keep(*draft).ok());
        QCOMPARE(world.store.commitCount(), commits);
        QVERIFY(draft->attachments().empty());
    }

    void valuesAndPlaces_standOnlyWhereTheFormWantsThem()
    {
        World world(formWithLog(""));
        const auto draft = world.start();
        AuditTrail trail(world.tools(), [] { return forms::Geopoint{60, 24, 0, 5}; });
        trail.begin(*draft, false);
        const forms::NodeId question = draft->instance().find(QStringLiteral("/data/q"));
        trail.shown(*draft, {question});
        world.clock.pass(40);
        QVERIFY(world.answer(*draft, QStringLiteral("/data/q"), QStringLiteral("secret")).empty());
        trail.left(*draft);
        QVERIFY(trail.keep(*draft).ok());
        const QByteArray log = logOf(world, *draft);
        QVERIFY(log.startsWith("event,node,start,end\nform start,,"));
        QVERIFY(log.contains("\nquestion,/data/q,"));
        QVERIFY(!log.contains("secret") && !log.contains("60"));
    }

    void thePageThatIsShownAnew_isNotLeft()
    {
        World world(formWithLog(""));
        const auto draft = world.start();
        AuditTrail trail(world.tools(), {});
        trail.begin(*draft, false);
        const forms::NodeId question = draft->instance().find(QStringLiteral("/data/q"));
        trail.shown(*draft, {question});
        trail.shown(*draft, {question});
        trail.left(*draft);
        trail.left(*draft);
        QVERIFY(trail.keep(*draft).ok());
        QCOMPARE(logOf(world, *draft).count("question,"), 1);
    }

    void whatIsKept_isKeptOnceAndGoesOn()
    {
        World world(formWithLog(""));
        const auto draft = world.start();
        AuditTrail first(world.tools(), {});
        first.begin(*draft, false);
        QVERIFY(first.keep(*draft).ok());
        const int commits = world.store.commitCount();
        QVERIFY(first.keep(*draft).ok()); // nothing new
        QCOMPARE(world.store.commitCount(), commits);
        AuditTrail second(world.tools(), {});
        second.begin(*draft, true);
        QVERIFY(second.keep(*draft).ok());
        const QByteArray log = logOf(world, *draft);
        QCOMPARE(log.count("event,node"), 1);
        QVERIFY(log.indexOf("form start") > 0 && log.indexOf("form start") < log.indexOf("form resume"));
        QCOMPARE(draft->attachments().size(), std::size_t(1));
        QVERIFY(draft->pending().isEmpty());
    }

    void endOfFilling_isNotedBeforeTheApplicationGoes()
    {
        World world("<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' "
                    "xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>t</h:title><model><instance>"
                    "<data id='e' version='1'><q/><end/></data></instance><bind nodeset='/data/end' "
                    "type='dateTime' jr:preload='timestamp' jr:preloadParams='end'/></model></h:head>"
                    "<h:body><input ref='/data/q'><label>Q</label></input></h:body></h:html>");
        const auto draft = world.start();
        const forms::NodeId end = draft->instance().find(QStringLiteral("/data/end"));
        QCOMPARE(draft->instance().value(end), QString());
        const auto outcome = SubmitApplication(world.tools(), world.intake).execute(*draft);
        QVERIFY(outcome.ok() && outcome->sent);
        QCOMPARE(draft->instance().value(end), QStringLiteral("2026-11-23T07:00:00.000+00:00"));
        for (const auto &slot : world.merged(*draft).submissions) {
            const auto &body = std::get<protocol::SubmitBody>(*slot.body);
            QVERIFY(body.instance.contains("<end>2026-11-23T07:00:00.000+00:00</end>"));
        }
        QCOMPARE(world.merged(*draft).submissions.size(), std::size_t(1));
    }

    void aLogOfEarlierThatIsNotHere_doesNotHoldUpTheNextOne()
    {
        World world(formWithLog(""));
        const auto draft = world.start();
        AuditTrail first(world.tools(), {});
        first.begin(*draft, false);
        QVERIFY(first.keep(*draft).ok());
        World elsewhere(formWithLog(""));
        AuditTrail second(elsewhere.tools(), {});
        second.begin(*draft, true);
        QVERIFY(second.isWanted());
    }
};

QTEST_GUILESS_MAIN(AuditTrailTest)
#include "AuditTrailTest.moc"
