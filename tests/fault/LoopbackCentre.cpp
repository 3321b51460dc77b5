#include "LoopbackCentre.h"

#include "pki/CertificateFacts.h"
#include "sync/protocol/Enrol.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Problem.h"
#include "sync/protocol/PushCodec.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>

namespace luotsi::tests {

namespace paths = protocol::paths;
using base::ErrorCode;

namespace {

constexpr std::int64_t year = 365LL * 24 * 60 * 60 * 1000;

std::int64_t wallNow()
{
    return base::SystemClock().wallMilliseconds();
}

HttpReply cbor(const QByteArray &body)
{
    return {200, paths::cborType, body, {}, -1, 0};
}

} // namespace

HttpReply problem(ErrorCode error, std::optional<std::uint32_t> retryAfterSeconds)
{
    protocol::Problem problem;
    problem.type = protocol::problemOf(error);
    problem.retryAfterSeconds = retryAfterSeconds;
    HttpReply reply{
        protocol::statusOf(problem.type), paths::problemType, protocol::encodeProblem(problem), {}, -1, 0};
    if (retryAfterSeconds)
        reply.headers.emplace_back(paths::retryAfterHeader, QByteArray::number(*retryAfterSeconds));
    return reply;
}

LoopbackCentre::LoopbackCentre(base::Random &random)
    : m_random(random), m_receiptKey(std::move(*crypto::SigningKey::generate(random))),
      m_device(random.make<protocol::DeviceId>())
{
    const pki::Validity validity{wallNow() - year, wallNow() + year};
    m_authority = *pki::makeAuthority(QStringLiteral("Test root"), validity, random);
    const auto server =
        *pki::issueServerCertificate(m_authority, {QStringLiteral("127.0.0.1")}, validity, random);
    m_server = std::make_unique<HttpsServer>(server, m_authority.certificatePem,
                                             [this](const HttpRequest &request) { return handle(request); });
}

QUrl LoopbackCentre::url(quint16 port) const
{
    return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port));
}

QByteArray LoopbackCentre::rootFingerprint() const
{
    return pki::readCertificate(m_authority.certificatePem)->fingerprint;
}

ports::DeviceIdentity LoopbackCentre::makeDevice(const QUrl &url, pki::Validity validity, const QString &role)
{
    const QByteArray key = *pki::makePrivateKey();
    const pki::DeviceGrant grant{m_device.array(), role, QStringLiteral("library-1"),
                                 QStringLiteral("scope-1")};
    const QByteArray certificate =
        *pki::issueDeviceCertificate(m_authority, *pki::makeRequest(key), grant, validity, m_random);
    return {m_device,
            certificate,
            key,
            m_authority.certificatePem,
            url.toEncoded(),
            m_receiptKey.publicKey,
            QByteArray(32, 'k'),
            {}};
}

void LoopbackCentre::sign(protocol::Receipt &receipt)
{
    receipt.missing.clear();
    for (const protocol::BlobId &blob : expected) {
        if (!blobSizes.contains(blob) || static_cast<std::uint64_t>(blobs[blob].size()) < blobSizes[blob])
            receipt.missing.push_back(blob);
    }
    receipt.complete = receipt.missing.empty();
    receipt.signature = *crypto::sign(protocol::receiptSignedBytes(receipt), m_receiptKey);
}

HttpReply LoopbackCentre::handle(const HttpRequest &request)
{
    requests.push_back(request);
    const auto once = [this, &request]() -> HttpReply {
        if (request.path == paths::time)
            return {200,
                    paths::jsonType,
                    "{\"serverTime\":" + QByteArray::number(qint64{wallNow()}) + "}",
                    {},
                    -1,
                    0};
        if (request.path == paths::caCertificates)
            return {200, "application/x-pem-file", m_authority.certificatePem, {}, -1, 0};
        if (request.path == paths::enrol || request.path == paths::reenrol)
            return enrol(request, request.path == paths::reenrol);
        if (request.path == paths::changes)
            return push(request);
        if (request.path == paths::blobs)
            return createBlob(request);
        if (request.path.startsWith(paths::blobs))
            return appendBlob(request);
        if (request.path.startsWith(paths::receipts))
            return giveReceipt(request);
        if (request.path == paths::codes)
            return storeCode(request);
        if (request.path.endsWith(paths::claim))
            return claim(request);
        return problem(ErrorCode::NotFound);
    };
    HttpReply reply = once();
    if (handleEverythingTwice)
        reply = once();
    if (tamper)
        tamper(request, reply);
    return reply;
}

HttpReply LoopbackCentre::push(const HttpRequest &request)
{
    const auto batch = protocol::decodePushRequest(request.body);
    if (!batch)
        return problem(batch.error().code);
    protocol::PushReply reply;
    reply.serverTime = wallNow();
    for (const protocol::ReceivedRecord &record : batch->records) {
        protocol::PushResult result;
        if (!record.whole()) {
            reply.results.push_back({protocol::PushOutcome::Quarantined, ErrorCode::MalformedInput, 0, {}});
            continue;
        }
        const protocol::Change &change = *record.change;
        const bool known = changes.contains(change.id);
        result.outcome = known ? protocol::PushOutcome::Duplicate : protocol::PushOutcome::Stored;
        if (!known) {
            ++changes[change.id];
            stored.push_back(change);
        }
        if (change.header.kind == protocol::ChangeKind::Submit) {
            auto [place, isNew] = submissions.try_emplace({change.header.draft, change.header.round});
            if (isNew) {
                expected.insert(expected.end(), change.header.attachments.begin(),
                                change.header.attachments.end());
                place->second.submission = *change.header.submission;
                place->second.draft = change.header.draft;
                place->second.round = change.header.round;
                place->second.reference = QStringLiteral("7KQ4-M2RD");
                place->second.receivedAt = wallNow();
            }
            sign(place->second);
            result.receipt = place->second;
        }
        reply.results.push_back(result);
    }
    return cbor(protocol::encodePushReply(reply));
}

