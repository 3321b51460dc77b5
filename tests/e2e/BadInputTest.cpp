#include "LivingKiosk.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtTest>

#include <sys/resource.h>

using namespace luotsi;
using namespace luotsi::e2e;

namespace {

// viewmodels::KioskSession::Page
enum Page { TaskList = 3, Question = 4, EnterCode = 8, Failure = 14 };

const QString start = QStringLiteral("start");
const QString session = QStringLiteral("session");
const QString primary = QStringLiteral("primaryAction");
const QString pagePath = QStringLiteral("session.page");

const QString codePath = QStringLiteral("session.codeEntry.text");

constexpr int mostPagesBeforeQuestion = 6;
constexpr int manyTries = 6;
constexpr qint64 pageBytes = 4096;
constexpr int longerThanTheCertificate = 1'500;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

void limitFiles(qint64 pid, rlim_t bytes)
{
    const rlimit limit{bytes, RLIM_INFINITY};
    QCOMPARE(prlimit(static_cast<pid_t>(pid), RLIMIT_FSIZE, &limit, nullptr), 0);
}

} // namespace

/// What goes wrong around a kiosk is said in plain words, loses nothing, and stops nobody who could go on: on
/// the real processes, from the screen. Each test has a kiosk of its own at one centre.
class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_centre.make());
        QVERIFY(m_centre.start());
    }
    void init()
    {
        m_kiosk = std::make_unique<LivingKiosk>(m_centre);
        QVERIFY(m_kiosk->setUp());
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            qWarning("%s", m_kiosk->said().constData());
        // Nobody ever sees what a library says when it fails.
        QVERIFY(!m_kiosk->said().contains("terminate called"));
        QVERIFY(!m_kiosk->said().contains("what():"));
        m_kiosk.reset();
    }

    void wrongCode_isSaidPlainlyAndTriesAreLimited()
    {
        QVERIFY(m_kiosk->start());
        QCOMPARE(m_kiosk->press(start, QStringLiteral("start:continue")), QString());
        QVERIFY(m_kiosk->waitFor(session, pagePath, EnterCode));
        QCOMPARE(tryCode(QStringLiteral("KV7H-4MPX-2TRQ")), QStringLiteral("check-code-checksum"));
        QString said;
        for (int number = 0; number < manyTries && said != QLatin1String("error-too-many-tries"); ++number) {
            said = tryCode(QStringLiteral("KV7H-4MPX-2TRR"));
            QVERIFY2(said == QLatin1String("error-code-refused") ||
                         said == QLatin1String("error-too-many-tries"),
                     qPrintable(said));
        }
        QCOMPARE(said, QStringLiteral("error-too-many-tries"));
        QVERIFY(m_kiosk->read(session, QStringLiteral("session.codeEntry.waitSeconds")).toInt() > 0);
        // The count is not this session's: a new one waits too.
        m_kiosk->kill();
        QVERIFY(m_kiosk->start());
        QCOMPARE(m_kiosk->press(start, QStringLiteral("start:continue")), QString());
        QVERIFY(m_kiosk->waitFor(session, pagePath, EnterCode));
        QCOMPARE(tryCode(QStringLiteral("KV7H-4MPX-2TRR")), QStringLiteral("error-too-many-tries"));
    }

    void damagedDatabase_isKeptAsideAndTheNextPersonIsServed()
    {
        QVERIFY(m_kiosk->start());
        QVERIFY(goToFirstQuestion());
        QVERIFY(m_kiosk->end());
        const QString file = m_kiosk->data() + QStringLiteral("/store/luotsi.db");
        QByteArray damaged = contentOf(file);
        damaged.chop(pageBytes);
        QVERIFY(write(file, damaged));

        QVERIFY(m_kiosk->start());
        QVERIFY(goToFirstQuestion());
        QVERIFY(contentOf(m_kiosk->data() + QStringLiteral("/store-damaged-1/luotsi.db")) == damaged);
        m_kiosk->kill();
        QVERIFY(m_kiosk->start());
        QTRY_VERIFY(m_kiosk->read(start, QStringLiteral("damagedStores"))
                        .toString()
                        .startsWith(QStringLiteral("store-damaged-1: ")));
        QCOMPARE(m_kiosk->read(start, QStringLiteral("outOfServiceId")).toString(), QString());

        QVERIFY(m_kiosk->end());
        const Ended salvaged = run(programPath("luotsi-admin"),
                                   {QStringLiteral("salvage"), QStringLiteral("--key"),
                                    m_kiosk->data() + QStringLiteral("/keys/database.key"),
                                    QStringLiteral("--into"), m_kiosk->data() + QStringLiteral("/store"),
                                    m_kiosk->data() + QStringLiteral("/store-damaged-1")});
        QVERIFY2(salvaged.exitCode == 0 || salvaged.exitCode == 4, salvaged.said.constData());
        QVERIFY2(salvaged.said.contains("drafts written: 1"), salvaged.said.constData());
    }

    void wrongKeyFile_isSaidAndTheStoreKept()
    {
        QVERIFY(m_kiosk->start());
        QVERIFY(goToFirstQuestion());
        m_kiosk->kill();
        const QByteArray before = contentOf(m_kiosk->data() + QStringLiteral("/store/luotsi.db"));
        QVERIFY(QFile::remove(m_kiosk->data() + QStringLiteral("/keys/database.key")));
        QVERIFY(m_kiosk->start());
        QVERIFY(m_kiosk->waitFor(start, QStringLiteral("outOfServiceId"),
                                 QStringLiteral("error-store-wrong-key")));
        QVERIFY(!m_kiosk->read(start, QStringLiteral("staffDetail")).toString().isEmpty());
        m_kiosk->kill();
        QVERIFY(contentOf(m_kiosk->data() + QStringLiteral("/store/luotsi.db")) == before);
    }

    void fullDisk_isSaidTheAnswerStaysAndItGoesOnWithRoom()
    {
        QVERIFY(m_kiosk->start());
        QVERIFY(goToFirstQuestion());
        limitFiles(m_kiosk->pid(), pageBytes);
        const QString option = QStringLiteral("option:none");
        QCOMPARE(m_kiosk->press(session, option), QString());
        if (m_kiosk->read(session, pagePath).toInt() == Question)
            QCOMPARE(m_kiosk->press(session, primary), QString());
        QVERIFY(m_kiosk->waitFor(session, pagePath, Failure));
        QCOMPARE(m_kiosk->read(session, QStringLiteral("session.failure.errorId")).toString(),
                 QStringLiteral("error-store-full"));
        limitFiles(m_kiosk->pid(), RLIM_INFINITY);
        QCOMPARE(m_kiosk->press(session, QStringLiteral("backAction")), QString());
        QVERIFY(m_kiosk->waitFor(session, pagePath, Question));
        const int number = m_kiosk->read(session, QStringLiteral("session.pageNumber")).toInt();
        // The mark is still there: going on needs no second answer.
        QCOMPARE(m_kiosk->press(session, primary), QString());
        QTRY_VERIFY(m_kiosk->read(session, pagePath).toInt() != Question ||
                    m_kiosk->read(session, QStringLiteral("session.pageNumber")).toInt() != number);
        QVERIFY(m_kiosk->read(session, pagePath).toInt() != Failure);
    }

    void captivePortal_isNotConnectedAndWorkGoesOn()
    {
        QVERIFY(m_kiosk->start());
        QVERIFY(goToFirstQuestion());
        m_kiosk->link().setFault({tests::Fault::Kind::PortalPage});
        m_kiosk->link().cutAll();
        QVERIFY(answerUrgent());
        QVERIFY(m_kiosk->waitFor(session, QStringLiteral("session.connectionReason"),
                                 QStringLiteral("error-captive-portal"), 20'000));
        QCOMPARE(m_kiosk->read(session, QStringLiteral("session.online")).toBool(), false);
        QVERIFY(m_kiosk->read(session, pagePath).toInt() != Failure);
        m_kiosk->link().setFault({});
        QVERIFY(m_kiosk->waitFor(session, QStringLiteral("session.online"), true, 25'000));
    }

    void strangersCertificate_isNotConnectedAndWorkGoesOn()
    {
        LivingCentre stranger;
        QVERIFY(stranger.make());
        QVERIFY(stranger.start());
        QVERIFY(m_kiosk->start());
        QVERIFY(goToFirstQuestion());
        m_kiosk->link().setCentrePort(stranger.port());
        m_kiosk->link().cutAll();
        QVERIFY(answerUrgent());
        QVERIFY(m_kiosk->waitFor(session, QStringLiteral("session.connectionReason"),
                                 QStringLiteral("error-certificate-refused"), 20'000));
        QVERIFY(m_kiosk->read(session, pagePath).toInt() != Failure);
    }

    void expiredCertificate_isNotConnectedAndWorkGoesOnUntilItIsRenewed()
    {
        LivingCentre shortLived;
        QVERIFY(shortLived.make());
        QVERIFY(shortLived.start({QStringLiteral("--certificate-seconds"), QStringLiteral("1"),
                                  QStringLiteral("--grace-seconds"), QStringLiteral("0")}));
        m_kiosk = std::make_unique<LivingKiosk>(shortLived);
        QVERIFY(m_kiosk->setUp());
        QTest::qWait(longerThanTheCertificate);
        QVERIFY(m_kiosk->start());
        QVERIFY(goToFirstQuestion());
        QVERIFY(answerUrgent());
        QVERIFY(m_kiosk->waitFor(session, QStringLiteral("session.connectionReason"),
                                 QStringLiteral("error-cert-expired"), 20'000));
        QVERIFY(m_kiosk->read(session, pagePath).toInt() != Failure);

        shortLived.stop();
        QVERIFY(shortLived.start());
        QVERIFY(m_kiosk->waitFor(session, QStringLiteral("session.connectionReason"), QString(), 60'000));
        m_kiosk.reset(); // before the centre it talks to
        m_kiosk = std::make_unique<LivingKiosk>(m_centre);
    }

    void brokenForm_isRefusedWithItsPlaceAndTheOldPackStays()
    {
        QTemporaryDir folder;
        const QString source = folder.filePath(QStringLiteral("pack"));
        QCOMPARE(QProcess::execute(
                     QStringLiteral("cp"),
                     {QStringLiteral("-r"), QStringLiteral(LUOTSI_SOURCE_DIR "/assets/pack-fi"), source}),
                 0);
        const QString form = source + QStringLiteral("/forms/totu-1.0/form.xml");
        QByteArray broken = contentOf(form);
        const qsizetype place = broken.indexOf("<bind ");
        const QByteArray line = "line " + QByteArray::number(broken.left(place).count('\n') + 1);
        broken.insert(place, "</nobody-opened-this>");
        QVERIFY(write(form, broken));

        const Ended checked = run(programPath("luotsi-form"), {QStringLiteral("check"), form});
        QCOMPARE(checked.exitCode, 2);
        QVERIFY2(checked.said.contains(line) || checked.said.contains(':' + line.mid(5) + ':'),
                 checked.said.constData());

        const QString bundle = folder.filePath(QStringLiteral("bundle"));
        const Ended packed = m_centre.admin(
            QStringLiteral("sign-pack"), {QStringLiteral("--name"), QStringLiteral("pack-fi"),
                                          QStringLiteral("--version"), QStringLiteral("9"), source, bundle});
        QCOMPARE(packed.exitCode, 2);
        QVERIFY2(packed.said.contains(line), packed.said.constData());
        QVERIFY(!QFileInfo::exists(bundle + QStringLiteral("/manifest.sig.json")));

        QVERIFY(m_kiosk->start());
        QVERIFY(goToFirstQuestion());
    }

private:
    bool goToFirstQuestion()
    {
        const QString pressed = m_kiosk->press(start, QStringLiteral("start:apply"));
        if (!pressed.isEmpty()) {
            qWarning("%s", qPrintable(pressed));
            return false;
        }
        for (int page = 0; page < mostPagesBeforeQuestion; ++page) {
            if (m_kiosk->read(session, pagePath).toInt() == Question)
                return true;
            const QString next = m_kiosk->press(session, primary);
            if (!next.isEmpty())
                qWarning("%s", qPrintable(next));
        }
        return m_kiosk->waitFor(session, pagePath, Question);
    }

    bool answerUrgent()
    {
        return m_kiosk->press(session, QStringLiteral("option:none")).isEmpty() &&
               m_kiosk->press(session, primary).isEmpty();
    }

    /// What the page says after a code was typed.
    QString tryCode(const QString &code)
    {
        (void)m_kiosk->press(session, QStringLiteral("field:code"));
        m_kiosk->rubOut(static_cast<int>(m_kiosk->read(session, codePath).toString().size()));
        (void)m_kiosk->type(code);
        (void)m_kiosk->press(session, primary);
        (void)m_kiosk->waitFor(session, QStringLiteral("session.codeEntry.busy"), false, 20'000);
        return m_kiosk->read(session, QStringLiteral("session.codeEntry.error")).toString();
    }

    LivingCentre m_centre;
    std::unique_ptr<LivingKiosk> m_kiosk;
};

QTEST_MAIN(BadInputTest)
#include "BadInputTest.moc"
