#include "kioskhost/SessionLauncher.h"

#include <QDir>
#include <QtTest>

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace luotsi;
using namespace luotsi::kioskhost;
using storelink::Socket;

namespace {

constexpr int lastStandardDescriptor = 2;

std::chrono::steady_clock::time_point soon()
{
    return std::chrono::steady_clock::now() + std::chrono::seconds(5);
}

QList<int> openDescriptors()
{
    QList<int> open;
    for (const QString &name : QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::Files | QDir::System)) {
        const int descriptor = name.toInt();
        if (descriptor > lastStandardDescriptor && fcntl(descriptor, F_GETFD) != -1)
            open.append(descriptor);
    }
    std::sort(open.begin(), open.end());
    return open;
}

QByteArray listed(const QList<int> &descriptors)
{
    QByteArrayList names;
    for (const int descriptor : descriptors)
        names.append(QByteArray::number(descriptor));
    return names.join(' ');
}

int descriptorArgument(const QStringList &arguments, const char *name)
{
    return arguments.value(arguments.indexOf(QLatin1String(name)) + 1).toInt();
}

/// What the started program does: tells through each connection which one it is and what it inherited.
int playSession(const QStringList &arguments)
{
    const QByteArray inherited = listed(openDescriptors());
    int deathSignal = 0;
    prctl(PR_GET_PDEATHSIG, &deathSignal);
    Socket store(descriptorArgument(arguments, storeDescriptorArgument));
    Socket control(descriptorArgument(arguments, controlDescriptorArgument));
    const QByteArray told = "control;" + listed({store.descriptor(), control.descriptor()}) + ';' +
                            inherited + ';' + QByteArray::number(deathSignal);
    if (!store.writeSome("store") || !control.writeSome(told))
        return 1;
    // Stays until the supervisor has spoken.
    return control.waitReadable(soon()) && *control.readSome() == "go" ? 7 : 1;
}

QByteArray heardFrom(Socket &socket)
{
    if (!socket.waitReadable(soon()))
        return "nothing";
    const auto bytes = socket.readSome();
    return bytes ? *bytes : QByteArray("closed");
}

} // namespace

class SessionLauncherTest : public QObject
{
    Q_OBJECT

    const SessionCommand m_thisProgram{QCoreApplication::applicationFilePath(),
                                       {QStringLiteral("--session")}};

private Q_SLOTS:
    void session_inheritsExactlyItsTwoConnections()
    {
        auto session = startSession(m_thisProgram);
        QVERIFY2(session.ok(), session ? "" : qPrintable(session.error().detail));
        QCOMPARE(heardFrom(session->store), QByteArray("store"));
        const QByteArrayList told = heardFrom(session->control).split(';');
        QCOMPARE(told.value(0), QByteArray("control"));
        QCOMPARE(told.value(2), told.value(1)); // open descriptors are the two it was told
        QVERIFY(told.value(1).contains(' '));
        QVERIFY(session->control.writeSome("go").ok());
        QVERIFY(session->process->waitForFinished());
        QCOMPARE(session->process->exitCode(), 7);
    }

    void session_diesWithTheSupervisor()
    {
        auto session = startSession(m_thisProgram);
        QVERIFY(session.ok());
        QCOMPARE(heardFrom(session->control).split(';').value(3), QByteArray::number(SIGKILL));
        QVERIFY(session->control.writeSome("go").ok());
        QVERIFY(session->process->waitForFinished());
    }

    void endOfTheSession_closesBothConnections()
    {
        auto session = startSession(m_thisProgram);
        QVERIFY(session.ok());
        QCOMPARE(heardFrom(session->store), QByteArray("store"));
        QVERIFY(heardFrom(session->control).startsWith("control"));
        session->process->kill();
        QVERIFY(session->process->waitForFinished());
        QCOMPARE(heardFrom(session->store), QByteArray("closed"));
        QCOMPARE(heardFrom(session->control), QByteArray("closed"));
    }

    void programThatDoesNotExist_isAnError()
    {
        const auto session = startSession({QStringLiteral("/nonexistent/luotsi"), {}});
        QVERIFY(!session.ok());
        QCOMPARE(session.error().code, base::ErrorCode::Internal);
        QVERIFY(!session.error().detail.isEmpty());
    }
};

int main(int argc, char *argv[])
{
    // Whoever started this program may have left descriptors open; those are not the launcher's doing.
    for (const int descriptor : openDescriptors()) {
        if (argc == 1 || qstrcmp(argv[1], "--session") != 0)
            fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    }
    if (argc > 1 && qstrcmp(argv[1], "--session") == 0) {
        QStringList arguments;
        for (int index = 1; index < argc; ++index)
            arguments.append(QString::fromLocal8Bit(argv[index]));
        return playSession(arguments);
    }
    QCoreApplication application(argc, argv);
    SessionLauncherTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "SessionLauncherTest.moc"
