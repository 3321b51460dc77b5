#include "Device.h"

#include "sealing/ReceiptSigning.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Problem.h"
#include "sync/protocol/PushCodec.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Requests to the centre, as sync::client makes and judges them.

namespace luotsi::sim {

namespace event = core::event;
namespace action = core::action;
namespace paths = protocol::paths;
using base::ErrorCode;
using handlers::Method;
using handlers::Request;
using handlers::Response;

namespace {

constexpr std::int64_t requestTimeout = 20 * second;

/// What stands in the way of a good answer.
std::optional<protocol::Problem> problemOf(const Response &response)
{
    if (response.contentType != paths::problemType)
        return std::nullopt;
    const auto problem = protocol::decodeProblem(response.body);
    return problem ? std::optional(*problem) : std::optional(protocol::Problem{});
}

std::optional<std::int64_t> waitOf(const protocol::Problem &problem)
{
    if (!problem.retryAfterSeconds)
        return std::nullopt;
    return std::int64_t{*problem.retryAfterSeconds} * second;
}

} // namespace

Request Device::request(Method method, const QByteArray &path, const QByteArray &body) const
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.clientCertificatePem = m_prototype.identity.certificatePem;
    return request;
}

/// `good` gets the body of a good answer. A late, doubled or foreign answer is dropped by the machine itself;
/// only answers to an earlier life are dropped here.
void Device::ask(core::Operation operation, const Request &request,
                 const std::function<void(const QByteArray &)> &good)
{
    m_around.agenda.at(requestTimeout, [this, operation, life = m_life] {
        if (m_life == life)
            feed(event::RequestFailed{operation, ErrorCode::NetworkUnreachable, {}});
    });
    m_around.send(
        *this, request, [this, operation, good, life = m_life](const std::optional<Response> &response) {
            if (m_life != life || !isUp())
                return;
            if (!response) {
                feed(event::RequestFailed{operation, ErrorCode::NetworkUnreachable, {}});
                return;
            }
            const auto problem = problemOf(*response);
            if (!problem) {
                good(response->body);
            } else if (problem->auditHead && problem->expectedSequence) {
                ++m_around.ledger.events[QStringLiteral("record goes on elsewhere")];
                feed(event::AuditPlaced{operation, *problem->expectedSequence - 1, *problem->auditHead});
            } else if (problem->type == protocol::ProblemType::OffsetMismatch && problem->offset) {
                noteOffset(*problem->offset);
                feed(event::AttachmentReplied{operation, *problem->offset});
            } else {
                feed(event::RequestFailed{operation, protocol::errorOf(problem->type), waitOf(*problem)});
            }
        });
}

void Device::run(const action::SendPush &action)
{
    const auto body = protocol::encodePushRequest({action.records});
    if (!body) {
        feed(event::RequestFailed{action.operation, ErrorCode::MalformedInput, {}});
        return;
    }
    for (const protocol::Record &record : action.records) {
        const auto fact = m_around.ledger.changes.find(record.change.id);
        if (fact != m_around.ledger.changes.end() && fact->second.fate == Ledger::Fate::Held)
            m_around.ledger.check(2, m_around.ledger.isReleased(record.change.header.draft),
                                  QStringLiteral("a change left that its person holds back"));
    }
    if (m_around.bug == SeededBug::OutboxClearedAtSend) {
        protocol::PushReply invented;
        invented.results.resize(action.records.size());
        (void)m_store->applyPush(action.records, invented);
    }
    ask(action.operation, request(Method::Post, paths::changes, *body),
        [this, operation = action.operation, records = action.records](const QByteArray &bytes) {
            auto reply = protocol::decodePushReply(bytes);
            if (!reply) {
                feed(event::RequestFailed{operation, ErrorCode::Internal, {}});
                return;
            }
            const bool forged =
                std::any_of(reply->results.begin(), reply->results.end(), [this](const auto &result) {
                    return result.receipt &&
                           !sealing::verifyReceipt(*result.receipt, m_prototype.identity.receiptKey);
                });
            m_around.ledger.check(5, !forged, QStringLiteral("a receipt whose signature does not hold"));
            notePush(records, *reply);
            reply->feedEpoch = heard(reply->feedEpoch);
            feed(event::PushReplied{operation, *reply});
        });
}

