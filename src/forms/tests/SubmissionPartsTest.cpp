#include "Scenario.h"
#include "forms/AuditLog.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::forms;
using namespace luotsi::forms::tests;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

bool tells(const QByteArray &xml, const char *words)
{
    for (const Finding &finding : checkForm(xml)) {
        if (finding.error.detail.contains(s(words)))
            return true;
    }
    return false;
}

/// `%1` are attributes of the entity, `%2` is what the form says of the property.
QByteArray tree(const QString &entity, const QString &binds)
{
    QByteArray xml = formXml(
        QStringLiteral(
            "<data id='t'><species/><secret/><meta><instanceID/><entity %1><label/></entity></meta></data>")
            .arg(entity),
        binds, s("<input ref='/data/species'/>"));
    xml.replace("<model>", "<model xmlns:entities='http://www.opendatakit.org/xforms/entities' "
                           "entities:entities-version='2024.1.0'>");
    xml.replace("saveto", "entities:saveto");
    return xml;
}

} // namespace

/// What a form writes into its submission beside answers.
class SubmissionPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void place_isSetWhereTheDeviceTellsOne()
    {
        Scenario form(formXml(
            s("<data id='g'><a/><at/><p jr:template=''><at/><x/></p><q>old</q></data>"),
            s("<bind nodeset='/data/at' type='geopoint'/><bind nodeset='/data/p/at' type='geopoint'/>"
              "<odk:setgeopoint xmlns:odk='http://www.opendatakit.org/xforms' "
              "event='odk-instance-first-load' "
              "ref='/data/at'/>"),
            s("<input ref='/data/a'><setgeopoint event='xforms-value-changed' ref='/data/q'/></input>"
              "<repeat nodeset='/data/p'><setgeopoint event='odk-new-repeat' ref='/data/p/at'/><input "
              "ref='/data/p/x'/></repeat>")));
        QCOMPARE(form.value(s("/data/at")), QString());
        form.set(s("/data/a"), s("1"));
        QCOMPARE(form.value(s("/data/q")), s("old")); // no source of places, no change

        std::optional<Geopoint> place = Geopoint{60.25, 24.5, 12, 4.5};
        form.environment.position = [&] { return place; };
        auto started = FormInstance::create(form.definition, form.environment);
        FormInstance &instance = *started->instance;
        QCOMPARE(instance.value(instance.find(s("/data/at"))), s("60.25 24.5 12 4.5"));
        QVERIFY(instance.addRow(instance.find(s("/data/p"))).ok());
        QCOMPARE(instance.value(instance.find(s("/data/p[1]/at"))), s("60.25 24.5 12 4.5"));
        place.reset(); // a source that cannot tell leaves a blank
        QVERIFY(instance.setValue(instance.find(s("/data/a")), s("2")).ok());
        QCOMPARE(instance.value(instance.find(s("/data/q"))), QString());
    }

    void instanceSavedLast_isReadWhereTheHostGivesIt()
    {
        Scenario form(formXml(s("<data id='l'><town/></data>"),
                              s("<instance id='before' src='jr://instance/last-saved'/><setvalue "
                                "event='odk-instance-first-load' "
                                "ref='/data/town' value=\"instance('before')/data/town\"/>"),
                              s("<input ref='/data/town'/>")));
        QCOMPARE(form.value(s("/data/town")), QString());
        const auto townAfter = [&](const QByteArray &xml) {
            form.environment.lastSaved = xml;
            auto started = FormInstance::create(form.definition, form.environment);
            form.report = started->report;
            return started->instance->value(started->instance->find(s("/data/town")));
        };
        QCOMPARE(townAfter("<data id='l'><unknown/><town>Oulu</town></data>"), s("Oulu"));
        QVERIFY(form.report.problems.empty());
        QCOMPARE(townAfter("<data id='other'><town>Oulu</town></data>"), QString());
        QCOMPARE(form.report.problems.size(), std::size_t(1));
        QCOMPARE(townAfter("<data"), QString());
        QCOMPARE(form.report.problems.size(), std::size_t(1));
    }

    void endOfFilling_isNotedWhenTheFormIsComplete()
    {
        Scenario form(formXml(s("<data id='e'><start/><end/><sim/></data>"),
                              s("<bind nodeset='/data/start' type='dateTime' jr:preload='timestamp' "
                                "jr:preloadParams='start'/><bind nodeset='/data/end' type='dateTime' "
                                "jr:preload='timestamp' jr:preloadParams='end'/><bind nodeset='/data/sim' "
                                "jr:preload='property' jr:preloadParams='simserial'/>"),
                              s("<input ref='/data/start'/>")));
        QCOMPARE(form.value(s("/data/start")), s("2026-11-22T00:32:35.000+02:00"));
        QCOMPARE(form.value(s("/data/end")), QString());
        QCOMPARE(form.value(s("/data/sim")), QString());
        const ChangeReport report = form.instance->complete();
        QCOMPARE(report.values.size(), std::size_t(1));
        QVERIFY(report.values[0].cause == Cause::Action);
        QCOMPARE(form.value(s("/data/end")), s("2026-11-22T00:32:35.000+02:00"));
    }

    void idThatNoServerReads_keepsTheValueOfTheOneItReads()
    {
        const Scenario form(formXml(
            s("<own xmlns='http://example.com/own' id='x'><q/><meta><instanceID/></meta></own>"),
            s("<bind nodeset='/own/meta/instanceID' jr:preload='uid'/>"), s("<input ref='/own/q'/>")));
        const QString id = form.value(s("/own/meta/instanceID"));
        QVERIFY(id.startsWith(s("uuid:")));
        const QByteArray xml = form.instance->serialise();
        QCOMPARE(xml.count(id.toUtf8()), 2);
        QVERIFY(xml.contains("<orx:instanceID>"));
        SerialiseOptions options;
        options.instanceId = s("uuid:1");
        QCOMPARE(form.instance->serialise(options).count(">uuid:1<"), 2);
    }

    void bindWithoutPrefix_meansNoElementOfAnotherNamespace()
    {
        const QByteArray xml = formXml(s("<data id='b'><q/><orx:meta><orx:instanceID/></orx:meta></data>"),
                                       s("<bind nodeset='/data/meta/instanceID' readonly='true()'/>"),
                                       s("<input ref='/data/q'/>"));
        const Scenario form(xml);
        QVERIFY(!form.instance->isReadOnly(form.node(s("/data/orx:meta/orx:instanceID"))));
        QVERIFY(tells(xml, "a bind points to '/data/meta/instanceID'"));
        QByteArray prefixed = xml;
        prefixed.replace("/data/meta/instanceID", "/data/orx:meta/orx:instanceID");
        const Scenario right(prefixed);
        QVERIFY(right.instance->isReadOnly(right.node(s("/data/orx:meta/orx:instanceID"))));
    }

    void log_standsInTheInstanceAndHasTheColumnsTheFormWants()
    {
        QByteArray xml =
            formXml(s("<data id='a'><q/><orx:meta><orx:instanceID/><orx:audit/></orx:meta></data>"),
                    s("<bind nodeset='/data/orx:meta/orx:audit' type='binary' "
                      "odk:location-priority='balanced' odk:location-min-interval='60' "
                      "odk:location-max-age='300' odk:track-changes='true'/>"),
                    s("<input ref='/data/q'/>"));
        xml.replace("<model>", "<model xmlns:odk='http://www.opendatakit.org/xforms'>");
        const Scenario form(xml);
        const auto settings = form.definition->audit();
        QVERIFY(settings && settings->hasLocation && settings->tracksChanges && !settings->asksUser);
        SerialiseOptions options;
        options.auditFile = s("audit.csv");
        QVERIFY(form.instance->serialise(options).contains("<orx:audit>audit.csv</orx:audit>"));
        QVERIFY(form.instance->serialise().contains("<orx:audit/>"));

        AuditLog log(*settings);
        log.add({s("form start"), {}, 1000});
        log.add(
            {s("question"), s("/data/q"), 1000, 2500, Geopoint{60, 24.5, 0, 9}, {}, s("say \"hi\", you")});
        QCOMPARE(log.csv(),
                 QByteArray("event,node,start,end,latitude,longitude,accuracy,old-value,new-value\n"
                            "form start,,1000,,,,,,\n"
                            "question,/data/q,1000,2500,60,24.5,9,,\"say \"\"hi\"\", you\"\n"));
        QByteArray late = xml;
        late.replace("max-age='300'", "max-age='30'");
        QVERIFY(tells(late, "the audit log gets no places"));
        QVERIFY(!Scenario(formXml(s("<data id='n'><q/></data>"), {}, s("<input ref='/data/q'/>")))
                     .definition->audit());
    }

    void entity_hasItsPropertiesAndIsWrittenAsDeclared()
    {
        Scenario form(tree(s("dataset='trees' id='' create='1'"),
                           s("<bind nodeset='/data/species' saveto='kind'/>"
                             "<bind nodeset='/data/secret' saveto='hidden' relevant='false()'/>"
                             "<bind nodeset='/data/meta/entity/label' calculate='/data/species'/>"
                             "<bind nodeset='/data/meta/entity/@id' type='string'/>"
                             "<setvalue event='odk-instance-first-load' ref='/data/meta/entity/@id' "
                             "value='uuid()'/>")));
        QCOMPARE(form.definition->entitiesVersion(), s("2024.1.0"));
        form.set(s("/data/species"), s("pine"));
        const std::vector<EntityView> entities = form.instance->entities();
        QCOMPARE(entities.size(), std::size_t(1));
        QCOMPARE(entities[0].dataset, s("trees"));
        QVERIFY(entities[0].creates && !entities[0].updates);
        QCOMPARE(entities[0].id.size(), 36);
        QCOMPARE(entities[0].label, s("pine"));
        QCOMPARE(entities[0].properties, (std::vector<std::pair<QString, QString>>{{s("kind"), s("pine")}}));
        const QByteArray xml = form.instance->serialise();
        QVERIFY(xml.contains("dataset=\"trees\" id=\"" + entities[0].id.toUtf8() + "\" create=\"1\""));
        QVERIFY(xml.contains("<label>pine</label>"));
    }

    void entitiesInRows_haveEachTheirOwnProperties()
    {
        Scenario form(
            formXml(s("<data id='r'><p jr:template=''><name/><meta><entity dataset='people' id='' create='' "
                      "update='1' baseVersion='3'><label/></entity></meta></p></data>"),
                    s("<bind nodeset='/data/p/name' e:saveto='n' "
                      "xmlns:e='http://www.opendatakit.org/xforms/entities'/>"),
                    s("<repeat nodeset='/data/p'><input ref='/data/p/name'/></repeat>")));
        QVERIFY(form.instance->entities().empty());
        form.add(s("/data/p"));
        form.add(s("/data/p"));
        form.set(s("/data/p[2]/name"), s("Elli"));
        const auto entities = form.instance->entities();
        QCOMPARE(entities.size(), std::size_t(2));
        QVERIFY(!entities[1].creates && entities[1].updates);
        QCOMPARE(entities[1].baseVersion, s("3"));
        QCOMPARE(entities[0].properties[0].second, QString());
        QCOMPARE(entities[1].properties[0].second, s("Elli"));
    }

    void entitySlips_areTold_data()
    {
        QTest::addColumn<QString>("attributes");
        QTest::addColumn<QString>("binds");
        QTest::addColumn<QString>("words");
        const QString good = s("dataset='trees' id='' create='1'");
        QTest::newRow("list") << s("dataset='__t' id='' create='1'") << QString() << s("has no usable name");
        QTest::newRow("id") << s("dataset='t' create='1'") << QString() << s("has no attribute id");
        QTest::newRow("act") << s("dataset='t' id=''") << QString() << s("neither creates nor updates");
        QTest::newRow("base") << s("dataset='t' id='' update='1'") << QString()
                              << s("without its baseVersion");
        QTest::newRow("property") << good << s("<bind nodeset='/data/species' saveto='label'/>")
                                  << s("cannot be the name of an entity's property");
        QTest::newRow("none") << good << QString() << QString();
    }

    void entitySlips_areTold()
    {
        QFETCH(QString, attributes);
        QFETCH(QString, binds);
        QFETCH(QString, words);
        const QByteArray xml = tree(attributes, binds);
        if (words.isEmpty())
            QVERIFY(checkForm(xml).empty());
        else
            QVERIFY(tells(xml, words.toUtf8().constData()));
        QByteArray newer = xml;
        newer.replace("2024.1.0", "2452.2.0");
        QVERIFY(tells(newer, "version 2452.2.0 of the entities specification"));
    }
};

QTEST_APPLESS_MAIN(SubmissionPartsTest)
#include "SubmissionPartsTest.moc"
