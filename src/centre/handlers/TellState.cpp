#include "base/Log.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/FeedEpoch.h"
#include "centre/handlers/Replies.h"
#include "sealing/TimeSigning.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <limits>

namespace luotsi::centre::handlers {

namespace {

struct Queue
{
    std::uint64_t waiting = 0;
    std::int64_t oldest = 0;
};

/// What the key desk has not seen yet; its age is what staff watch.
Result<Queue> deliveryQueue(const Services &services)
{
    Queue queue;
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        const auto due = rows.deliveriesDue(std::numeric_limits<std::int64_t>::max(), 100'000);
        if (!due)
            return due.error();
        queue.waiting = due->size();
        for (const storage::Submission &submission : *due) {
            if (queue.oldest == 0 || submission.receivedAt < queue.oldest)
                queue.oldest = submission.receivedAt;
        }
        return {};
    });
    if (!read)
        return read.error();
    return queue;
}

} // namespace

Response tellTime(const Services &services)
{
    const std::int64_t now = services.clock.wallMilliseconds();
    const auto signature = sealing::signTime(now, services.identity.receiptKey());
    if (!signature)
        return errorReply(signature.error());
    QJsonObject object{{QStringLiteral("serverTime"), qint64(now)},
                       {QStringLiteral("signature"), QString::fromLatin1(signature->toBase64())}};
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        const auto epoch = feedEpochOf(rows);
        if (!epoch)
            return epoch.error();
        if (epoch->has_value())
            object.insert(QStringLiteral("feedEpoch"), QString::fromLatin1((*epoch)->toHex()));
        return {};
    });
    // The time can be told without the storage; a device that does not hear the epoch asks again.
    if (!read)
        base::logEvent("time-without-epoch", {{"error", read.error().code}});
    return jsonReply(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Response tellReady(const Services &services)
{
    const auto read = services.storage.read([](storage::Transaction &rows) -> Result<void> {
        const auto setting = rows.setting("feed-epoch");
        return setting ? Result<void>() : Result<void>(setting.error());
    });
    if (!read)
        return errorReply(read.error());
    const auto desk = services.keyDesk != nullptr && services.keyDesk->ready() ? "answers" : "silent";
    const QJsonObject object{{QStringLiteral("storage"), QStringLiteral("answers")},
                             {QStringLiteral("keyDesk"), QLatin1String(desk)}};
    return jsonReply(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<void> dropOldCounters(const Services &services)
{
    return services.storage.write([&](storage::Transaction &rows) {
        return rows.dropCountersBefore(hourOf(services.clock.wallMilliseconds()));
    });
}

Response tellMetrics(const Services &services)
{
    QByteArray text = services.metrics.text();
    if (const auto queue = deliveryQueue(services)) {
        const std::int64_t age =
            queue->oldest == 0 ? 0 : (services.clock.wallMilliseconds() - queue->oldest) / 1000;
        text += "# TYPE luotsi_deliveries_waiting gauge\nluotsi_deliveries_waiting " +
                QByteArray::number(quint64(queue->waiting)) + '\n';
        text += "# TYPE luotsi_delivery_oldest_seconds gauge\nluotsi_delivery_oldest_seconds " +
                QByteArray::number(qint64(age)) + '\n';
    }
    const bool deskUp = services.keyDesk != nullptr && services.keyDesk->ready();
    text += QByteArray("# TYPE luotsi_key_desk_up gauge\nluotsi_key_desk_up ") + (deskUp ? "1\n" : "0\n");
    text += "# EOF\n";
    return {200, "application/openmetrics-text; version=1.0.0; charset=utf-8", text, {}};
}

} // namespace luotsi::centre::handlers