void Device::attachmentAnswered(core::Operation operation, const QByteArray &body)
{
    const auto state = protocol::decodeBlobState(body);
    if (!state || (!state->complete && state->offset >= state->size)) {
        feed(event::RequestFailed{operation, ErrorCode::Internal, {}});
        return;
    }
    noteOffset(state->offset);
    feed(event::AttachmentReplied{operation, state->offset});
}

void Device::noteOffset(std::uint64_t offset)
{
    m_around.ledger.write(
        m_around.agenda.now(),
        QStringLiteral("device %1 hears that its attachment stands at %2").arg(m_number).arg(offset));
}

void Device::run(const action::OpenAttachment &action)
{
    const auto &attachment = action.attachment;
    const QByteArray body = protocol::encodeBlobCreate({attachment.blob, attachment.draft, attachment.size});
    ask(action.operation, request(Method::Post, paths::blobs, body),
        [this, operation = action.operation](const QByteArray &bytes) {
            attachmentAnswered(operation, bytes);
        });
}

void Device::run(const action::SendAttachmentSegment &action)
{
    const auto &attachment = action.attachment;
    // Small pieces, so that an upload has a middle to be interrupted in.
    const std::uint32_t length = std::min<std::uint32_t>(action.length, 3000);
    const auto segment = m_store->readBlobRange(attachment.blob, attachment.offset, length);
    if (!segment || segment->isEmpty()) {
        storeFailed(action.operation, segment ? ErrorCode::NotFound : segment.error().code);
        return;
    }
    const QByteArray path = paths::blobs + QByteArray("/") + attachment.blob.toHex();
    Request message = request(Method::Patch, path, *segment);
    message.uploadOffset = attachment.offset;
    ask(action.operation, message, [this, operation = action.operation](const QByteArray &bytes) {
        attachmentAnswered(operation, bytes);
    });
}

void Device::run(const action::SendCode &action)
{
    if (!m_code || m_code->lookup != action.lookup) {
        feed(event::RequestFailed{action.operation, ErrorCode::Internal, {}});
        return;
    }
    const QByteArray body = protocol::encodeCodeStore({m_code->lookup, m_code->wrap, m_code->expiresAt});
    ask(action.operation, request(Method::Post, paths::codes, body),
        [this, operation = action.operation](const QByteArray &) { feed(event::CodeReplied{operation}); });
}

void Device::run(const action::AskReceipt &action)
{
    const QByteArray path = paths::receipts + action.submission.toHex();
    ask(action.operation, request(Method::Get, path, {}),
        [this, operation = action.operation, submission = action.submission](const QByteArray &bytes) {
            const auto receipt = protocol::decodeReceipt(bytes);
            const bool good = receipt && receipt->submission == submission &&
                              sealing::verifyReceipt(*receipt, m_prototype.identity.receiptKey).ok();
            if (good)
                feed(event::ReceiptReplied{operation, *receipt});
            else
                feed(event::RequestFailed{operation, ErrorCode::SignatureInvalid, {}});
        });
}

void Device::run(const action::AskTime &action)
{
    ask(action.operation, request(Method::Get, paths::time, {}),
        [this, operation = action.operation](const QByteArray &bytes) {
            const QJsonObject object = QJsonDocument::fromJson(bytes).object();
            const qint64 time = object.value(QLatin1String("serverTime")).toInteger();
            const QByteArray epoch = object.value(QLatin1String("feedEpoch")).toString().toLatin1();
            if (time > 0)
                feed(event::TimeReplied{operation, time, heard(protocol::FeedEpochId::fromHex(epoch))});
            else
                feed(event::RequestFailed{operation, ErrorCode::MalformedInput, {}});
        });
}

} // namespace luotsi::sim
