#pragma once

#include "Centre.h"
#include "RobotServer.h"
#include "base/Result.h"

#include <QProcess>
#include <QString>

namespace luotsi::demo {

/// Where a demonstration lives and how it looks.
struct DemoOptions
{
    QString programs; ///< folder of the built programs
    QString assets;   ///< folder with pack-fi and profiles
    QString output;   ///< kiosk, centre, export, pictures and report go below it
    QString answers;  ///< file; only for a played run
    QString language = QStringLiteral("fi");
    QString size;              ///< WIDTHxHEIGHT
    bool realEndpoint = false; ///< a played run's centre is luotsi-endpoint, in real time
};

/// The kiosk of a demonstration: set up against a centre, run as processes of this program with a scenario
/// clock and, where a robot plays, its hands in them. Threading: one thread; calls block.
class Kiosk
{
public:
    Kiosk(const DemoOptions &options, const QString &robotName) : m_options(options), m_robotName(robotName)
    {
    }
    ~Kiosk();

    [[nodiscard]] QString folder() const { return m_options.output + QStringLiteral("/kiosk"); }
    /// What the kiosk's processes wrote to their standard error during a played run.
    [[nodiscard]] QString logFile() const { return m_options.output + QStringLiteral("/kiosk.log"); }
    [[nodiscard]] QString captureFolder() const { return m_options.output + QStringLiteral("/papers"); }

    /// Signs pack and profile at the centre, installs them, and enrols.
    base::Result<void> setUp(Centre &centre);
    /// Starts the supervisor; `wall` is the scenario's time in wall milliseconds, 0 for the real one.
    base::Result<void> start(std::int64_t wall);
    /// Moves the clock of every process of the kiosk.
    base::Result<void> moveClock(RobotServer &robots, std::int64_t wall);
    /// Waits until the window is closed.
    void waitForEnd();

private:
    [[nodiscard]] QStringList commonArguments() const;

    const DemoOptions &m_options;
    QString m_robotName;
    QProcess m_process;
};

} // namespace luotsi::demo
