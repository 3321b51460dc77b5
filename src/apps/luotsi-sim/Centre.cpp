#include "Centre.h"

#include "centre/handlers/FeedEpoch.h"
#include "sealing/ReceiptSigning.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QCryptographicHash>

namespace luotsi::sim {

namespace paths = sync::protocol::paths;
using handlers::Request;
using handlers::Response;
using protocol::PushOutcome;

namespace {

const QStringList &scopes()
{
    static const QStringList all{QStringLiteral("north"), QStringLiteral("south"), QStringLiteral("east")};
    return all;
}

bool isPush(const Request &request)
{
    return request.method == handlers::Method::Post && request.path == paths::changes;
}

bool isSafe(PushOutcome outcome)
{
    return outcome == PushOutcome::Stored || outcome == PushOutcome::Duplicate;
}

} // namespace

Result<void> CentreBlobs::write(const protocol::BlobId &id, std::uint64_t offset, const QByteArray &piece)
{
    QByteArray &content = bytes[id];
    const auto at = static_cast<qsizetype>(offset);
    if (content.size() < at)
        content.append(QByteArray(at - content.size(), '\0'));
    content.replace(at, std::min(piece.size(), content.size() - at), piece);
    return {};
}

Result<QByteArray> CentreBlobs::read(const protocol::BlobId &id, std::uint64_t offset, std::uint64_t size)
{
    QByteArray piece = bytes[id].mid(static_cast<qsizetype>(offset), static_cast<qsizetype>(size));
    if (piece.size() != static_cast<qsizetype>(size))
        return base::ErrorCode::StoreCorrupt;
    return piece;
}

Result<protocol::BlobId> CentreBlobs::hash(const protocol::BlobId &id, std::uint64_t size)
{
    const QByteArray content = bytes[id].left(static_cast<qsizetype>(size));
    return *protocol::BlobId::fromBytes(QCryptographicHash::hash(content, QCryptographicHash::Sha256));
}

Result<void> CentreBlobs::remove(const protocol::BlobId &id)
{
    bytes.erase(id);
    return {};
}

Centre::Centre(const Prototype &prototype, const Agenda &agenda, Chance &chance, Ledger &ledger,
               SeededBug bug, bool isCrowded, store::testing::SimulatedVfs &vfs)
    : m_prototype(prototype), m_chance(chance), m_ledger(ledger), m_bug(bug), m_isCrowded(isCrowded),
      m_clock(agenda)
{
    m_disk.restore(prototype.centreImage());
    vfs.mount(Prototype::centreFolder(), m_disk);
}

void Centre::boot()
{
    m_disk.powerOn();
    callOff();
    auto opened = centre::storage_sqlite::SqliteStorage::open(
        Prototype::centreFolder() + QStringLiteral("/centre.db"), {});
    m_ledger.check(1, opened.ok(), QStringLiteral("the centre's file does not open after a cut"));
    if (!opened)
        return;
    m_storage = std::move(*opened);
    if (m_bug != SeededBug::None)
        m_before = std::make_unique<FaultyStorage>(*m_storage, m_bug, m_facts);
    else if (m_isCrowded)
        m_before = std::make_unique<CrowdedStorage>(*m_storage);
    storage::Storage &seen = m_before ? *m_before : *m_storage;
    handlers::Policy policy;
    policy.pieceRecords = 2;
    // A lone file that is backed up by night: devices keep what they have sent.
    policy.stable = handlers::StablePolicy::Never;
    m_router = std::make_unique<handlers::Router>(
        handlers::Services{seen, m_blobs, m_clock, m_chance, m_prototype.identity(), m_metrics, policy},
        [] {});
    watchFeed();
}

void Centre::die(PowerCut cut)
{
    m_disk.powerOff(cut, m_chance);
    m_router.reset();
    m_before.reset();
    m_storage.reset();
    for (auto &[id, content] : m_blobs.bytes) {
        if (m_chance.percent(20))
            content.append("rubbish that was never acknowledged");
    }
}

void Centre::restore(const Backup &backup)
{
    die(PowerCut::KeepAll);
    m_disk.restore(backup.image);
    m_blobs.bytes = backup.blobs;
    m_feedLog = backup.feedLog;
    m_places.clear();
    m_ledger.receipts.clear();
    boot();
    // What its administrator is told to do.
    (void)m_storage->write([&](storage::Transaction &rows) {
        return handlers::beginFeedEpoch(rows, m_chance, m_clock.wallMilliseconds());
    });
}

void Centre::planCut(std::uint64_t step)
{
    if (m_bug != SeededBug::CentreSyncIgnored)
        m_disk.failFrom(store::testing::DiskFault::PowerOff, step);
}

void Centre::callOff()
{
    m_disk.heal();
    if (m_bug == SeededBug::CentreSyncIgnored)
        m_disk.failFrom(store::testing::DiskFault::SyncIgnored, 0);
}

bool Centre::revoke(const protocol::DeviceId &device)
{
    const auto done = m_storage->write([&](storage::Transaction &rows) -> Result<void> {
        auto row = rows.lockDevice(device);
        if (!row)
            return row.error();
        (*row)->revoked = true;
        return rows.putDevice(**row);
    });
    return done.ok();
}

RequestFacts Centre::allocate(const Request &request, const QString &scope)
{
    RequestFacts facts;
    facts.uploadOffset = request.uploadOffset;
    if (m_bug == SeededBug::None || !isPush(request))
        return facts;
    if (auto batch = protocol::decodePushRequest(request.body))
        facts.records = std::move(batch->records);
    if (m_bug == SeededBug::SequenceAtAllocation && isUp()) {
        (void)m_storage->write([&](storage::Transaction &rows) -> Result<void> {
            const auto last = rows.raiseScope(scope, facts.records.size());
            if (last)
                facts.reserved[scope] = *last;
            return {};
        });
    }
    return facts;
}

std::optional<Response> Centre::serve(const Request &request)
{
    return serve(request, allocate(request, {}));
}

std::optional<Response> Centre::serve(const Request &request, RequestFacts facts)
{
    if (!isUp())
        return std::nullopt;
    m_facts = std::move(facts);
    const bool stops = m_bug == SeededBug::StopAtFirstBadRecord && isPush(request);
    Response response = stops ? stoppingAtBad(request) : m_router->handle(request);
    if (m_disk.isDown() && m_bug != SeededBug::AckBeforeCommit)
        return std::nullopt;
    if (isPush(request)) {
        spoil(response);
        watchPush(request, response);
    }
    // A claim, too, puts lines into a feed.
    if (!m_disk.isDown() && request.method == handlers::Method::Post)
        watchFeed();
    return response;
}

/// The defect: what stands behind a bad record is not looked at and counts as stored.
Response Centre::stoppingAtBad(const Request &request)
{
    const auto batch = protocol::decodePushRequest(request.body);
    if (!batch)
        return m_router->handle(request);
    protocol::PushReply whole;
    Response last;
    bool stopped = false;
    for (const protocol::ReceivedRecord &record : batch->records) {
        if (stopped || !record.whole()) {
            whole.results.push_back({PushOutcome::Stored, base::ErrorCode::Internal, 0, {}});
            continue;
        }
        Request one = request;
        one.body = *protocol::encodePushRequest({{protocol::Record{*record.envelope, *record.change}}});
        last = m_router->handle(one);
        const auto reply = protocol::decodePushReply(last.body);
        if (!reply || reply->results.size() != 1)
            return last;
        whole.results.push_back(reply->results.front());
        whole.serverTime = reply->serverTime;
        stopped = reply->results.front().outcome == PushOutcome::Refused;
    }
    last.body = protocol::encodePushReply(whole);
    return last;
}

/// Defects that show in the answer alone.
void Centre::spoil(Response &response)
{
    if (m_bug != SeededBug::NoForkCheck && m_bug != SeededBug::SubmissionNotIdempotent)
        return;
    auto reply = protocol::decodePushReply(response.body);
    if (!reply || response.contentType != paths::cborType)
        return;
    for (protocol::PushResult &result : reply->results) {
        if (m_bug == SeededBug::NoForkCheck && result.outcome == PushOutcome::Fork)
            result.outcome = PushOutcome::Duplicate;
        if (m_bug == SeededBug::SubmissionNotIdempotent && result.receipt) {
            protocol::Receipt again = *result.receipt;
            again.receivedAt = m_clock.wallMilliseconds();
            result.receipt = *sealing::signReceipt(again, m_prototype.identity().receiptKey());
        }
    }
    response.body = protocol::encodePushReply(*reply);
}

void Centre::watchPush(const Request &request, const Response &response)
{
    const auto batch = protocol::decodePushRequest(request.body);
    const auto reply = protocol::decodePushReply(response.body);
    if (!batch || !reply || reply->results.size() != batch->records.size())
        return;
    for (std::size_t index = 0; index < reply->results.size(); ++index) {
        const protocol::ReceivedRecord &record = batch->records[index];
        if (!record.envelope || !isSafe(reply->results[index].outcome))
            continue;
        const protocol::Envelope &envelope = *record.envelope;
        const auto hash = hashOf(envelope);
        const auto place = m_places.emplace(
            std::tuple(envelope.draft, envelope.device, envelope.epoch, envelope.sequence), hash);
        m_ledger.check(
            9, place.first->second == hash,
            QStringLiteral("two envelopes were taken for place %1 of a chain").arg(envelope.sequence));
    }
}

void Centre::watchFeed()
{
    for (const QString &scope : scopes()) {
        auto &log = m_feedLog[scope];
        std::uint64_t last = log.empty() ? 0 : log.rbegin()->first;
        const auto lines = rows([&](storage::Transaction &read) { return read.feed(scope, last, 1000); });
        if (!lines || !*lines)
            continue;
        for (const storage::FeedEntry &line : **lines) {
            m_ledger.check(
                8, line.number == last + 1,
                QStringLiteral("feed of %1 jumps from %2 to %3").arg(scope).arg(last).arg(line.number));
            last = line.number;
            // Erased drafts' lines may share a change that is none.
            const bool twice = !line.change.isNull() &&
                               std::any_of(log.begin(), log.end(),
                                           [&](const auto &known) { return known.second == line.change; });
            m_ledger.check(8, !twice, QStringLiteral("a change has two lines in one feed"));
            log.emplace(line.number, line.change);
        }
    }
}

} // namespace luotsi::sim
