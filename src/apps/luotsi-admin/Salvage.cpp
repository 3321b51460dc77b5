#include "store/Salvage.h"
#include "Command.h"
#include "base/Clock.h"
#include "crypto/SystemRandom.h"

#include <QFile>
#include <QFileInfo>

namespace luotsi::apps {

namespace {

constexpr qsizetype keyBytes = 32;

const auto keyOption = QStringLiteral("key");
const auto intoOption = QStringLiteral("into");

/// 32 raw bytes, or the 64 digits the demonstration's key file holds.
QByteArray readKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.read(4 * keyBytes);
    const QByteArray key = text.size() == keyBytes ? text : QByteArray::fromHex(text.trimmed());
    return key.size() == keyBytes ? key : QByteArray();
}

QString folderOf(const QString &damaged)
{
    const QFileInfo given(damaged);
    return given.isDir() ? given.absoluteFilePath() : given.absolutePath();
}

QString describe(const store::SalvageReport &report)
{
    const QStringList lines{
        QStringLiteral("drafts written: %1").arg(report.drafts),
        QStringLiteral("drafts that are there already: %1").arg(report.draftsThere),
        QStringLiteral("drafts of which nothing could be read: %1").arg(report.draftsLost),
        QStringLiteral("records: %1 whole, %2 damaged").arg(report.changes).arg(report.changesDamaged),
        QStringLiteral("attachments: %1 whole, %2 damaged")
            .arg(report.attachments)
            .arg(report.attachmentsDamaged),
        QStringLiteral("resume codes: %1").arg(report.codes),
        QStringLiteral("places that could not be read: %1").arg(report.gaps)};
    return lines.join(u'\n');
}

base::Result<store::SalvageReport> salvage(const QString &damaged, const QString &into, const QByteArray &key)
{
    base::SystemClock clock;
    crypto::SystemRandom random;
    store::StoreOptions options;
    options.folder = into;
    options.key = key;
    auto whole = store::SqlCipherStore::open(options, clock, random);
    if (!whole)
        return whole.error();
    auto broken = store::Salvage::open(folderOf(damaged), key, into);
    if (!broken)
        return broken.error();
    const auto identity = (*whole)->identity();
    if (!identity)
        return identity.error();
    if (!identity->has_value()) {
        if (const auto device = (*broken)->copyDevice(**whole); !device)
            fail(Exit::Incomplete, QStringLiteral("who the device is could not be read: enrol it anew"));
    }
    return (*broken)->copyDrafts(**whole);
}

Exit run(const QCommandLineParser &parser, const QStringList &arguments)
{
    const QString into = parser.value(intoOption);
    if (into.isEmpty())
        return fail(Exit::WrongUsage,
                    QStringLiteral("--into is missing: the folder of a store, or a new one"));
    const QByteArray key = readKey(parser.value(keyOption));
    if (key.isEmpty())
        return fail(Exit::WrongUsage,
                    QStringLiteral("--key wants a file with the store's key: 32 bytes or 64 digits"));
    if (!QFileInfo::exists(arguments.first()))
        return fail(Exit::NotFound, QStringLiteral("there is no %1").arg(arguments.first()));
    const auto report = salvage(arguments.first(), into, key);
    if (!report)
        return fail(report.error());
    print(describe(*report));
    const bool all = report->gaps == 0 && report->changesDamaged == 0 && report->attachmentsDamaged == 0 &&
                     report->draftsLost == 0;
    return all ? Exit::Done : Exit::Incomplete;
}

} // namespace

Command salvageCommand()
{
    return {QStringLiteral("salvage"),
            QStringLiteral("read what can be read of a kiosk's damaged store into a whole one, to be sent "
                           "from there; the kiosk must not be running"),
            QStringLiteral("DAMAGED"),
            {{keyOption, QStringLiteral("File with the key both stores have."), QStringLiteral("FILE")},
             {intoOption, QStringLiteral("Folder of the whole store; made when absent."),
              QStringLiteral("FOLDER")}},
            1,
            run,
            Command::Place::Anywhere};
}

} // namespace luotsi::apps
