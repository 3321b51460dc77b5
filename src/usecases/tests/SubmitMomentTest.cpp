#include "World.h"

#include "usecases/SubmitApplication.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::usecases;
using namespace luotsi::usecases::tests;
namespace protocol = sync::protocol;

namespace {

constexpr std::int64_t day = 24LL * 3600 * 1000; // milliseconds

const char form[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' "
    "xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>t</h:title><model><instance>"
    "<data xmlns='' id='t' version='1'><due/><today/><end/><meta><instanceID/></meta></data></instance>"
    "<bind nodeset='/data/due' type='date' constraint='. &gt;= today()'/>"
    "<bind nodeset='/data/today' type='date' calculate='today()'/>"
    "<bind nodeset='/data/end' type='dateTime' jr:preload='timestamp' jr:preloadParams='end'/>"
    "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' "
    "jr:preload='uid'/></model></h:head>"
    "<h:body><input ref='/data/due'><label>Due</label></input></h:body></h:html>";

protocol::SubmitBody sentBody(World &world, const OpenDraft &draft)
{
    const auto state = world.merged(draft);
    if (state.submissions.empty() || !state.submissions.back().body)
        qFatal("nothing was sent");
    return std::get<protocol::SubmitBody>(*state.submissions.back().body);
}

/// `<name>…</name>` of an instance.
QByteArray textOf(const QByteArray &xml, const QByteArray &name)
{
    const qsizetype at = xml.indexOf('<' + name + '>') + name.size() + 2;
    return xml.mid(at, xml.indexOf("</" + name + '>') - at);
}

} // namespace

/// What a form knows only at its end is part of what is sent.
class SubmitMomentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formFilledBeforeMidnight_isSentWithTheDayItWasSentOn()
    {
        World world(form);
        const auto draft = world.start();
        const QByteArray begun = textOf(draft->instance().serialise(), "today");
        world.clock.pass(day);
        const auto outcome = SubmitApplication(world.tools(), world.intake).execute(*draft);
        QVERIFY(outcome && outcome->sent);
        const protocol::SubmitBody body = sentBody(world, *draft);
        QVERIFY(textOf(body.instance, "today") != begun);
        QCOMPARE(body.deviceTime, world.clock.wallMilliseconds());
        // Whoever reads it at the moment it was sent calculates the same.
        auto environment = world.environment();
        const auto read = forms::FormInstance::read(world.form.definition, body.instance, environment);
        QVERIFY(read);
        QCOMPARE(textOf(read->instance->serialise(), "today"), textOf(body.instance, "today"));
    }

    void endOfTheForm_isAnAnswerAmongTheHeadsThatAreSent()
    {
        World world(form);
        const auto draft = world.start();
        const auto headsBefore = draft->heads().all().size();
        world.clock.pass(60'000);
        const auto outcome = SubmitApplication(world.tools(), world.intake).execute(*draft);
        QVERIFY(outcome && outcome->sent);
        const protocol::SubmitBody body = sentBody(world, *draft);
        QCOMPARE(body.heads.size(), headsBefore + 1);
        QCOMPARE(body.heads, draft->heads().all());
        QVERIFY(!textOf(body.instance, "end").isEmpty());
    }

    void dayThatHasPassedWhenTheFormIsSent_isAskedForAgain()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(world.answer(*draft, QStringLiteral("/data/due"), QStringLiteral("23.11.2026")).empty());
        world.clock.pass(day);
        const auto outcome = SubmitApplication(world.tools(), world.intake).execute(*draft);
        QVERIFY(outcome);
        QVERIFY(!outcome->sent);
        QCOMPARE(outcome->violations.size(), std::size_t{1});
        QCOMPARE(draft->facts().rounds, 0U);
    }
};

QTEST_APPLESS_MAIN(SubmitMomentTest)
#include "SubmitMomentTest.moc"
