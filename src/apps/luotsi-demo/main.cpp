#include "Kiosk.h"
#include "Play.h"
#include "Processes.h"

#include <QCommandLineParser>
#include <QDir>
#include <QGuiApplication>
#include <QScreen>

#include <cstdio>
#include <cstring>

namespace {

using namespace luotsi;

int report(const base::Result<void> &result)
{
    if (result)
        return 0;
    std::fputs(qPrintable(result.error().detail + u'\n'), stderr);
    return 1;
}

/// The wanted size, or less where the screen of the machine is smaller: the foot of the window must be seen.
QString fitting(const QString &wanted)
{
    constexpr int titleBar = 40;
    const QSize screen = QGuiApplication::primaryScreen()->availableSize() - QSize(0, titleBar);
    const QSize size =
        QSize(wanted.section(u'x', 0, 0).toInt(), wanted.section(u'x', 1, 1).toInt()).boundedTo(screen);
    return QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
}

/// A centre and a kiosk to try by hand; both end with the window.
base::Result<void> showWindow(demo::DemoOptions options)
{
    options.size = fitting(options.size);
    QDir().mkpath(options.output);
    demo::Centre centre(options.programs, options.output + QStringLiteral("/centre"));
    if (const auto made = centre.make(); !made)
        return made;
    if (const auto started = centre.start(); !started)
        return started;
    demo::Kiosk kiosk(options, {});
    QDir().mkpath(kiosk.captureFolder());
    if (const auto ready = kiosk.setUp(centre); !ready)
        return ready;
    if (const auto shown = kiosk.start(0); !shown)
        return shown;
    kiosk.waitForEnd();
    return {};
}

demo::DemoOptions parse(const QStringList &arguments, bool &headless)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("OUT"),
                                 QStringLiteral("Folder for everything the demonstration writes."));
    parser.addOption({QStringLiteral("headless"), QStringLiteral("Play the application without a display.")});
    parser.addOption(
        {QStringLiteral("answers"), QStringLiteral("JSON of XForm path to value."), QStringLiteral("FILE")});
    parser.addOption({QStringLiteral("language"), QStringLiteral("fi, sv or en."), QStringLiteral("CODE"),
                      QStringLiteral("fi")});
    parser.addOption({QStringLiteral("size"), QStringLiteral("Window of WIDTHxHEIGHT."),
                      QStringLiteral("SIZE"), QStringLiteral("1080x1920")});
    parser.addOption({QStringLiteral("assets"), QStringLiteral("Folder with pack-fi and profiles."),
                      QStringLiteral("FOLDER")});
    parser.addOption({QStringLiteral("real-endpoint"),
                      QStringLiteral("Play against luotsi-endpoint in real time, not in the scenario's.")});
    parser.process(arguments);
    headless = parser.isSet(QStringLiteral("headless"));
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(64);
    return {QCoreApplication::applicationDirPath(),
            parser.value(QStringLiteral("assets")),
            QDir(parser.positionalArguments().constFirst()).absolutePath(),
            parser.value(QStringLiteral("answers")),
            parser.value(QStringLiteral("language")),
            parser.value(QStringLiteral("size")),
            parser.isSet(QStringLiteral("real-endpoint"))};
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc > 1 && std::strcmp(argv[1], "kiosk") == 0)
        return demo::runKioskProcess(argc, argv);
    if (argc > 2 && std::strcmp(argv[1], "endpoint") == 0)
        return demo::runEndpointProcess(argc, argv);
    QGuiApplication application(argc, argv); // draws the sample papers
    bool headless = false;
    const demo::DemoOptions options = parse(QGuiApplication::arguments(), headless);
    return report(headless ? demo::play(options) : showWindow(options));
}