HttpReply LoopbackCentre::blobReply(const protocol::BlobId &blob)
{
    const auto offset = static_cast<std::uint64_t>(blobs[blob].size());
    return cbor(protocol::encodeBlobState({blob, offset, blobSizes[blob], offset == blobSizes[blob]}));
}

HttpReply LoopbackCentre::createBlob(const HttpRequest &request)
{
    const auto message = protocol::decodeBlobCreate(request.body);
    if (!message)
        return problem(message.error().code);
    blobSizes[message->blob] = message->size;
    return blobReply(message->blob);
}

HttpReply LoopbackCentre::appendBlob(const HttpRequest &request)
{
    const auto blob =
        protocol::BlobId::fromHex(request.path.mid(static_cast<qsizetype>(qstrlen(paths::blobs)) + 1));
    if (!blob || !blobSizes.contains(*blob))
        return problem(ErrorCode::NotFound);
    QByteArray &bytes = blobs[*blob];
    const auto at = request.headers.find(QByteArray(paths::offsetHeader).toLower());
    const qsizetype offset = at != request.headers.end() ? at->second.toLongLong() : -1;
    if (offset != bytes.size()) {
        protocol::Problem wrong;
        wrong.type = protocol::ProblemType::OffsetMismatch;
        wrong.offset = static_cast<std::uint64_t>(bytes.size());
        return {
            protocol::statusOf(wrong.type), paths::problemType, protocol::encodeProblem(wrong), {}, -1, 0};
    }
    bytes += request.body;
    if (static_cast<std::uint64_t>(bytes.size()) == blobSizes[*blob] &&
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256) != blob->toByteArray())
        bytes.clear();
    return blobReply(*blob);
}

HttpReply LoopbackCentre::giveReceipt(const HttpRequest &request)
{
    for (auto &[round, receipt] : submissions) {
        if (request.path.endsWith(receipt.submission.toHex())) {
            sign(receipt);
            return cbor(protocol::encodeReceipt(receipt));
        }
    }
    return problem(ErrorCode::NotFound);
}

HttpReply LoopbackCentre::storeCode(const HttpRequest &request)
{
    const auto message = protocol::decodeCodeStore(request.body);
    if (!message)
        return problem(message.error().code);
    codes.insert_or_assign(message->lookup, *message);
    return {204, {}, {}, {}, -1, 0};
}

HttpReply LoopbackCentre::claim(const HttpRequest &request)
{
    const auto message = protocol::decodeCodeClaim(request.body);
    if (!message)
        return problem(message.error().code);
    const auto code = codes.find(message->lookup);
    if (code == codes.end())
        return problem(ErrorCode::CodeRefused);
    protocol::CodeClaimReply reply;
    reply.wrap = code->second.wrap;
    const auto from = std::min<std::size_t>(message->after, stored.size());
    const auto to = std::min(stored.size(), from + claimPage);
    reply.changes.assign(stored.begin() + static_cast<std::ptrdiff_t>(from),
                         stored.begin() + static_cast<std::ptrdiff_t>(to));
    reply.form = stored.front().header.form;
    reply.next = to;
    reply.more = to < stored.size();
    return cbor(protocol::encodeCodeClaimReply(reply));
}

HttpReply LoopbackCentre::enrol(const HttpRequest &request, bool renewal)
{
    const auto message = protocol::decodeEnrolRequest(request.body);
    if (!message)
        return problem(message.error().code);
    if (!renewal && message->code != oneTimeCode)
        return problem(ErrorCode::EnrolmentRefused);
    const QByteArray pin = *pki::requestKeyPin(message->requestPem);
    if (!renewal && !m_enrolled.empty() && !m_enrolled.contains(pin))
        return problem(ErrorCode::EnrolmentRefused);
    if (!m_enrolled.contains(pin)) {
        ++certificatesMade;
        const pki::DeviceGrant grant{m_device.array(), QStringLiteral("kiosk"), QStringLiteral("library-1"),
                                     QStringLiteral("scope-1")};
        protocol::EnrolReply reply;
        reply.device = m_device;
        reply.certificatePem = *pki::issueDeviceCertificate(m_authority, message->requestPem, grant,
                                                            {wallNow() - 1000, wallNow() + year}, m_random);
        reply.authorityPem = m_authority.certificatePem;
        reply.receiptKey = m_receiptKey.publicKey;
        reply.intakeKey = QByteArray(32, 'i');
        reply.serverTime = wallNow();
        m_enrolled[pin] = protocol::encodeEnrolReply(reply);
    }
    return {200, paths::jsonType, m_enrolled[pin], {}, -1, 0};
}

} // namespace luotsi::tests
