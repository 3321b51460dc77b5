#include "CentreAccess.h"

#include "centre/handlers/FeedEpoch.h"
#include "centre/handlers/RestorationReport.h"
#include "crypto/SystemRandom.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::apps {

namespace storage = centre::storage;
namespace handlers = centre::handlers;

namespace {

Exit restored(const QCommandLineParser &parser, const QStringList &)
{
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    crypto::SystemRandom random;
    const base::SystemClock clock;
    const auto begun = (*store)->write([&](storage::Transaction &rows) {
        return handlers::beginFeedEpoch(rows, random, clock.wallMilliseconds());
    });
    return begun ? Exit::Done : fail(begun.error());
}

template<typename Id> QJsonArray hexOf(const std::vector<Id> &ids)
{
    QJsonArray list;
    for (const Id &id : ids)
        list.append(QString::fromLatin1(id.toHex()));
    return list;
}

QJsonObject toJson(const handlers::RestorationReport &report)
{
    QJsonArray devices;
    for (const handlers::BroughtBack &brought : report.devices)
        devices.append(QJsonObject{{QStringLiteral("device"), QString::fromLatin1(brought.device.id.toHex())},
                                   {QStringLiteral("site"), brought.device.site},
                                   {QStringLiteral("revoked"), brought.device.revoked},
                                   {QStringLiteral("changes"), qint64(brought.changes)},
                                   {QStringLiteral("made_before"), qint64(brought.madeBefore)},
                                   {QStringLiteral("drafts"), qint64(brought.drafts)}});
    QJsonArray incomplete;
    for (const handlers::IncompleteDraft &draft : report.incomplete)
        incomplete.append(QJsonObject{{QStringLiteral("draft"), QString::fromLatin1(draft.draft.toHex())},
                                      {QStringLiteral("since"), timeText(draft.since)},
                                      {QStringLiteral("changes"), hexOf(draft.changes)},
                                      {QStringLiteral("attachments"), hexOf(draft.attachments)}});
    return {{QStringLiteral("restored_at"), timeText(report.restoredAt)},
            {QStringLiteral("devices"), devices},
            {QStringLiteral("incomplete"), incomplete}};
}

void printLines(const handlers::RestorationReport &report)
{
    print(QStringLiteral("restored %1").arg(timeText(report.restoredAt)));
    for (const handlers::BroughtBack &brought : report.devices) {
        const QString device = QString::fromLatin1(brought.device.id.toHex());
        if (brought.changes == 0)
            print(QStringLiteral("%1  %2  nothing has come from it since").arg(device, brought.device.site));
        else
            print(QStringLiteral("%1  %2  %3 changes of %4 drafts, %5 made before")
                      .arg(device, brought.device.site)
                      .arg(brought.changes)
                      .arg(brought.drafts)
                      .arg(brought.madeBefore));
    }
    for (const handlers::IncompleteDraft &draft : report.incomplete)
        print(QStringLiteral("draft %1  misses %2 changes and %3 attachments since %4")
                  .arg(QString::fromLatin1(draft.draft.toHex()))
                  .arg(draft.changes.size())
                  .arg(draft.attachments.size())
                  .arg(timeText(draft.since)));
    if (report.incomplete.empty())
        print(QStringLiteral("nothing that is named is missing"));
    else if (report.silent() > 0)
        print(QStringLiteral("what is missing may still be on the devices that nothing has come from"));
    else
        print(QStringLiteral(
            "something has come from every device: what is missing when they have nothing left "
            "to send is on none of them"));
}

Exit report(const QCommandLineParser &parser, const QStringList &)
{
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    std::optional<handlers::RestorationReport> found;
    const auto read = (*store)->read([&](storage::Transaction &rows) -> base::Result<void> {
        auto made = handlers::restorationReport(rows);
        if (!made)
            return made.error();
        found = std::move(*made);
        return {};
    });
    if (!read)
        return fail(read.error());
    if (!found)
        return fail(Exit::NotFound, QStringLiteral("nobody has said that this storage was restored "
                                                   "(luotsi-admin restored)"));
    if (parser.isSet(QStringLiteral("json")))
        print(QString::fromUtf8(QJsonDocument(toJson(*found)).toJson(QJsonDocument::Compact)));
    else
        printLines(*found);
    return found->incomplete.empty() ? Exit::Done : Exit::Incomplete;
}

} // namespace

Command restoredCommand()
{
    return {
        QStringLiteral("restored"),
        QStringLiteral("After the storage was restored from a backup: devices begin to read their feeds anew "
                       "and offer again what the backup did not have."),
        {},
        centreOptions(),
        0,
        restored};
}

Command restoredReportCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("json"), QStringLiteral("Print JSON, with all ids.")});
    return {QStringLiteral("restored-report"),
            QStringLiteral("Tells what has come back from devices since the storage was restored and what is "
                           "named but missing; ends with 4 while something is."),
            {},
            options,
            0,
            report};
}

} // namespace luotsi::apps
