#include "base/Log.h"
#include "sync/client/Enrolment.h"
#include "sync/client/ReceiptCheck.h"
#include "sync/client/SyncClient.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

// Requests to the centre, and what their answers mean to the synchroniser.

namespace luotsi::sync::client {

namespace event = core::event;
namespace action = core::action;
namespace paths = protocol::paths;
using base::ErrorCode;
using base::logEvent;

namespace {

using Verb = CentreRequest::Verb;

CentreRequest cborPost(const char *path, const QByteArray &body)
{
    return {Verb::Post, path, body, paths::cborType, {}, paths::cborType, {}, false};
}

} // namespace

void SyncClient::ask(core::Operation operation, const CentreRequest &request,
                     std::function<void(const QByteArray &)> good, Otherwise otherwise)
{
    if (!m_centre) {
        feed(event::RequestFailed{operation, ErrorCode::CertificateRefused, {}});
        return;
    }
    m_centre->send(request, [this, operation, good = std::move(good),
                             otherwise = std::move(otherwise)](const CentreReply &reply) {
        if (!reply.failure) {
            settleRoots();
            good(reply.body);
            return;
        }
        if (otherwise && otherwise(*reply.failure))
            return;
        logEvent("sync-request-failed", {{"error", reply.failure->error}});
        feed(event::RequestFailed{operation, reply.failure->error, reply.failure->retryAfter});
    });
}

/// An answer of the right type with the wrong content is nobody's verdict on a record: try again later.
void SyncClient::unusable(core::Operation operation, ErrorCode error)
{
    logEvent("sync-reply-unusable", {{"error", error}});
    feed(event::RequestFailed{operation, ErrorCode::Internal, {}});
}

void SyncClient::run(const action::SendPush &action)
{
    const auto body = protocol::encodePushRequest({action.records});
    if (!body) {
        feed(event::RequestFailed{action.operation, ErrorCode::MalformedInput, {}});
        return;
    }
    CentreRequest request = cborPost(paths::changes, *body);
    // The queue is in order of urgency: the first says it.
    request.isUrgent = !action.records.empty() &&
                       action.records.front().change.header.urgency <= protocol::Urgency::UrgentSubmission;
    ask(action.operation, request, [this, operation = action.operation](const QByteArray &bytes) {
        const auto reply = protocol::decodePushReply(bytes);
        if (!reply) {
            unusable(operation, reply.error().code);
            return;
        }
        const bool forged =
            std::any_of(reply->results.begin(), reply->results.end(), [this](const auto &result) {
                return result.receipt && !isGenuine(*result.receipt, m_identity.receiptKey);
            });
        if (forged) {
            unusable(operation, ErrorCode::SignatureInvalid);
            return;
        }
        learnTime(reply->serverTime);
        feed(event::PushReplied{operation, *reply});
    });
}

void SyncClient::attachmentAnswered(core::Operation operation, const QByteArray &body)
{
    const auto state = protocol::decodeBlobState(body);
    if (state && (state->complete || state->offset < state->size))
        feed(event::AttachmentReplied{operation, state->offset});
    else
        unusable(operation, state ? ErrorCode::OffsetMismatch : state.error().code);
}

void SyncClient::run(const action::OpenAttachment &action)
{
    const auto &attachment = action.attachment;
    const QByteArray body = protocol::encodeBlobCreate({attachment.blob, attachment.draft, attachment.size});
    ask(action.operation, cborPost(paths::blobs, body),
        [this, operation = action.operation](const QByteArray &bytes) {
            attachmentAnswered(operation, bytes);
        });
}

void SyncClient::run(const action::SendAttachmentSegment &action)
{
    const auto &attachment = action.attachment;
    const auto segment = m_store.readBlobRange(attachment.blob, attachment.offset, action.length);
    if (!segment || segment->isEmpty()) {
        feed(event::StoreFailed{action.operation, segment ? ErrorCode::NotFound : segment.error().code});
        return;
    }
    if (!m_centre) {
        feed(event::RequestFailed{action.operation, ErrorCode::CertificateRefused, {}});
        return;
    }
    const QByteArray path = paths::blobs + QByteArray("/") + attachment.blob.toHex();
    const CentreRequest request{Verb::Patch,     path, *segment, paths::blobType, attachment.offset,
                                paths::cborType, {},   false};
    m_centre->send(request, [this, operation = action.operation](const CentreReply &reply) {
        if (!reply.failure) {
            attachmentAnswered(operation, reply.body);
        } else if (reply.failure->error == ErrorCode::OffsetMismatch && reply.failure->offset) {
            // The centre says where it really stands: go on from there.
            feed(event::AttachmentReplied{operation, *reply.failure->offset});
        } else {
            logEvent("sync-request-failed", {{"error", reply.failure->error}});
            feed(event::RequestFailed{operation, reply.failure->error, reply.failure->retryAfter});
        }
    });
}

void SyncClient::run(const action::SendCode &action)
{
    if (!m_code || m_code->lookup != action.lookup) {
        feed(event::RequestFailed{action.operation, ErrorCode::Internal, {}});
        return;
    }
    const QByteArray body = protocol::encodeCodeStore({m_code->lookup, m_code->wrap, m_code->expiresAt});
    CentreRequest request = cborPost(paths::codes, body);
    request.expectedType.clear();
    ask(action.operation, request,
        [this, operation = action.operation](const QByteArray &) { feed(event::CodeReplied{operation}); });
}

void SyncClient::run(const action::AskReceipt &action)
{
    const QByteArray path = paths::receipts + action.submission.toHex();
    ask(action.operation, {Verb::Get, path, {}, {}, {}, paths::cborType, {}, false},
        [this, operation = action.operation, submission = action.submission](const QByteArray &bytes) {
            const auto receipt = protocol::decodeReceipt(bytes);
            if (!receipt)
                unusable(operation, receipt.error().code);
            else if (receipt->submission != submission || !isGenuine(*receipt, m_identity.receiptKey))
                unusable(operation, ErrorCode::SignatureInvalid);
            else
                feed(event::ReceiptReplied{operation, *receipt});
        });
}

void SyncClient::run(const action::AskTime &action)
{
    ask(action.operation, {Verb::Get, paths::time, {}, {}, {}, paths::jsonType, {}, false},
        [this, operation = action.operation](const QByteArray &bytes) {
            const QJsonObject object = QJsonDocument::fromJson(bytes).object();
            const qint64 time = object.value(QLatin1String("serverTime")).toInteger();
            if (time <= 0) {
                unusable(operation, ErrorCode::MalformedInput);
                return;
            }
            learnTime(time);
            const QByteArray epoch = object.value(QLatin1String("feedEpoch")).toString().toLatin1();
            feed(event::TimeReplied{operation, time, protocol::FeedEpochId::fromHex(epoch)});
        });
}

void SyncClient::run(const action::RenewCertificate &action)
{
    if (!m_centre) {
        feed(event::RequestFailed{action.operation, ErrorCode::CertificateRefused, {}});
        return;
    }
    enrolment::renew(*m_centre, m_identity, [this, operation = action.operation](const auto &renewed) {
        if (!renewed) {
            logEvent("sync-renewal-failed", {{"error", renewed.error().code}});
            feed(event::RequestFailed{operation, renewed.error().code, {}});
            return;
        }
        // The old certificate works until the new one is durable.
        const auto saved = m_devices.saveIdentity(*renewed);
        if (!saved) {
            feed(event::RequestFailed{operation, ErrorCode::Internal, {}});
            return;
        }
        m_identity = *renewed;
        connectToCentre();
        logEvent("sync-certificate-renewed");
        feed(event::CertificateRenewed{operation, certificateTimes().value_or(core::CertificateTimes{})});
    });
}

} // namespace luotsi::sync::client
