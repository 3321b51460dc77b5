#include "centre/keydesk/FormCheck.h"

#include "crypto/SystemRandom.h"
#include "forms/FormInstance.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::centre;
using ports::Verdict;
namespace protocol = sync::protocol;

namespace {

const QByteArray form = R"xml(<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>t</h:title><model>
<instance><data id="t" version="1"><day/><rent/><water/><total/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/day" type="date" calculate="today()"/>
<bind nodeset="/data/rent" type="int" required="true()" constraint=". &gt; 0"/>
<bind nodeset="/data/water" type="int"/>
<bind nodeset="/data/total" type="int" calculate="/data/rent + /data/water"/>
<bind nodeset="/data/meta/instanceID" type="string" readonly="true()"/>
</model></h:head>
<h:body><input ref="/data/rent"><label>Rent</label></input><input ref="/data/water"><label>Water</label></input>
</h:body></h:html>)xml";

/// Sent on the 24th of November 2026 at noon in Helsinki.
constexpr std::int64_t sentAt = 1'795'514'400'000;

QByteArray instance(const QByteArray &rent, const QByteArray &water, const QByteArray &total,
                    const QByteArray &day = "2026-11-24")
{
    return "<data id=\"t\" version=\"1\"><day>" + day + "</day><rent>" + rent + "</rent><water>" + water +
           "</water><total>" + total + "</total><meta><instanceID>uuid:1</instanceID></meta></data>";
}

/// What devices note of the end of a form, and calculate from the clock to the millisecond.
const char formWithEnd[] =
    "<?xml version='1.0'?>"
    "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' "
    "xmlns:jr='http://openrosa.org/javarosa'>"
    "<h:head><h:title>t</h:title><model>"
    "<instance><data id='t' version='1'><a "
    "unit=''/><end/><stamp/><meta><instanceID/></meta></data></instance>"
    "<bind nodeset='/data/end' type='dateTime' jr:preload='timestamp' jr:preloadParams='end'/>"
    "<bind nodeset='/data/stamp' type='dateTime' calculate='now()'/>"
    "<setvalue event='odk-instance-first-load' ref='/data/a/@unit'>euro</setvalue>"
    "</model></h:head><h:body><input ref='/data/a'><label>A</label></input></h:body></h:html>";

struct MovingClock final : base::Clock
{
    [[nodiscard]] std::int64_t wallMilliseconds() const override { return time; }
    [[nodiscard]] std::int64_t monotonicMilliseconds() const override { return 0; }
    std::int64_t time = sentAt - 3'600'000;
};

ports::Acceptance check(const QByteArray &xml, const QByteArray &xform, std::int64_t deviceTime)
{
    crypto::SystemRandom random;
    protocol::SubmitBody body;
    body.instance = xml;
    body.instanceId = QStringLiteral("uuid:1");
    body.deviceTime = deviceTime;
    packs::PackForm packForm;
    packForm.xform = xform;
    return keydesk::engineChecker(random, QTimeZone("Europe/Helsinki"))(body, packForm);
}

ports::Acceptance check(const QByteArray &xml)
{
    return check(xml, form, sentAt);
}

} // namespace

class FormCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheDeviceComputedIsAgreedOnAnyLaterDay()
    {
        const auto accepted = check(instance("500", "20", "520"));
        QVERIFY2(accepted.verdict == Verdict::Agreed, qPrintable(accepted.detail));
    }

    void whatWasNotedAtTheEnd_isAgreedOn()
    {
        crypto::SystemRandom random;
        MovingClock clock;
        const forms::Environment environment{clock, random, QTimeZone("Europe/Helsinki")};
        const auto definition = forms::parseForm(formWithEnd);
        QVERIFY(definition.ok());
        const auto started = forms::FormInstance::create(*definition, environment);
        QVERIFY(started.ok());
        clock.time = sentAt + 7;
        (void)started->instance->complete();
        clock.time += 20; // sealing takes a while
        const QByteArray xml = started->instance->serialise({QStringLiteral("uuid:1"), false});
        QVERIFY(xml.contains("unit=\"euro\"") && !xml.contains("<end/>") && !xml.contains("<end></end>"));
        const auto accepted = check(xml, formWithEnd, started->instance->moment());
        QVERIFY2(accepted.verdict == Verdict::Agreed, qPrintable(accepted.detail));
        QCOMPARE(check(xml, formWithEnd, clock.time).verdict, Verdict::Differs);
    }

    void aLaterRoundThatNamesTheOneBeforeIsAgreedOn()
    {
        QByteArray xml = instance("500", "20", "520");
        xml.replace("</instanceID>", "</instanceID><deprecatedID>uuid:0</deprecatedID>");
        const auto accepted = check(xml);
        QVERIFY2(accepted.verdict == Verdict::Agreed, qPrintable(accepted.detail));
    }

    void aCalculatedValueThatWasChangedIsNamedByItsReferenceAlone()
    {
        const auto accepted = check(instance("500", "20", "9999"));
        QCOMPARE(accepted.verdict, Verdict::Differs);
        QVERIFY(accepted.detail.contains(QLatin1String("/data/total")));
        QVERIFY(!accepted.detail.contains(QLatin1String("9999")) &&
                !accepted.detail.contains(QLatin1String("520")));
    }

    void aMissingOrWrongAnswerIsFlagged()
    {
        QCOMPARE(check(instance("-1", "20", "19")).verdict, Verdict::Differs);
        const auto missing = check(instance("", "20", ""));
        QCOMPARE(missing.verdict, Verdict::Differs);
        QVERIFY(missing.detail.contains(QLatin1String("/data/rent")));
    }

    void anInstanceOfAnotherShapeIsFlaggedNotDropped()
    {
        QCOMPARE(check("<other/>").verdict, Verdict::Differs);
        QCOMPARE(check("<data><unknown>1</unknown></data>").verdict, Verdict::Differs);
        QCOMPARE(check("not xml").verdict, Verdict::Differs);
    }
};

QTEST_APPLESS_MAIN(FormCheckTest)
#include "FormCheckTest.moc"
