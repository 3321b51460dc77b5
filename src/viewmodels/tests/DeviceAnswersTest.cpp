// What devices beside the keys give to a session: a place, a code, sounds, and a form that wants to know
// where it is filled.

#include "Kiosk.h"
#include "sealing/BlobSealing.h"
#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"

#include <QTest>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

packs::PackForm formOf(const QString &instance, const QString &binds, const QString &body)
{
    packs::PackForm form;
    form.name = QStringLiteral("totu-1.0");
    form.description = "{}";
    form.xform =
        QStringLiteral("<h:html xmlns='http://www.w3.org/2002/xforms' "
                       "xmlns:h='http://www.w3.org/1999/xhtml' "
                       "xmlns:orx='http://openrosa.org/xforms' "
                       "xmlns:odk='http://www.opendatakit.org/xforms' "
                       "xmlns:jr='http://openrosa.org/javarosa'>"
                       "<h:head><h:title>Devices</h:title><model><itext>"
                       "<translation lang='fi'><text id='q'><value>Kuuntele</value>"
                       "<value form='audio'>jr://audio/a.wav</value></text></translation></itext>"
                       "<instance><data id='d' version='1'>%1</data></instance>%2</model></h:head>"
                       "<h:body><group ref='/data/g'><label>Part</label>%3</group></h:body></h:html>")
            .arg(instance, binds, body)
            .toUtf8();
    form.media.insert(QStringLiteral("a.wav"), "RIFF");
    return form;
}

packs::PackForm threeDevices()
{
    return formOf(QStringLiteral("<g><spot/><code/><heard/></g>"),
                  QStringLiteral("<bind nodeset='/data/g/spot' type='geopoint'/><bind nodeset='/data/g/code' "
                                 "type='barcode'/><bind nodeset='/data/g/heard' type='string'/>"),
                  QStringLiteral("<input ref='/data/g/spot'><label>Where</label></input>"
                                 "<input ref='/data/g/code'><label>Code</label></input>"
                                 "<input ref='/data/g/heard'><label ref=\"jr:itext('q')\"/></input>"));
}

/// Notes by itself where it was begun and where a row was added.
packs::PackForm formThatAsksItself()
{
    return formOf(
        QStringLiteral("<begun/><g><row jr:template=''><at/><what/></row></g>"),
        QStringLiteral("<bind nodeset='/data/begun' type='geopoint'/>"
                       "<bind nodeset='/data/g/row/at' type='geopoint'/>"
                       "<odk:setgeopoint event='odk-instance-first-load' ref='/data/begun'/>"),
        QStringLiteral("<group ref='/data/g/row'><label>Rows</label><repeat nodeset='/data/g/row'>"
                       "<setgeopoint event='odk-new-repeat' ref='/data/g/row/at'/>"
                       "<input ref='/data/g/row/what'><label>What</label></input></repeat></group>"));
}

/// Wants a log with what was changed and where.
packs::PackForm formWithLog()
{
    return formOf(QStringLiteral("<g><name/><age/></g><orx:meta><orx:instanceID/><orx:audit/></orx:meta>"),
                  QStringLiteral("<bind nodeset='/data/orx:meta/orx:audit' type='binary' "
                                 "odk:location-priority='balanced' odk:location-min-interval='60' "
                                 "odk:location-max-age='300' odk:track-changes='true'/>"),
                  QStringLiteral("<input ref='/data/g/name'><label>Name</label></input>"
                                 "<input ref='/data/g/age'><label>Age</label></input>"));
}

/// Begins with the town of the time before.
packs::PackForm formWithMemory()
{
    return formOf(QStringLiteral("<g><town/></g>"),
                  QStringLiteral("<instance id='before' src='jr://instance/last-saved'/>"
                                 "<setvalue event='odk-instance-first-load' ref='/data/g/town' "
                                 "value=\"instance('before')/data/g/town\"/>"),
                  QStringLiteral("<input ref='/data/g/town'><label>Town</label></input>"));
}

Field &only(KioskSession &session)
{
    return *session.question()->fields()->at(0);
}

KioskSession &atFirstQuestion(Kiosk &kiosk)
{
    KioskSession &session = kiosk.apply();
    session.goNext();
    session.openTask(0);
    return session;
}

/// Everything of a sent draft, as the key desk reads it.
std::vector<protocol::Body> bodiesOf(Kiosk &kiosk, const protocol::DraftId &draft)
{
    std::vector<protocol::Body> bodies;
    const auto records = kiosk.store.load(draft);
    for (const protocol::Wrap &wrap : records->wraps) {
        const auto keys = sealing::openWrap(wrap, protocol::WrapPurpose::Intake, draft, kiosk.intake);
        if (!keys)
            continue;
        for (const protocol::Change &change : records->changes) {
            if (auto body = sealing::openChange(change, *keys))
                bodies.push_back(std::move(*body));
        }
    }
    return bodies;
}

