#include "centre/keydesk/FormCheck.h"

#include "crypto/SystemRandom.h"

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

ports::Acceptance check(const QByteArray &xml)
{
    crypto::SystemRandom random;
    protocol::SubmitBody body;
    body.instance = xml;
    body.instanceId = QStringLiteral("uuid:1");
    body.deviceTime = sentAt;
    packs::PackForm packForm;
    packForm.xform = form;
    return keydesk::engineChecker(random, QTimeZone("Europe/Helsinki"))(body, packForm);
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
