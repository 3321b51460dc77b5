#include "LoadDevice.h"
#include "crypto/SystemRandom.h"
#include "sync/client/Enrolment.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QTimer>
#include <QUrl>

#include <cstdio>

using namespace luotsi;

namespace {

struct Wishes
{
    int devices = 1;
    int drafts = 10;
    int changes = 120;
    QUrl url;
    QByteArray fingerprint;
    QStringList codes;
    bool json = false;
};

/// One code per line or word; a code enrols one device.
QStringList codesFrom(const QStringList &given, const QString &file)
{
    QStringList codes = given;
    QFile opened(file);
    if (!file.isEmpty() && opened.open(QIODevice::ReadOnly))
        codes += QString::fromUtf8(opened.readAll()).simplified().split(u' ', Qt::SkipEmptyParts);
    return codes;
}

int complain(const char *what, const QString &detail = {})
{
    std::fprintf(stderr, "luotsi-load: %s %s\n", what, qPrintable(detail));
    return 2;
}

base::Result<std::vector<std::unique_ptr<load::LoadDevice>>>
enrolAll(const Wishes &wishes, base::Random &random, const base::Clock &clock, load::Figures &figures)
{
    std::vector<std::unique_ptr<load::LoadDevice>> devices;
    for (int number = 0; number < wishes.devices; ++number) {
        auto identity = sync::client::enrolment::enrol(wishes.url, wishes.codes[number], wishes.fingerprint);
        if (!identity)
            return identity.error();
        auto device = std::make_unique<load::LoadDevice>(std::move(*identity), random, clock, figures);
        if (auto prepared = device->prepare(wishes.drafts, wishes.changes); !prepared)
            return prepared.error();
        devices.push_back(std::move(device));
    }
    return devices;
}

int run(const Wishes &wishes)
{
    const base::SystemClock clock;
    crypto::SystemRandom random;
    load::Figures figures;
    auto devices = enrolAll(wishes, random, clock, figures);
    if (!devices)
        return complain("a device could not be enrolled:", base::name(devices.error().code));
    const std::int64_t begun = clock.monotonicMilliseconds();
    int underWay = wishes.devices;
    for (const auto &device : *devices) {
        const auto started = device->start([&underWay] {
            if (--underWay == 0)
                QCoreApplication::quit();
        });
        if (!started)
            return complain("a device's certificate cannot be used");
    }
    QCoreApplication::exec();
    const double seconds = static_cast<double>(clock.monotonicMilliseconds() - begun) / 1000.0;
    const QByteArray said = wishes.json ? figures.json(seconds) + '\n' : figures.text(seconds);
    std::fwrite(said.constData(), 1, static_cast<std::size_t>(said.size()), stdout);
    const auto wanted = static_cast<std::uint64_t>(wishes.devices) *
                        static_cast<std::uint64_t>(wishes.drafts) *
                        (static_cast<std::uint64_t>(wishes.changes) + 1);
    return figures.stored + figures.duplicates == wanted ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Devices with sealed records and TLS connections of their own against a centre that "
                       "is there for it: what is "
                       "sent stays there. Exit status 1: not everything was stored."));
    parser.addHelpOption();
    const QCommandLineOption devices(QStringLiteral("devices"), QStringLiteral("How many devices."),
                                     QStringLiteral("N"), QStringLiteral("1"));
    const QCommandLineOption drafts(QStringLiteral("drafts"), QStringLiteral("Drafts of each."),
                                    QStringLiteral("M"), QStringLiteral("10"));
    const QCommandLineOption changes(QStringLiteral("changes"), QStringLiteral("Answers of a draft."),
                                     QStringLiteral("K"), QStringLiteral("120"));
    const QCommandLineOption url(QStringLiteral("url"), QStringLiteral("The centre."), QStringLiteral("URL"));
    const QCommandLineOption root(QStringLiteral("root-fingerprint"),
                                  QStringLiteral("Of the centre's root, as luotsi-admin init said it."),
                                  QStringLiteral("HEX"));
    const QCommandLineOption code(QStringLiteral("code"),
                                  QStringLiteral("A one-time code; one for each device."),
                                  QStringLiteral("CODE"));
    const QCommandLineOption codes(QStringLiteral("codes"), QStringLiteral("A file of such codes."),
                                   QStringLiteral("FILE"));
    const QCommandLineOption json(QStringLiteral("json"), QStringLiteral("Say the figures as JSON."));
    parser.addOptions({devices, drafts, changes, url, root, code, codes, json});
    parser.process(application);
    Wishes wishes;
    wishes.devices = parser.value(devices).toInt();
    wishes.drafts = parser.value(drafts).toInt();
    wishes.changes = parser.value(changes).toInt();
    wishes.url = QUrl(parser.value(url));
    wishes.fingerprint = QByteArray::fromHex(parser.value(root).remove(u':').toLatin1());
    wishes.codes = codesFrom(parser.values(code), parser.value(codes));
    wishes.json = parser.isSet(json);
    if (wishes.devices < 1 || wishes.drafts < 1 || wishes.changes < 1 || !wishes.url.isValid())
        return complain("say --url, and numbers above zero");
    if (wishes.codes.size() < wishes.devices)
        return complain("a one-time code is needed for each device (--code, --codes)");
    return run(wishes);
}
