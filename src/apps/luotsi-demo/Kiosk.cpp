#include "Kiosk.h"

#include <QCoreApplication>
#include <QDir>

namespace luotsi::demo {

namespace {

using base::Result;

constexpr int setUpMilliseconds = 120'000;
constexpr int endMilliseconds = 10'000;

base::Error problem(const QString &detail)
{
    return {base::ErrorCode::Internal, detail, {}};
}

} // namespace

Kiosk::~Kiosk()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(endMilliseconds))
        m_process.kill();
    m_process.waitForFinished(endMilliseconds);
}

QStringList Kiosk::commonArguments() const
{
    QStringList arguments{QStringLiteral("--data"),
                          folder(),
                          QStringLiteral("--plain-key-files"),
                          QStringLiteral("--slips"),
                          m_options.output + QStringLiteral("/slips"),
                          QStringLiteral("--capture"),
                          captureFolder()};
    if (!m_options.size.isEmpty())
        arguments += {QStringLiteral("--size"), m_options.size};
    return arguments;
}

Result<void> Kiosk::setUp(Centre &centre)
{
    const QString bundles = m_options.output + QStringLiteral("/bundles");
    const QString profileSource = m_options.output + QStringLiteral("/profile");
    QDir().mkpath(profileSource);
    QDir().mkpath(m_options.output + QStringLiteral("/slips"));
    QFile::copy(m_options.assets + QStringLiteral("/profiles/demo-library.json"),
                profileSource + QStringLiteral("/profile.json"));
    if (const auto signedPack =
            centre.sign(QStringLiteral("sign-pack"), m_options.assets + QStringLiteral("/pack-fi"),
                        QStringLiteral("pack-fi"), bundles + QStringLiteral("/pack-fi"));
        !signedPack)
        return signedPack;
    if (const auto signedProfile =
            centre.sign(QStringLiteral("sign-profile"), profileSource, QStringLiteral("profile"),
                        bundles + QStringLiteral("/profile"));
        !signedProfile)
        return signedProfile;
    const auto code = centre.oneTimeCode(QStringLiteral("demo-library"));
    if (!code)
        return code.error();

    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(m_options.programs + QStringLiteral("/luotsi"),
                  QStringList{QStringLiteral("--data"), folder(), QStringLiteral("--plain-key-files")} +
                      QStringList{QStringLiteral("--roots"), centre.rootsFile(), QStringLiteral("--install"),
                                  bundles + QStringLiteral("/pack-fi"), QStringLiteral("--install"),
                                  bundles + QStringLiteral("/profile"), QStringLiteral("--enrol"),
                                  centre.url(), QStringLiteral("--code"), *code,
                                  QStringLiteral("--root-fingerprint"), centre.rootFingerprint()});
    if (!process.waitForFinished(setUpMilliseconds) || process.exitCode() != 0)
        return problem(QStringLiteral("the kiosk could not be set up"));
    return {};
}

Result<void> Kiosk::start(std::int64_t wall)
{
    QStringList arguments{QStringLiteral("kiosk")};
    arguments += commonArguments();
    if (!m_robotName.isEmpty())
        arguments += {QStringLiteral("--robot"), m_robotName};
    if (wall != 0)
        arguments += {QStringLiteral("--wall"), QString::number(wall)};
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    // A played run is judged by what its processes complain of, too; nobody reads a pipe meanwhile.
    if (!m_robotName.isEmpty()) {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.setStandardErrorFile(logFile());
    }
    m_process.start(QCoreApplication::applicationFilePath(), arguments);
    return m_process.waitForStarted() ? Result<void>() : Result<void>(problem(m_process.errorString()));
}

Result<void> Kiosk::moveClock(RobotServer &robots, std::int64_t wall)
{
    // The waiting session was started before the move and keeps a clock of its own.
    return robots.orderAll(QStringLiteral("clock"), {{QStringLiteral("wall"), static_cast<qint64>(wall)}});
}

void Kiosk::waitForEnd()
{
    m_process.waitForFinished(-1);
}

} // namespace luotsi::demo
