#include "Submissions.h"

#include "sync/protocol/PushCodec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace luotsi::apps {

namespace storage = centre::storage;

QString stateName(storage::CheckState state)
{
    switch (state) {
    case storage::CheckState::Waiting:
        return QStringLiteral("waiting");
    case storage::CheckState::Agreed:
        return QStringLiteral("agreed");
    case storage::CheckState::Differs:
        return QStringLiteral("differs");
    case storage::CheckState::Unchecked:
        return QStringLiteral("unchecked");
    case storage::CheckState::Unreadable:
        return QStringLiteral("unreadable");
    }
    return QStringLiteral("unknown");
}

base::Result<std::vector<storage::Submission>> allSubmissions(storage::Storage &store)
{
    std::vector<storage::Submission> all;
    const auto read = store.read([&](storage::Transaction &rows) -> base::Result<void> {
        auto found = rows.submissions();
        if (!found)
            return found.error();
        all = std::move(*found);
        return {};
    });
    if (!read)
        return read.error();
    return all;
}

namespace {

/// Empty for a clock of which nothing wrong can be seen.
base::Result<QString> clockOf(storage::Storage &store, const storage::Submission &submission,
                              const storage::protocol::Receipt &receipt)
{
    if (receipt.clockWasAhead())
        return QStringLiteral("ahead");
    std::int64_t enrolledAt = 0;
    const auto read = store.read([&](storage::Transaction &rows) -> base::Result<void> {
        const auto device = rows.device(submission.device);
        if (!device)
            return device.error();
        if (device->has_value())
            enrolledAt = (*device)->enrolledAt;
        return {};
    });
    if (!read)
        return read.error();
    const bool isBehind = receipt.deviceTime < enrolledAt - storage::protocol::ordinaryDrift;
    return isBehind ? QStringLiteral("behind") : QString();
}

} // namespace

base::Result<QJsonObject> receiptJson(storage::Storage &store, const storage::Submission &submission)
{
    const auto receipt = storage::protocol::decodeReceipt(submission.receipt);
    if (!receipt)
        return receipt.error();
    const auto clock = clockOf(store, submission, *receipt);
    if (!clock)
        return clock.error();
    QJsonArray missing;
    for (const auto &blob : receipt->missing)
        missing.append(QString::fromLatin1(blob.toHex()));
    QJsonObject json{{QStringLiteral("reference"), submission.reference},
                     {QStringLiteral("submission"), QString::fromLatin1(submission.id.toHex())},
                     {QStringLiteral("draft"), QString::fromLatin1(submission.draft.toHex())},
                     {QStringLiteral("round"), qint64(submission.round)},
                     {QStringLiteral("received_at"), timeText(submission.receivedAt)},
                     {QStringLiteral("device_time"), timeText(receipt->deviceTime)},
                     {QStringLiteral("complete"), receipt->complete},
                     {QStringLiteral("missing"), missing},
                     {QStringLiteral("check"), stateName(submission.check)},
                     {QStringLiteral("check_detail"), submission.checkDetail},
                     {QStringLiteral("receipt"), QString::fromLatin1(submission.receipt.toBase64())}};
    if (!clock->isEmpty())
        json.insert(QStringLiteral("device_clock"), *clock);
    return json;
}

namespace {

Exit submissions(const QCommandLineParser &parser, const QStringList &arguments)
{
    if (arguments.constFirst() != QLatin1String("list"))
        return fail(Exit::WrongUsage, QStringLiteral("the only thing to do with submissions here is: list"));
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    const auto all = allSubmissions(**store);
    if (!all)
        return fail(all.error());
    QJsonArray list;
    for (const storage::Submission &submission : *all) {
        const auto line = receiptJson(**store, submission);
        if (!line)
            return fail(line.error());
        list.append(*line);
        if (!parser.isSet(QStringLiteral("json")))
            print(QStringLiteral("%1  %2  %3  %4")
                      .arg(submission.reference, timeText(submission.receivedAt),
                           submission.completedAt != 0 ? QStringLiteral("complete")
                                                       : QStringLiteral("received"),
                           stateName(submission.check)));
    }
    if (parser.isSet(QStringLiteral("json")))
        print(QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
    return Exit::Done;
}

} // namespace

Command submissionsCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("json"), QStringLiteral("Print JSON, receipts included.")});
    return {QStringLiteral("submissions"),
            QStringLiteral("Lists what has been received, in order of arrival."),
            QStringLiteral("list"),
            options,
            1,
            submissions};
}

} // namespace luotsi::apps
