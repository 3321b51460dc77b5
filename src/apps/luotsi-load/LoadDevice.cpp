#include "LoadDevice.h"

#include "sealing/ChangeSealing.h"
#include "sync/client/TlsSettings.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/SubmissionOf.h"

#include <QTimer>
#include <QUrl>

#include <chrono>

namespace luotsi::load {

namespace paths = protocol::paths;
using base::Result;
using sync::client::CentreReply;
using sync::client::CentreRequest;

namespace {

/// What a record takes in a batch beside its change's own bytes, at most.
constexpr std::size_t roomOfARecord = protocol::envelopeRoomBytes + 16;
constexpr int failuresBeforeGivingUp = 20;
constexpr int shortestWait = 100;            ///< milliseconds, doubled with every failure up to sixteen times
constexpr std::int64_t longestWait = 30'000; ///< a centre that asks for more does not take any more today

protocol::ChangeHeader headerOf(const protocol::DraftId &draft, const sealing::DraftKeys &keys,
                                const QString &path, std::int64_t time)
{
    protocol::ChangeHeader header;
    header.draft = draft;
    if (const auto slot = sealing::slotFor(keys, path))
        header.slot = *slot;
    header.deviceTime = time;
    return header;
}

} // namespace

Result<void> LoadDevice::prepare(int drafts, int changes)
{
    m_epoch = m_random.make<protocol::EpochId>();
    for (int draft = 0; draft < drafts; ++draft) {
        if (auto added = addDraft(changes); !added)
            return added;
    }
    closeBatch();
    return {};
}

Result<void> LoadDevice::addDraft(int changes)
{
    const auto keys = sealing::DraftKeys::create(m_random);
    if (!keys)
        return keys.error();
    const auto draft = m_random.make<protocol::DraftId>();
    const std::int64_t time = m_clock.wallMilliseconds();
    protocol::Envelope last;
    std::vector<protocol::ChangeId> heads;
    for (int number = 0; number < changes; ++number) {
        const QString path = QStringLiteral("/data/group/question-%1").arg(number);
        const protocol::AnswerBody body{path, QStringLiteral("an answer of ordinary length %1").arg(number)};
        auto change = sealing::sealChange(headerOf(draft, *keys, path, time), body, *keys, m_random);
        if (!change)
            return change.error();
        heads.push_back(change->id);
        add(*change, last);
    }
    std::sort(heads.begin(), heads.end());
    protocol::SubmitBody body;
    body.instance = "<data/>";
    body.instanceId = protocol::instanceIdOf(draft, 1);
    body.heads = heads;
    body.deviceTime = time;
    auto header = headerOf(draft, *keys, QStringLiteral("#submit"), time);
    header.urgency = protocol::Urgency::Submission;
    header.round = 1;
    header.submission = protocol::submissionOf(draft, 1, heads, {});
    auto submit = sealing::sealChange(header, body, *keys, m_random);
    if (!submit)
        return submit.error();
    add(*submit, last);
    return {};
}

void LoadDevice::add(const protocol::Change &change, protocol::Envelope &last)
{
    const auto bytes = static_cast<std::size_t>(change.bytes.size()) + roomOfARecord;
    if (m_open.records.size() >= protocol::maximumBatchRecords ||
        m_openBytes + bytes > protocol::maximumBatchBytes)
        closeBatch();
    const protocol::EnvelopeHash previous = last.sequence == 0 ? protocol::EnvelopeHash() : hashOf(last);
    last = {m_identity.device, m_epoch, last.sequence + 1, previous, change.header.draft, change.id};
    m_open.records.push_back({last, change});
    m_openBytes += bytes;
    m_openSubmits = m_openSubmits || change.header.kind == protocol::ChangeKind::Submit;
    m_figures.recordBytes += static_cast<std::uint64_t>(protocol::encodeRecord(m_open.records.back()).size());
}

void LoadDevice::closeBatch()
{
    if (m_open.records.empty())
        return;
    if (const auto body = protocol::encodePushRequest(m_open))
        m_batches.push_back({*body, m_open.records.size(), m_openSubmits});
    m_open = {};
    m_openBytes = 0;
    m_openSubmits = false;
}

Result<void> LoadDevice::start(std::function<void()> done)
{
    const auto settings = sync::client::deviceSettings(m_identity);
    if (!settings)
        return settings.error();
    m_done = std::move(done);
    m_centre = std::make_unique<sync::client::CentreConnection>(
        QUrl::fromEncoded(m_identity.centreUrl), *settings, sync::client::CentreConnection::Limits());
    sendNext();
    return {};
}

void LoadDevice::sendNext()
{
    if (m_batches.empty() || m_failures >= failuresBeforeGivingUp) {
        if (m_done)
            std::exchange(m_done, nullptr)();
        return;
    }
    CentreRequest request;
    request.verb = CentreRequest::Verb::Post;
    request.path = paths::changes;
    request.body = m_batches.front().body;
    request.contentType = paths::cborType;
    request.expectedType = paths::cborType;
    m_figures.bodyBytes += static_cast<std::uint64_t>(request.body.size());
    m_centre->send(request, [this, begun = m_clock.monotonicMilliseconds()](const CentreReply &reply) {
        answered(reply, begun);
    });
}

void LoadDevice::answered(const CentreReply &reply, std::int64_t begun)
{
    using protocol::PushOutcome;
    const auto decoded = reply.failure ? Result<protocol::PushReply>(reply.failure->error)
                                       : protocol::decodePushReply(reply.body);
    if (!decoded || decoded->results.size() != m_batches.front().records) {
        ++m_failures;
        m_figures.failed(decoded ? QStringLiteral("wrong-size") : QString(base::name(decoded.error().code)));
        const auto asked = reply.failure ? reply.failure->retryAfter : std::nullopt;
        const std::int64_t wait = asked.value_or(shortestWait << std::min(m_failures, 4));
        if (wait > longestWait)
            m_failures = failuresBeforeGivingUp;
        QTimer::singleShot(std::chrono::milliseconds(m_failures < failuresBeforeGivingUp ? wait : 0),
                           [this] { sendNext(); });
        return;
    }
    m_failures = 0;
    m_figures.answered(m_batches.front().submits ? "with submissions" : "records only",
                       m_clock.monotonicMilliseconds() - begun);
    for (const protocol::PushResult &result : decoded->results) {
        m_figures.receipts += result.receipt ? 1 : 0;
        if (result.outcome == PushOutcome::Stored)
            ++m_figures.stored;
        else if (result.outcome == PushOutcome::Duplicate)
            ++m_figures.duplicates;
        else
            ++m_figures.putAside;
    }
    m_batches.pop_front();
    sendNext();
}

} // namespace luotsi::load
