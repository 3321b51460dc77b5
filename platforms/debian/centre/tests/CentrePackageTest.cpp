#include "centre/HttpsClient.h"

#include "centre/handlers/tests/TestDevice.h"
#include "crypto/SystemRandom.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace luotsi;
using namespace luotsi::tests;
using centre::handlers::TestDevice;
namespace paths = sync::protocol::paths;
namespace protocol = sync::protocol;

namespace {

constexpr int patience = 30'000;
const QStringList services{QStringLiteral("luotsi-endpoint.service"),
                           QStringLiteral("luotsi-keydesk.service"),
                           QStringLiteral("luotsi-rotate-intake.service")};

// Numbers nobody on this machine has: the users of the package, without making them.
const QString centreUser = QStringLiteral("64110");
const QString deskUser = QStringLiteral("64111");
const QString deskGroup = QStringLiteral("64112");
const QString stranger = QStringLiteral("64113");

struct Outcome
{
    int code = -1;
    QString said;
};

Outcome run(const QString &program, const QStringList &arguments, const QStringList &environment = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setEnvironment(QProcess::systemEnvironment() + environment);
    process.start(program, arguments);
    if (!process.waitForFinished(patience))
        return {-1, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

QStringList as(const QString &user, const QString &group, const QString &more)
{
    QStringList arguments{QStringLiteral("--reuid"), user, QStringLiteral("--regid"), group};
    if (more.isEmpty())
        return arguments << QStringLiteral("--clear-groups");
    return arguments << QStringLiteral("--groups") << more;
}

} // namespace

/// What cmake --install puts onto a machine of the centre: units, users and folders, and two programs that
/// work together although neither can read the other's folder.
class CentrePackageTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] QString root() const { return m_folder.filePath(QStringLiteral("root")); }
    [[nodiscard]] QString installed(const QString &path) const
    {
        return root() + QStringLiteral(LUOTSI_PREFIX) + u'/' + path;
    }
    [[nodiscard]] QString program(const char *name) const
    {
        return installed(QStringLiteral("bin/") + QLatin1String(name));
    }
    static QByteArray contents(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)));
        const Outcome done = run(QStringLiteral(LUOTSI_CMAKE),
                                 {QStringLiteral("--install"), QStringLiteral(LUOTSI_BINARY_DIR),
                                  QStringLiteral("--component"), QStringLiteral("centre")},
                                 {QStringLiteral("DESTDIR=") + root()});
        QVERIFY2(done.code == 0, qPrintable(done.said));
        for (const char *name : {"luotsi-endpoint", "luotsi-keydesk", "luotsi-admin"})
            QVERIFY2(QFile::exists(program(name)), name);
    }

    void units_areUnderstoodAndShutIn()
    {
        const QString analyze = QStandardPaths::findExecutable(QStringLiteral("systemd-analyze"));
        if (analyze.isEmpty())
            QSKIP("NOT RUN: there is no systemd-analyze here, nobody has read the units");
        // Where the programs really are, as the tool looks for them.
        const QDir units(m_folder.filePath(QStringLiteral("units")));
        QVERIFY(units.mkpath(QStringLiteral(".")));
        for (const QString &name : services + QStringList{QStringLiteral("luotsi-rotate-intake.timer")}) {
            QByteArray unit = contents(installed(QStringLiteral("lib/systemd/system/") + name));
            QVERIFY2(!unit.isEmpty(), qPrintable(name));
            unit.replace(QByteArray("ExecStart=") + LUOTSI_PREFIX,
                         "ExecStart=" + root().toUtf8() + LUOTSI_PREFIX);
            QFile file(units.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(unit) == unit.size());
        }
        for (const QString &name : services) {
            const Outcome verified =
                run(analyze, {QStringLiteral("verify"), QStringLiteral("--man=no"), units.filePath(name)});
            QVERIFY2(!verified.said.contains(name), qPrintable(verified.said));
            // Of 100, the more the more open: what speaks with the network, and what gives files to others as
            // root, cannot be shut in much further.
            const Outcome open = run(analyze, {QStringLiteral("security"), QStringLiteral("--offline=yes"),
                                               name.contains(u"rotate") ? QStringLiteral("--threshold=45")
                                                                        : QStringLiteral("--threshold=30"),
                                               units.filePath(name)});
            QVERIFY2(open.code == 0, qPrintable(open.said));
        }
        QVERIFY(run(analyze, {QStringLiteral("verify"), QStringLiteral("--man=no"),
                              units.filePath(QStringLiteral("luotsi-rotate-intake.timer"))})
                    .said.isEmpty());
    }

    void usersAndFolders_areMadeApart()
    {
        const QString sysusers = QStandardPaths::findExecutable(QStringLiteral("systemd-sysusers"));
        const QString tmpfiles = QStandardPaths::findExecutable(QStringLiteral("systemd-tmpfiles"));
        if (sysusers.isEmpty() || tmpfiles.isEmpty() || geteuid() != 0)
            QSKIP("NOT RUN: users and folders of the package need systemd's tools and root");
        QVERIFY(QDir().mkpath(root() + QStringLiteral("/etc")));
        const QString where = QStringLiteral("--root=") + root();
        const Outcome users =
            run(sysusers, {where, installed(QStringLiteral("lib/sysusers.d/luotsi-centre.conf"))});
        QVERIFY2(users.code == 0, qPrintable(users.said));
        const QByteArray passwd = contents(root() + QStringLiteral("/etc/passwd"));
        QVERIFY(passwd.contains("luotsi-centre:") && passwd.contains("luotsi-keydesk:"));
        QVERIFY(contents(root() + QStringLiteral("/etc/group")).contains("luotsi-desk:"));
        const Outcome folders =
            run(tmpfiles, {where, QStringLiteral("--create"),
                           installed(QStringLiteral("lib/tmpfiles.d/luotsi-centre.conf"))});
        QVERIFY2(folders.code == 0, qPrintable(folders.said));
        const QFileInfo centre(root() + QStringLiteral("/var/lib/luotsi-centre"));
        const QFileInfo keys(root() + QStringLiteral("/var/lib/luotsi-keydesk"));
        QVERIFY(centre.isDir() && keys.isDir() && centre.ownerId() != keys.ownerId());
        QCOMPARE(centre.permissions() & QFile::Permissions(0x0077), QFile::Permissions());
        QCOMPARE(keys.permissions() & QFile::Permissions(0x0077), QFile::Permissions());
    }

    void endpointAndKeyDesk_workTogetherAsTwoUsers()
    {
        const QString setpriv = QStandardPaths::findExecutable(QStringLiteral("setpriv"));
        if (setpriv.isEmpty() || geteuid() != 0)
            QSKIP("NOT RUN: two users need root and setpriv");
        const QString centre = m_folder.filePath(QStringLiteral("centre"));
        const QString keys = m_folder.filePath(QStringLiteral("keys"));
        const QString open = m_folder.filePath(QStringLiteral("public"));
        const QString socketFolder = m_folder.filePath(QStringLiteral("run"));
        const QString socket = socketFolder + QStringLiteral("/socket");
        QVERIFY(QDir().mkpath(keys) && QDir().mkpath(socketFolder));
        QCOMPARE(chown(QFile::encodeName(socketFolder).constData(), deskUser.toUInt(), deskGroup.toUInt()),
                 0);
        QCOMPARE(chmod(QFile::encodeName(socketFolder).constData(), 0710), 0);

        const auto admin = [&](const QString &command, const QStringList &more = {}) {
            return run(program("luotsi-admin"),
                       QStringList{command, QStringLiteral("--centre"), centre} + more);
        };
        QCOMPARE(admin(QStringLiteral("init"), {QStringLiteral("--name"), QStringLiteral("127.0.0.1")}).code,
                 0);
        const Outcome code =
            admin(QStringLiteral("code"), {QStringLiteral("--site"), QStringLiteral("library"),
                                           QStringLiteral("--scope"), QStringLiteral("north")});
        QCOMPARE(code.code, 0);
        const auto giveOwners = [&] {
            return run(installed(QStringLiteral("libexec/luotsi-centre-owners")),
                       {centre, keys, open, centreUser + u':' + centreUser, deskUser + u':' + deskGroup});
        };
        QVERIFY2(giveOwners().code == 0, "owners");
        QCOMPARE(QDir(keys).entryList({QStringLiteral("*.key")}).size(), 1);
        // A month later: the new key goes the same way.
        QCOMPARE(admin(QStringLiteral("rotate-intake")).code, 0);
        QVERIFY2(giveOwners().code == 0, "owners again");
        QCOMPARE(QDir(keys).entryList({QStringLiteral("*.key")}).size(), 2);

        const auto centreRights = as(centreUser, centreUser, deskGroup);
        const auto deskRights = as(deskUser, deskGroup, {});
        const auto may = [&](const QStringList &who, const char *what, const QString &path) {
            return run(setpriv, who + QStringList{QStringLiteral("test"), QLatin1String(what), path}).code ==
                   0;
        };
        QVERIFY(!may(centreRights, "-r", keys));
        QVERIFY(!may(deskRights, "-r", centre));
        QVERIFY(may(deskRights, "-r", keys));

        QProcess desk;
        desk.start(setpriv,
                   deskRights + QStringList{program("luotsi-keydesk"), QStringLiteral("--keys"), keys,
                                            QStringLiteral("--packs"), open + QStringLiteral("/packs"),
                                            QStringLiteral("--roots"), open + QStringLiteral("/roots.json"),
                                            QStringLiteral("--socket"), socket,
                                            QStringLiteral("--allow-user"), centreUser});
        QVERIFY2(desk.waitForReadyRead(patience), desk.readAllStandardError().constData());
        QVERIFY(may(centreRights, "-w", socket));
        QVERIFY(!may(as(stranger, stranger, {}), "-w", socket));

        QProcess endpoint;
        endpoint.start(setpriv,
                       centreRights + QStringList{program("luotsi-endpoint"), QStringLiteral("--centre"),
                                                  centre, QStringLiteral("--keydesk"), socket});
        QVERIFY2(endpoint.waitForReadyRead(patience), endpoint.readAllStandardError().constData());
        const QUrl url(
            QJsonDocument::fromJson(endpoint.readLine()).object().value(QStringLiteral("url")).toString());
        submit(url, contents(centre + QStringLiteral("/authority/certificate.pem")), code.said.trimmed());

        // The desk has looked at it and does not know the form: without it this would stay "waiting".
        const auto check = [&] {
            const Outcome list =
                admin(QStringLiteral("submissions"), {QStringLiteral("list"), QStringLiteral("--json")});
            const QJsonArray submissions = QJsonDocument::fromJson(list.said.toUtf8()).array();
            return submissions.at(0).toObject().value(QStringLiteral("check")).toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(check(), QStringLiteral("unchecked"), patience);
        for (QProcess *process : {&endpoint, &desk}) {
            process->terminate();
            QVERIFY(process->waitForFinished(patience));
            QCOMPARE(process->exitCode(), 0);
        }
    }

private:
    static void submit(const QUrl &url, const QByteArray &authority, const QString &code)
    {
        crypto::SystemRandom random;
        TestDevice device(random);
        HttpsClient http(url, authority);
        const auto enrolled =
            protocol::decodeEnrolReply(http.send("POST", paths::enrol, device.enrolBody(code)).body);
        QVERIFY(enrolled.ok());
        device.enrolled(*enrolled);
        http.show(device.certificatePem, device.keyPem);
        auto draft = device.newDraft();
        const auto answer = device.answer(draft, QStringLiteral("/data/name"), QStringLiteral("Virpi"));
        const auto wrap = device.intakeWrap(draft);
        const auto sent = device.submit(draft, 1, {answer.id});
        std::vector<protocol::Record> records;
        for (const protocol::Change &change : {answer, wrap, sent})
            records.push_back(device.next(draft, change));
        QCOMPARE(http.send("POST", paths::changes, TestDevice::batch(records)).status, 200);
    }
};

QTEST_GUILESS_MAIN(CentrePackageTest)
#include "CentrePackageTest.moc"
