#include "packs/Pack.h"
#include "crypto/SystemRandom.h"
#include "packs/Profile.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::packs;
using base::ErrorCode;

namespace {

constexpr std::int64_t day = 86'400'000;
constexpr std::int64_t now = 1'790'000'000'000;

const QByteArray
    xform("<?xml version=\"1.0\"?>"
          "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\">"
          "<h:head><h:title>t</h:title><model><instance><data id=\"fi.luotsi.test\" version=\"7\">"
          "<a/></data></instance></model></h:head><h:body/></h:html>");

const QByteArray goodProfile(R"({
  "name": "demo-library", "siteName": "Kirjasto", "siteId": "library-1", "deviceName": "Pääte 1",
  "roles": ["client"], "languages": ["fi", "sv", "en"], "pack": "fi", "forms": ["totu-1.0"],
  "urgentCard": "directory/urgent.json", "helpCard": "", "captureFolder": "/var/lib/luotsi/capture",
  "switches": { "speech": false, "printer": true, "camera": false, "position": false, "sound": false, "lastSaved": false },
  "idleSeconds": 90, "idleWarningSeconds": 60, "unsentDraftDays": 14, "codeTries": 5, "codePauseSeconds": 300,
  "reserveBytes": 209715200
})");

void writeFile(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

template<typename Value> bool refusedWith(const base::Result<Value> &result, ErrorCode code)
{
    return !result && result.error().code == code;
}

} // namespace

class PackTest : public QObject
{
    Q_OBJECT

    crypto::SystemRandom m_random;
    crypto::SigningKey m_key;
    QTemporaryDir m_folder;

    InstalledBundle bundle(BundleKind kind = BundleKind::Pack)
    {
        Manifest manifest;
        manifest.kind = kind;
        manifest.name = QStringLiteral("fi");
        manifest.issued = now;
        manifest.expires = now + day;
        manifest.roots = {{rootKeyOf(m_key.publicKey)}, 1};
        if (const auto made = signFolder(m_folder.path(), manifest, {&m_key}); !made)
            qFatal("%s", qPrintable(made.error().detail));
        return *InstalledBundle::open(m_folder.path(), manifest.roots, 0, now, ExpiryRule::RefuseExpired);
    }

    void write(const char *path, const QByteArray &bytes)
    {
        writeFile(m_folder.filePath(QLatin1String(path)), bytes);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_key = *crypto::SigningKey::generate(m_random);
        write("forms/test-1.0/form.xml", xform);
        write("forms/test-1.0/form.json",
              R"json({"expressions":{"region":"string(/data/a)","urgency":{"kind":"1"}}})json");
        write("forms/test-1.0/postal-codes.csv", "name,label\n1,a\n");
        write("forms/test-1.0/media/picture.png", "png");
        write("texts/fi.json", "{}");
        write("profile.json", goodProfile);
    }

    void pack_findsItsFormsWithListsAndMedia()
    {
        const auto pack = Pack::open(bundle());
        QVERIFY(pack.ok());
        QCOMPARE(pack->formNames(), QStringList{QStringLiteral("test-1.0")});
        const auto form = pack->form(QStringLiteral("test-1.0"));
        QVERIFY2(form.ok(), form ? "" : qPrintable(form.error().detail));
        QCOMPARE(form->xform, xform);
        QCOMPARE(form->lists.keys(), QStringList{QStringLiteral("postal-codes.csv")});
        QCOMPARE(form->media.keys(), QStringList{QStringLiteral("picture.png")});
        QCOMPARE(form->manifest.formId, QStringLiteral("fi.luotsi.test"));
        QCOMPARE(form->manifest.version, QStringLiteral("7"));
        QCOMPARE(form->manifest.expressions.value(QStringLiteral("urgency.kind")), QStringLiteral("1"));
        QCOMPARE(*pack->file(QStringLiteral("texts/fi.json")), QByteArray("{}"));
        QCOMPARE(pack->filesUnder(QStringLiteral("texts")), QStringList{QStringLiteral("texts/fi.json")});
        QVERIFY(refusedWith(pack->form(QStringLiteral("none")), ErrorCode::NotFound));
    }

    void pack_knowsAFormByItsHashAndGuessesNone()
    {
        const auto pack = *Pack::open(bundle());
        const auto form = *pack.form(QStringLiteral("test-1.0"));
        QCOMPARE(pack.formByHash(form.hash)->name, form.name);
        QVERIFY(refusedWith(pack.formByHash({}), ErrorCode::UnknownForm));
    }

    void formHash_changesWithEverythingThatDecidesHowAFormBehaves()
    {
        const QByteArray description(R"({"expressions":{"a":"1"},"title":"x"})");
        const auto hashOf = [](const QByteArray &form, const QByteArray &json, const QByteArray &list,
                               const QByteArray &media) {
            return sync::protocol::formHash(*manifestOf(form, json, {{QStringLiteral("l.csv"), list}},
                                                        {{QStringLiteral("m.png"), media}}));
        };
        const auto hash = hashOf(xform, description, "l", "m");
        QCOMPARE(hashOf(xform, description, "l", "m"), hash);
        QVERIFY(hashOf(xform + ' ', description, "l", "m") != hash);
        QVERIFY(hashOf(xform, description, "L", "m") != hash);
        QVERIFY(hashOf(xform, description, "l", "M") != hash);
        QVERIFY(hashOf(xform, R"({"expressions":{"a":"2"}})", "l", "m") != hash);
        // A new title is not a new form.
        QCOMPARE(hashOf(xform, R"({"expressions":{"a":"1"},"title":"y"})", "l", "m"), hash);
    }

