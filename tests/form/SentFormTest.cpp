#include "centre/keydesk/FormCheck.h"
#include "usecases/SubmitApplication.h"
#include "usecases/tests/World.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::usecases;
using namespace luotsi::usecases::tests;
using centre::ports::Verdict;
namespace protocol = sync::protocol;

namespace {

/// `guess` is calculated and asked, so that a person may put another value in its place; `shown` is
/// calculated and shown; `sum`, `drawn`, `word` and `set` are calculated and not asked.
const char form[] =
    "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml' "
    "xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>t</h:title><model>"
    "<itext><translation lang='fi'><text id='w'><value>sana</value></text></translation>"
    "<translation lang='sv'><text id='w'><value>ord</value></text></translation></itext><instance>"
    "<data xmlns='' id='t' version='1'><rent/><guess/><shown/><sum/><drawn/><word/><set/><before/>"
    "<meta><instanceID/></meta></data></instance>"
    "<instance id='last' src='jr://instance/last-saved'/>"
    "<bind nodeset='/data/rent' type='int'/>"
    "<bind nodeset='/data/guess' type='int' calculate='/data/rent * 2'/>"
    "<bind nodeset='/data/shown' type='int' calculate='/data/guess + 1' readonly='true()'/>"
    "<bind nodeset='/data/sum' type='int' calculate='/data/guess + /data/rent'/>"
    "<bind nodeset='/data/drawn' calculate='/data/rent + random()'/>"
    "<bind nodeset='/data/word' calculate=\"jr:itext('w')\"/>"
    "<bind nodeset='/data/set' calculate='/data/rent * 3'/>"
    "<bind nodeset='/data/before' calculate=\"instance('last')/data/rent\"/>"
    "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' "
    "jr:preload='uid'/></model></h:head>"
    "<h:body><input ref='/data/rent'><label>Rent</label>"
    "<setvalue event='xforms-value-changed' ref='/data/set' value='/data/rent * 4'/></input>"
    "<input ref='/data/guess'><label>Guess</label></input>"
    "<input ref='/data/shown'><label>Shown</label></input></h:body></h:html>";

QByteArray element(const char *name, const char *text)
{
    return QByteArray("<") + name + '>' + text + "</" + name + '>';
}

} // namespace

/// What a person sends from a kiosk, and what the centre's check says of it.
class SentFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void calculatedQuestionThatAPersonOverwrote_isAgreedOnWithAllThatReadsIt()
    {
        const protocol::SubmitBody body = sent([](World &world, OpenDraft &draft) {
            QVERIFY(world.answer(draft, QStringLiteral("/data/guess"), QStringLiteral("150")).empty());
        });
        QVERIFY(body.instance.contains(element("guess", "150")));
        QVERIFY(body.instance.contains(element("sum", "250")));
        verify(body, {});
    }

    void calculatedQuestionThatAPersonCleared_isAgreedOn()
    {
        verify(sent([](World &world, OpenDraft &draft) {
                   QVERIFY(world.answer(draft, QStringLiteral("/data/guess"), {}).empty());
               }),
               {});
    }

    void languageChangedOnTheWay_isAgreedOn()
    {
        const protocol::SubmitBody body = sent([](World &, OpenDraft &draft) {
            QVERIFY(draft.instance().setLanguage(QStringLiteral("sv")).ok());
        });
        QVERIFY(body.instance.contains(element("word", "ord")));
        verify(body, {});
    }

    void calculatedValueThatAnActionSet_isAgreedOn()
    {
        const protocol::SubmitBody body = sent([](World &, OpenDraft &) {});
        QVERIFY(body.instance.contains(element("set", "400")));
        verify(body, {});
    }

    void valueFromTheInstanceSavedLast_isAgreedOn()
    {
        World world(form);
        forms::Environment environment = world.environment();
        environment.lastSaved = "<data id='t'><rent>77</rent></data>";
        const auto started = forms::FormInstance::create(world.form.definition, environment);
        protocol::SubmitBody body;
        body.instance = started->instance->serialise();
        body.deviceTime = started->instance->moment();
        body.language = started->instance->language();
        QVERIFY(body.instance.contains(element("before", "77")));
        verify(body, {});
    }

    void forgedCalculation_isNamed_data()
    {
        QTest::addColumn<QByteArray>("honest");
        QTest::addColumn<QByteArray>("forged");
        QTest::addColumn<QString>("reference");
        QTest::newRow("not asked") << element("sum", "300") << element("sum", "9000") << "/data/sum";
        QTest::newRow("not asked, and left out") << element("sum", "300") << QByteArray() << "/data/sum";
        QTest::newRow("shown only") << element("shown", "201") << element("shown", "9") << "/data/shown";
        QTest::newRow("a text") << element("word", "sana") << element("word", "muu") << "/data/word";
        QTest::newRow("what it is made of") << element("rent", "100") << element("rent", "90") << "/data/sum";
    }

    void forgedCalculation_isNamed()
    {
        QFETCH(const QByteArray, honest);
        QFETCH(const QByteArray, forged);
        QFETCH(const QString, reference);
        protocol::SubmitBody body = sent([](World &, OpenDraft &) {});
        QCOMPARE(body.instance.count(honest), 1);
        body.instance.replace(honest, forged);
        verify(body, reference);
    }

private:
    using Filling = std::function<void(World &, OpenDraft &)>;

    /// A rent of 100, and what `fill` does then, as it leaves the device.
    static protocol::SubmitBody sent(const Filling &fill)
    {
        World world(form);
        const auto draft = world.start();
        if (!world.answer(*draft, QStringLiteral("/data/rent"), QStringLiteral("100")).empty())
            qFatal("the rent was refused");
        fill(world, *draft);
        const auto outcome = SubmitApplication(world.tools(), world.intake).execute(*draft);
        const auto state = world.merged(*draft);
        if (!outcome || !outcome->sent || state.submissions.empty() || !state.submissions.back().body)
            qFatal("nothing was sent");
        return std::get<protocol::SubmitBody>(*state.submissions.back().body);
    }

    /// Agreed on when `reference` is blank; else it is among what is named.
    static void verify(const protocol::SubmitBody &body, const QString &reference)
    {
        SeededRandom random(99);
        packs::PackForm packForm;
        packForm.xform = form;
        const auto accepted = centre::keydesk::engineChecker(random, QTimeZone::utc())(body, packForm);
        const Verdict wanted = reference.isEmpty() ? Verdict::Agreed : Verdict::Differs;
        QVERIFY2(accepted.verdict == wanted && accepted.detail.contains(reference),
                 qPrintable(accepted.detail + QString::fromUtf8(body.instance)));
    }
};

QTEST_APPLESS_MAIN(SentFormTest)
#include "SentFormTest.moc"
