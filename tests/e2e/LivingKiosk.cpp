#include "LivingKiosk.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QUrl>
#include <QtTest>

#include <algorithm>
#include <csignal>

namespace luotsi::e2e {

namespace {

constexpr int programMilliseconds = 60'000;
constexpr int replyMilliseconds = 20'000;
constexpr int frontMilliseconds = 60'000;
constexpr int pollMilliseconds = 20;
constexpr auto site = "test-library";

bool succeeded(const char *what, const Ended &ended)
{
    if (ended.exitCode != 0)
        qWarning("%s: %s", what, ended.said.constData());
    return ended.exitCode == 0;
}

QString assets(const char *path)
{
    return QStringLiteral(LUOTSI_SOURCE_DIR "/assets/") + QString::fromLatin1(path);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::vector<qint64> childrenOf(qint64 pid)
{
    std::vector<qint64> children;
    for (const QByteArray &child : contentOf(QStringLiteral("/proc/%1/task/%1/children").arg(pid)).split(' '))
        if (child.toLongLong() > 0)
            children.push_back(child.toLongLong());
    return children;
}

/// One that nobody has reaped yet runs no more.
bool isRunning(qint64 pid)
{
    const QByteArray stat = contentOf(QStringLiteral("/proc/%1/stat").arg(pid));
    return !stat.isEmpty() && !stat.mid(stat.lastIndexOf(')')).startsWith(") Z");
}

} // namespace

QString programPath(const char *name)
{
    return QStringLiteral(LUOTSI_BINARY_DIR "/bin/") + QString::fromLatin1(name);
}

Ended run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const bool ended =
        QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, programMilliseconds);
    if (!ended || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAll()};
    return {process.exitCode(), process.readAll()};
}

Ended LivingCentre::admin(const QString &command, const QStringList &arguments) const
{
    return run(programPath("luotsi-admin"),
               QStringList{command, QStringLiteral("--centre"), folder()} + arguments);
}

bool LivingCentre::make()
{
    const Ended made = admin(QStringLiteral("init"), {});
    const QString said = QString::fromUtf8(made.said);
    for (const QString &line : said.split(u'\n')) {
        if (line.startsWith(QLatin1String("authority ")))
            m_fingerprint = line.section(u' ', 1, 1).remove(u':').toLower();
    }
    return succeeded("init", made) && !m_fingerprint.isEmpty();
}

bool LivingCentre::start(const QStringList &options)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(
        programPath("luotsi-endpoint"),
        QStringList{QStringLiteral("--centre"), folder(), QStringLiteral("--port"), QString::number(m_port)} +
            options);
    if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, programMilliseconds))
        return false;
    const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
    m_port = static_cast<quint16>(QUrl(line.value(QLatin1String("url")).toString()).port(0));
    return m_port != 0;
}

void LivingCentre::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished();
}

QString LivingCentre::rootsFile() const
{
    return folder() + QStringLiteral("/signing/roots.json");
}

LivingKiosk::LivingKiosk(LivingCentre &centre) : m_centre(centre), m_link(centre.port())
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(m_folder.filePath(QStringLiteral("hand")));
    m_strike.setSingleShot(true);
    m_strike.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_strike, &QTimer::timeout, &m_strike, [this] { strike(); });
}

LivingKiosk::~LivingKiosk()
{
    kill();
}

/// The service pack with another form in the place of its own.
QString LivingKiosk::packWith(const QString &form) const
{
    const QString pack = m_folder.filePath(QStringLiteral("pack-source"));
    const QString place = pack + QStringLiteral("/forms/totu-1.0");
    const QStringList copy{QStringLiteral("-r"), assets("pack-fi"), pack};
    if (run(QStringLiteral("cp"), copy).exitCode != 0 || !QDir(place).removeRecursively() ||
        run(QStringLiteral("cp"), {QStringLiteral("-r"), form, place}).exitCode != 0)
        qWarning("the pack cannot be made");
    return pack;
}

