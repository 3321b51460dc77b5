#include "Submissions.h"

#include "centre/handlers/ReleaseQuarantine.h"
#include "centre/handlers/StuckWork.h"
#include "centre/storage-files/DirectoryBlobs.h"
#include "crypto/SystemRandom.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace luotsi::apps {

namespace storage = centre::storage;
namespace handlers = centre::handlers;
using storage::protocol::DeviceId;
using storage::protocol::DraftId;

namespace {

template<typename Id> QString hex(const Id &id)
{
    return QString::fromLatin1(id.toHex());
}

QJsonObject line(const QString &what, std::int64_t since)
{
    return {{QStringLiteral("what"), what}, {QStringLiteral("since"), timeText(since)}};
}

QJsonObject toJson(const storage::QuarantineCount &count)
{
    QJsonObject json = line(QStringLiteral("kept-apart"), count.since);
    json.insert(QStringLiteral("draft"), hex(count.draft));
    json.insert(QStringLiteral("device"), hex(count.device));
    json.insert(QStringLiteral("reason"), base::name(count.reason));
    json.insert(QStringLiteral("changes"), qint64(count.changes));
    return json;
}

QString whatOf(const handlers::StuckSubmission &stuck)
{
    if (!stuck.missing.empty())
        return QStringLiteral("attachments-missing");
    return stuck.submission.check == storage::CheckState::Unreadable ? QStringLiteral("unreadable")
                                                                     : QStringLiteral("not-checked");
}

QJsonObject toJson(const handlers::StuckSubmission &stuck)
{
    QJsonObject json = line(whatOf(stuck), stuck.submission.receivedAt);
    json.insert(QStringLiteral("reference"), stuck.submission.reference);
    json.insert(QStringLiteral("draft"), hex(stuck.submission.draft));
    json.insert(QStringLiteral("missing"), qint64(stuck.missing.size()));
    json.insert(QStringLiteral("missing_bytes"), qint64(stuck.missingBytes));
    json.insert(QStringLiteral("failures"), qint64(stuck.failures));
    json.insert(QStringLiteral("check"), stateName(stuck.submission.check));
    json.insert(QStringLiteral("tries"), qint64(stuck.submission.deliveryTries));
    return json;
}

QJsonObject toJson(const storage::DeviceCommand &order)
{
    QJsonObject json = line(QStringLiteral("order-not-done"), order.command.at);
    json.insert(QStringLiteral("device"), hex(order.device));
    json.insert(QStringLiteral("order"), storage::protocol::name(order.command.kind));
    return json;
}

/// The same for people: what stands behind age and kind, in a fixed order.
QString textOf(const QJsonObject &json)
{
    QStringList words{json[u"since"].toString(), json[u"what"].toString()};
    for (const char *key : {"reference", "draft", "device", "order", "reason"}) {
        if (json.contains(QLatin1String(key)))
            words << json[QLatin1String(key)].toString();
    }
    for (const char *key : {"changes", "missing", "tries"}) {
        if (json[QLatin1String(key)].toInteger() > 0)
            words
                << QStringLiteral("%1=%2").arg(QLatin1String(key)).arg(json[QLatin1String(key)].toInteger());
    }
    return words.join(QStringLiteral("  "));
}

QJsonArray linesOf(const handlers::StuckWork &work)
{
    QJsonArray lines;
    for (const auto &count : work.quarantine)
        lines.append(toJson(count));
    for (const auto &submission : work.submissions)
        lines.append(toJson(submission));
    for (const auto &order : work.orders)
        lines.append(toJson(order));
    return lines;
}

Exit stuck(const QCommandLineParser &parser, const QStringList &)
{
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    handlers::StuckWork work;
    const auto read = (*store)->read([&](storage::Transaction &rows) -> base::Result<void> {
        auto found = handlers::stuckWork(rows);
        if (!found)
            return found.error();
        work = std::move(*found);
        return {};
    });
    if (!read)
        return fail(read.error());
    const QJsonArray lines = linesOf(work);
    if (parser.isSet(QStringLiteral("json"))) {
        print(QString::fromUtf8(QJsonDocument(lines).toJson(QJsonDocument::Compact)));
    } else {
        for (const auto &one : lines)
            print(textOf(one.toObject()));
    }
    return work.empty() ? Exit::Done : Exit::Incomplete;
}

Exit release(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto draft = DraftId::fromHex(arguments.at(0).toLatin1());
    const auto device = DeviceId::fromHex(arguments.at(1).toLatin1());
    if (!draft || !device)
        return fail(Exit::WrongUsage,
                    QStringLiteral("DRAFT and DEVICE are 32 hexadecimal digits each, as 'stuck' shows them"));
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    const auto identity = centre::identity::CentreIdentity::load(layoutOf(parser));
    if (!identity)
        return fail(identity.error());
    centre::storage_files::DirectoryBlobs blobs(layoutOf(parser).blobs());
    base::SystemClock clock;
    crypto::SystemRandom random;
    handlers::Metrics metrics;
    const handlers::Services services{**store, blobs, clock, random, *identity, metrics, {}, nullptr};
    const auto released = handlers::releaseQuarantine(services, *draft, *device);
    if (!released)
        return fail(released.error());
    print(QStringLiteral("%1 changes stand in the draft now, %2 stay apart")
              .arg(released->taken)
              .arg(released->kept));
    return released->kept == 0 ? Exit::Done : Exit::Incomplete;
}

} // namespace

Command stuckCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("json"), QStringLiteral("Print JSON.")});
    return {QStringLiteral("stuck"),
            QStringLiteral("Lists what waits or was kept apart, and since when; ends with 4 when there is "
                           "something."),
            {},
            options,
            0,
            stuck};
}

Command releaseCommand()
{
    return {
        QStringLiteral("release"),
        QStringLiteral("Lets into a draft what one device has kept apart of it (a tablet that was lost and "
                       "found). Erasures stay apart."),
        QStringLiteral("DRAFT DEVICE"),
        centreOptions(),
        2,
        release};
}

} // namespace luotsi::apps