/// The instance as the last submission holds it, and its files by name.
struct Submitted
{
    explicit Submitted(Kiosk &kiosk)
    {
        for (const protocol::Body &body : bodiesOf(kiosk, kiosk.sent.front())) {
            if (const auto *submit = std::get_if<protocol::SubmitBody>(&body)) {
                instance = submit->instance;
                files = submit->attachments;
            }
        }
    }
    QByteArray instance;
    std::vector<protocol::AttachmentRef> files;
};

} // namespace

class DeviceAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutDevices_nothingIsOffered()
    {
        Kiosk kiosk(threeDevices());
        KioskSession &session = atFirstQuestion(kiosk);
        QVERIFY(!only(session).canLocate() && !only(session).canScan() && !only(session).canPlay());
        only(session).locate();
        QCOMPARE(kiosk.position.searches, 0);
    }

    void aPlaceThatComesLate_isTheAnswer()
    {
        Kiosk kiosk(threeDevices());
        kiosk.hasDevices = true;
        kiosk.position.slow = true;
        KioskSession &session = atFirstQuestion(kiosk);
        QCOMPARE(kiosk.position.searches, 0); // before the person asks
        only(session).locate();
        QVERIFY(only(session).isSearching());
        kiosk.position.tell();
        QVERIFY(!only(session).isSearching());
        QCOMPARE(only(session).parts().constFirst(), QStringLiteral("60,1699000"));
    }

    void askingAgain_stopsTheSearch()
    {
        Kiosk kiosk(threeDevices());
        kiosk.hasDevices = true;
        kiosk.position.slow = true;
        KioskSession &session = atFirstQuestion(kiosk);
        only(session).locate();
        only(session).locate();
        QVERIFY(!only(session).isSearching());
        QVERIFY(!kiosk.position.waiting);
        QCOMPARE(kiosk.position.searches, 1);
    }

    void thePageThatIsLeft_endsTheSearch()
    {
        Kiosk kiosk(threeDevices());
        kiosk.hasDevices = true;
        kiosk.codeReader.slow = true;
        KioskSession &session = atFirstQuestion(kiosk);
        session.goNext();
        only(session).scan();
        QVERIFY(only(session).isSearching());
        session.goNext();
        QVERIFY(!kiosk.codeReader.waiting);
        session.goBack();
        QVERIFY(!only(session).isSearching());
        QVERIFY(only(session).value().isEmpty());
    }

    void aSessionThatEnds_endsTheSearch()
    {
        Kiosk kiosk(threeDevices());
        kiosk.hasDevices = true;
        kiosk.position.slow = true;
        KioskSession &session = atFirstQuestion(kiosk);
        only(session).locate();
        session.keepAndEnd();
        QVERIFY(!kiosk.position.waiting);
        only(atFirstQuestion(kiosk)).locate();
        kiosk.kill();
        QVERIFY(!kiosk.position.waiting);
    }

    void whatCouldNotBeRead_isSaidInItsOwnWords()
    {
        Kiosk kiosk(threeDevices());
        kiosk.hasDevices = true;
        kiosk.codeReader.slow = true;
        KioskSession &session = atFirstQuestion(kiosk);
        session.goNext();
        only(session).scan();
        kiosk.codeReader.tell(base::ErrorCode::NotFound);
        const QString unseen = only(session).error();
        QVERIFY(!unseen.isEmpty());
        only(session).scan();
        QVERIFY(only(session).error().isEmpty());
        kiosk.codeReader.tell(base::ErrorCode::CameraUnavailable);
        QVERIFY(!only(session).error().isEmpty() && only(session).error() != unseen);
    }

    void aSound_playsToItsEndOrIsStoppedOrSaysWhyNot()
    {
        Kiosk kiosk(threeDevices());
        kiosk.hasDevices = true;
        KioskSession &session = atFirstQuestion(kiosk);
        session.goNext();
        session.goNext();
        Field &field = only(session);
        const QString sound = field.sound();
        QVERIFY(!sound.isEmpty());
        field.play(sound);
        QCOMPARE(field.playing(), sound);
        kiosk.sounds.tell({});
        QVERIFY(field.playing().isEmpty() && field.warning().isEmpty());
        field.play(sound);
        field.play(sound);
        QVERIFY(field.playing().isEmpty());
        QVERIFY(!kiosk.sounds.waiting);
        field.play(sound);
        kiosk.sounds.tell(base::ErrorCode::MalformedInput);
        QVERIFY(field.playing().isEmpty());
        QVERIFY(!field.warning().isEmpty());
        field.play(sound);
        session.goBack();
        QVERIFY(!kiosk.sounds.waiting);
    }

    void aFormThatAsksForThePlace_saysSoFirstAndHasIt()
    {
        Kiosk kiosk(formThatAsksItself());
        kiosk.hasDevices = true;
        const int paragraphs = kiosk.fresh().privacy()->paragraphs().size();
        kiosk.hasDevices = false;
        QCOMPARE(kiosk.fresh().privacy()->paragraphs().size(), paragraphs - 1);
        kiosk.hasDevices = true;
        KioskSession &session = atFirstQuestion(kiosk);
        session.repeatList()->add();
        only(session).setText(QStringLiteral("a tree"));
        session.goNext();
        session.openCheck();
        session.send();
        QCOMPARE(kiosk.sent.size(), std::size_t(1));
        const QByteArray instance = Submitted(kiosk).instance;
        QVERIFY2(instance.contains("<begun>60.1699 24.9384 0 5</begun>"), instance.constData());
        QVERIFY2(instance.contains("<at>60.1699 24.9384 0 5</at>"), instance.constData());
    }

    void withoutPositionOfTheDevice_theFormLeavesItsNodesAsTheyAre()
    {
        Kiosk kiosk(formThatAsksItself());
        KioskSession &session = atFirstQuestion(kiosk);
        session.openCheck();
        session.send();
        QCOMPARE(kiosk.position.searches, 0);
        QVERIFY(Submitted(kiosk).instance.contains("<begun/>"));
    }

    void theFormSavedLast_isThereForTheNextOneWhereTheDeviceRemembers()
    {
        const auto town = [](Kiosk &kiosk) { return only(atFirstQuestion(kiosk)).value(); };
        for (const bool remembers : {false, true}) {
            Kiosk kiosk(formWithMemory());
            kiosk.remembers = remembers;
            KioskSession &first = atFirstQuestion(kiosk);
            QCOMPARE(only(first).value(), QString());
            only(first).setText(QStringLiteral("Oulu"));
            first.openCheck();
            first.send();
            QCOMPARE(kiosk.sent.size(), std::size_t(1));
            QCOMPARE(kiosk.remembered.saved.size(), remembers ? 1 : 0);
            QCOMPARE(town(kiosk), remembers ? QStringLiteral("Oulu") : QString());
        }
    }

    void anApplicationThatIsDeleted_isNotRemembered()
    {
        Kiosk kiosk(formWithMemory());
        kiosk.remembers = true;
        KioskSession &first = atFirstQuestion(kiosk);
        only(first).setText(QStringLiteral("Oulu"));
        first.showCode();
        const QString code = kiosk.code();
        first.goNext();
        first.keepAndEnd();
        QCOMPARE(kiosk.remembered.saved.size(), 1);
        KioskSession &second = kiosk.continueWith(code);
        second.askStop();
        second.askDelete();
        second.deleteAndEnd();
        QVERIFY(kiosk.remembered.saved.isEmpty());
    }

    void theLogOfAForm_goesWithItSealed_alsoOverAPause()
    {
        Kiosk kiosk(formWithLog());
        kiosk.hasDevices = true;
        KioskSession &first = atFirstQuestion(kiosk);
        only(first).setText(QStringLiteral("Elli, \"E\""));
        kiosk.clock.pass(2500);
        first.goNext();
        first.showCode();
        const QString code = kiosk.code();
        first.goNext();
        first.keepAndEnd();

        KioskSession &second = kiosk.continueWith(code);
        QCOMPARE(second.page(), KioskSession::CodeShown);
        second.goNext();
        second.openCheck();
        second.send();
        QCOMPARE(kiosk.sent.size(), std::size_t(1));
        const Submitted submitted(kiosk);
        QCOMPARE(submitted.files.size(), std::size_t(1));
        QVERIFY(
            submitted.instance.contains("<orx:audit>" + submitted.files[0].name.toUtf8() + "</orx:audit>"));
        QCOMPARE(submitted.files[0].mediaType, QStringLiteral("text/csv"));
        const auto sealed = kiosk.store.readBlob(submitted.files[0].blob);
        QVERIFY(sealed.ok() && !sealed->contains("Elli"));
        const auto log = sealing::openBlob(*sealed, submitted.files[0].blob, submitted.files[0].key);
        QVERIFY(log.ok());
        const QByteArrayList lines = log->split('\n');
        QCOMPARE(lines.constFirst(),
                 QByteArray("event,node,start,end,latitude,longitude,accuracy,old-value,new-value"));
        QVERIFY2(lines[1].startsWith("form start,,"), log->constData());
        QVERIFY2(lines[2].startsWith("question,/data/g/name,"), log->constData());
        QVERIFY2(lines[2].endsWith(",60.1699,24.9384,5,,\"Elli, \"\"E\"\"\""), log->constData());
        const QByteArrayList cells = lines[2].split(',');
        QCOMPARE(cells[3].toLongLong() - cells[2].toLongLong(), 2500);
        for (const char *event :
             {"question,/data/g/age,", "form exit,", "form resume,", "end screen,", "form finalize,"})
            QVERIFY2(log->contains(QByteArray("\n") + event), event);
        // Nothing a person would bring or see as a page of theirs.
        QCOMPARE(second.receipt()->attachmentCount(), 0);
    }
};

QTEST_MAIN(DeviceAnswersTest)
#include "DeviceAnswersTest.moc"