    void formWithoutIdentity_isMalformedWithItsPlace()
    {
        for (const QByteArray &bytes : {QByteArray(), QByteArray("<a>\n<b></a>"),
                                        QByteArray("<html><instance><data/></instance></html>")}) {
            const auto manifest = manifestOf(bytes, {}, {}, {});
            QVERIFY(refusedWith(manifest, ErrorCode::MalformedForm));
            QVERIFY(manifest.error().place.line > 0);
        }
        QVERIFY(
            refusedWith(manifestOf(xform, R"({"expressions":{"a":1}})", {}, {}), ErrorCode::MalformedInput));
        QVERIFY(refusedWith(manifestOf(xform, "no json", {}, {}), ErrorCode::MalformedInput));
    }

    void pack_andProfileAreNotTakenForEachOther()
    {
        QVERIFY(refusedWith(Pack::open(bundle(BundleKind::Profile)), ErrorCode::MalformedInput));
        QVERIFY(refusedWith(readProfile(bundle(BundleKind::Pack)), ErrorCode::MalformedInput));
        const auto profile = readProfile(bundle(BundleKind::Profile));
        QVERIFY2(profile.ok(), profile ? "" : qPrintable(profile.error().detail));
        QCOMPARE(profile->siteId, QStringLiteral("library-1"));
        QCOMPARE(profile->deviceName, QStringLiteral("Pääte 1"));
        QCOMPARE(profile->languages.size(), 3);
        QVERIFY(profile->switches.printer);
        QVERIFY(!profile->switches.speech);
        QCOMPARE(profile->reserveBytes, 209715200U);
    }

    void profile_andPackOfTheTreeAreTaken()
    {
        QFile profile(QStringLiteral(LUOTSI_SOURCE_DIR "/assets/profiles/demo-library.json"));
        QVERIFY(profile.open(QIODevice::ReadOnly));
        const auto decoded = decodeProfile(profile.readAll());
        QVERIFY2(decoded.ok(), decoded ? "" : qPrintable(decoded.error().detail));
        for (const QString &name : decoded->forms) {
            const QString folder =
                QStringLiteral(LUOTSI_SOURCE_DIR "/assets/%1/forms/%2/").arg(decoded->pack, name);
            QFile form(folder + QLatin1String("form.xml"));
            QFile description(folder + QLatin1String("form.json"));
            QVERIFY(form.open(QIODevice::ReadOnly) && description.open(QIODevice::ReadOnly));
            const auto manifest = manifestOf(form.readAll(), description.readAll(), {}, {});
            QVERIFY2(manifest.ok(), manifest ? "" : qPrintable(manifest.error().detail));
            QVERIFY(!manifest->expressions.isEmpty());
        }
    }

    void profile_everyMemberIsNeededAndNoOtherIsTaken()
    {
        const QJsonObject whole = QJsonDocument::fromJson(goodProfile).object();
        QVERIFY(decodeProfile(goodProfile).ok());
        for (const QString &member : whole.keys()) {
            QJsonObject less = whole;
            less.remove(member);
            QVERIFY2(!decodeProfile(QJsonDocument(less).toJson()), qPrintable(member));
            QJsonObject wrong = whole;
            wrong.insert(member, QJsonValue::Null);
            const auto refused = decodeProfile(QJsonDocument(wrong).toJson());
            QVERIFY2(refusedWith(refused, ErrorCode::MalformedInput), qPrintable(member));
            QVERIFY2(refused.error().detail.contains(member), qPrintable(refused.error().detail));
        }
        QJsonObject more = whole;
        more.insert(QStringLiteral("idleSecond"), 5);
        QVERIFY(decodeProfile(QJsonDocument(more).toJson()).error().detail.contains(u"idleSecond"));
        QVERIFY(!decodeProfile(
            QByteArray(goodProfile).replace("\"codeTries\"", "\"codeTries\": 5, \"codeTries\"")));
    }

    void profile_valuesOutsideTheirBoundsAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("idle too short")
            << QByteArray("\"idleSeconds\": 90") << QByteArray("\"idleSeconds\": 29");
        QTest::newRow("idle too long")
            << QByteArray("\"idleSeconds\": 90") << QByteArray("\"idleSeconds\": 301");
        QTest::newRow("warning under 20 s") << QByteArray("Seconds\": 60") << QByteArray("Seconds\": 19");
        QTest::newRow("half a try") << QByteArray("\"codeTries\": 5") << QByteArray("\"codeTries\": 4.5");
        QTest::newRow("role") << QByteArray("[\"client\"]") << QByteArray("[\"clerk\"]");
        QTest::newRow("no role") << QByteArray("[\"client\"]") << QByteArray("[]");
        QTest::newRow("no language") << QByteArray("\"fi\", \"sv\", \"en\"") << QByteArray("");
        QTest::newRow("language") << QByteArray("\"sv\"") << QByteArray("\"Svenska!\"");
        QTest::newRow("relative folder") << QByteArray("/var/lib") << QByteArray("var/lib");
        QTest::newRow("climbing folder") << QByteArray("/var/lib") << QByteArray("/var/../lib");
        QTest::newRow("switch as text")
            << QByteArray("\"printer\": true") << QByteArray("\"printer\": \"yes\"");
        QTest::newRow("unknown switch")
            << QByteArray("\"printer\": true") << QByteArray("\"printer\": true, \"fax\": true");
    }

    void profile_valuesOutsideTheirBoundsAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QVERIFY(goodProfile.contains(from));
        QVERIFY(
            refusedWith(decodeProfile(QByteArray(goodProfile).replace(from, to)), ErrorCode::MalformedInput));
    }
};

QTEST_APPLESS_MAIN(PackTest)
#include "PackTest.moc"