bool LivingKiosk::setUp(const QString &form)
{
    const QString pack = m_folder.filePath(QStringLiteral("pack"));
    const QString profile = m_folder.filePath(QStringLiteral("profile"));
    const QString source = m_folder.filePath(QStringLiteral("source"));
    QDir().mkpath(source);
    QDir().mkpath(m_folder.filePath(QStringLiteral("capture")));
    QFile::copy(assets("profiles/demo-library.json"), source + QStringLiteral("/profile.json"));
    const Ended code =
        m_centre.admin(QStringLiteral("code"), {QStringLiteral("--site"), QLatin1String(site),
                                                QStringLiteral("--scope"), QLatin1String(site)});
    return succeeded("sign-pack",
                     m_centre.admin(QStringLiteral("sign-pack"),
                                    {QStringLiteral("--name"), QStringLiteral("pack-fi"),
                                     form.isEmpty() ? assets("pack-fi") : packWith(form), pack})) &&
           succeeded("sign-profile", m_centre.admin(QStringLiteral("sign-profile"),
                                                    {QStringLiteral("--name"), QStringLiteral("profile"),
                                                     source, profile})) &&
           succeeded("code", code) &&
           succeeded("set-up",
                     run(programPath("luotsi"),
                         {QStringLiteral("--data"), data(), QStringLiteral("--plain-key-files"),
                          QStringLiteral("--roots"), m_centre.rootsFile(), QStringLiteral("--install"), pack,
                          QStringLiteral("--install"), profile, QStringLiteral("--enrol"),
                          QStringLiteral("https://127.0.0.1:%1").arg(m_link.port()), QStringLiteral("--code"),
                          QString::fromUtf8(code.said).trimmed(), QStringLiteral("--root-fingerprint"),
                          m_centre.rootFingerprint()}));
}

bool LivingKiosk::start()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    // A file that may not grow is a full disk only to who does not die of the signal.
    m_process.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"), QStringLiteral("trap '' XFSZ; exec \"$@\""), QStringLiteral("sh"),
                     programPath("luotsi-demo"), QStringLiteral("kiosk"), QStringLiteral("--data"), data(),
                     QStringLiteral("--plain-key-files"), QStringLiteral("--slips"), m_folder.path(),
                     QStringLiteral("--capture"), m_folder.filePath(QStringLiteral("capture")),
                     QStringLiteral("--size"), QStringLiteral("1080x1920"), QStringLiteral("--robot"),
                     m_server.fullServerName()});
    return m_process.waitForStarted();
}

void LivingKiosk::kill()
{
    m_hands.clear();
    m_strike.stop();
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
    m_said += m_process.readAll();
}

void LivingKiosk::killIn(int milliseconds, Victim victim)
{
    m_victim = victim;
    m_strike.start(milliseconds);
}

/// Whoever waits for a hand is deep inside this object now: only the processes go.
void LivingKiosk::strike()
{
    m_isKilled = true;
    const qint64 supervisor = pid();
    m_struck = childrenOf(supervisor);
    m_isSupervisorStruck = m_victim != Victim::Session || m_struck.empty();
    if (m_victim != Victim::Supervisor)
        for (const qint64 session : m_struck)
            ::kill(static_cast<pid_t>(session), SIGKILL);
    if (m_isSupervisorStruck && supervisor > 0)
        ::kill(static_cast<pid_t>(supervisor), SIGKILL);
}

bool LivingKiosk::comeBack()
{
    if (m_isSupervisorStruck)
        kill();
    const auto gone = [this] { return std::none_of(m_struck.begin(), m_struck.end(), isRunning); };
    if (!QTest::qWaitFor(gone, replyMilliseconds))
        return false;
    m_isKilled = false;
    return !m_isSupervisorStruck || start();
}

bool LivingKiosk::end()
{
    m_process.terminate();
    const bool ended =
        QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, replyMilliseconds);
    kill();
    return ended;
}

QByteArray LivingKiosk::said()
{
    m_said += m_process.readAll();
    return m_said;
}

void LivingKiosk::meet()
{
    std::erase_if(m_hands,
                  [](const Hand &hand) { return hand.socket->state() != QLocalSocket::ConnectedState; });
    while (m_server.hasPendingConnections()) {
        std::unique_ptr<QLocalSocket> socket(m_server.nextPendingConnection());
        if (!QTest::qWaitFor([&] { return socket->canReadLine(); }, replyMilliseconds))
            continue;
        const QString role = QString::fromUtf8(socket->readLine()).trimmed();
        socket->setParent(nullptr);
        m_hands.push_back({std::move(socket), role});
    }
}

std::optional<QJsonObject> LivingKiosk::order(Hand &hand, const QString &name, QJsonObject arguments)
{
    arguments.insert(QStringLiteral("order"), name);
    hand.socket->write(QJsonDocument(arguments).toJson(QJsonDocument::Compact) + '\n');
    hand.socket->flush();
    const bool replied = QTest::qWaitFor(
        [&] { return hand.socket->canReadLine() || hand.socket->state() != QLocalSocket::ConnectedState; },
        replyMilliseconds);
    if (!replied || !hand.socket->canReadLine())
        return std::nullopt;
    return QJsonDocument::fromJson(hand.socket->readLine()).object();
}

bool LivingKiosk::isVisible(Hand &hand)
{
    const auto seen = order(hand, QStringLiteral("look"), {});
    return seen && seen->value(QStringLiteral("visible")).toBool();
}

LivingKiosk::Hand *LivingKiosk::front(const QString &role)
{
    QElapsedTimer waited;
    waited.start();
    do {
        meet();
        for (Hand &hand : m_hands) {
            if (!m_isKilled && hand.role == role && isVisible(hand))
                return &hand;
        }
        QTest::qWait(pollMilliseconds);
    } while (!m_isKilled && !waited.hasExpired(frontMilliseconds));
    return nullptr;
}

bool LivingKiosk::isSessionInFront()
{
    meet();
    return std::any_of(m_hands.begin(), m_hands.end(), [this](Hand &hand) {
        return hand.role == QLatin1String("session") && isVisible(hand);
    });
}

std::optional<QJsonObject> LivingKiosk::tell(const QString &role, const QString &name,
                                             const QJsonObject &arguments)
{
    Hand *hand = front(role);
    return hand ? order(*hand, name, arguments) : std::nullopt;
}

QString LivingKiosk::press(const QString &role, const QString &name)
{
    const auto reply = tell(role, QStringLiteral("press"), {{QStringLiteral("name"), name}});
    return reply ? reply->value(QStringLiteral("error")).toString() : QStringLiteral("no such window");
}

QString LivingKiosk::type(const QString &text)
{
    const auto reply =
        tell(QStringLiteral("session"), QStringLiteral("type"), {{QStringLiteral("text"), text}});
    return reply ? reply->value(QStringLiteral("error")).toString() : QStringLiteral("no such window");
}

bool LivingKiosk::pressKey(int key, Qt::KeyboardModifiers modifiers)
{
    return tell(QStringLiteral("session"), QStringLiteral("key"),
                {{QStringLiteral("key"), key}, {QStringLiteral("modifiers"), static_cast<int>(modifiers)}})
        .has_value();
}

void LivingKiosk::rubOut(int times)
{
    for (int number = 0; number < times; ++number)
        (void)pressKey(Qt::Key_Backspace);
}

bool LivingKiosk::clearEntry()
{
    return pressKey(Qt::Key_A, Qt::ControlModifier) && pressKey(Qt::Key_Backspace);
}

QJsonValue LivingKiosk::read(const QString &role, const QString &path)
{
    const auto reply = tell(role, QStringLiteral("read"), {{QStringLiteral("path"), path}});
    return reply ? reply->value(QStringLiteral("value")) : QJsonValue();
}

bool LivingKiosk::waitFor(const QString &role, const QString &path, const QJsonValue &value, int milliseconds)
{
    QElapsedTimer waited;
    waited.start();
    QJsonValue last;
    do {
        last = read(role, path);
        if (last == value)
            return true;
        QTest::qWait(pollMilliseconds);
    } while (!waited.hasExpired(milliseconds));
    qWarning("%s is %s", qPrintable(path), QJsonDocument(QJsonObject{{path, last}}).toJson().constData());
    return false;
}

} // namespace luotsi::e2e
