#include "centre/handlers/Commands.h"

#include "centre/handlers/Replies.h"
#include "pki/CertificateFacts.h"
#include "pki/OneTimeCode.h"
#include "sync/protocol/Enrol.h"

#include <algorithm>

namespace luotsi::centre::handlers {

using base::ErrorCode;

namespace {

/// A device's clock may be behind the centre's.
constexpr std::int64_t clockMargin = 24LL * 3600 * 1000;

Response enrolled(const Services &services, const storage::Device &device)
{
    protocol::EnrolReply reply;
    reply.device = device.id;
    reply.certificatePem = device.certificatePem;
    // A program that knows of no other authority than its own finds that one here.
    reply.authorityPem = services.identity.authorityAt(device.enrolledAt);
    reply.successionPem = services.identity.succession();
    reply.receiptKey = services.identity.receiptKey().publicKey;
    const identity::IntakeKey intake = services.identity.intakeKey();
    reply.intakeKey = intake.publicKey;
    reply.intakeKeyId = intake.id;
    reply.serverTime = services.clock.wallMilliseconds();
    return jsonReply(protocol::encodeEnrolReply(reply));
}

Result<void> certify(const Services &services, const QByteArray &requestPem, const QByteArray &keyPin,
                     storage::Device &device, std::int64_t now)
{
    const pki::DeviceGrant grant{device.id.array(), device.role, device.site, device.scope};
    const std::int64_t end =
        std::min(now + services.policy.certificateLifetime, services.identity.authorityValidity().notAfter);
    const pki::Validity validity{now - clockMargin, end};
    auto certificate = pki::issueDeviceCertificate(services.identity.authority(), requestPem, grant, validity,
                                                   services.random);
    if (!certificate)
        return certificate.error();
    device.certificatePem = std::move(*certificate);
    device.requestKey = keyPin;
    device.expiresAt = validity.notAfter;
    return {};
}

Result<void> countTries(storage::Transaction &rows, const Services &services, std::int64_t now)
{
    const auto tries = rows.raiseCounter("enrolment-tries", hourOf(now), 0);
    if (!tries)
        return tries.error();
    if (*tries >= services.policy.enrolmentTriesPerHour)
        return ErrorCode::TooManyTries;
    return {};
}

Result<storage::Device> admit(storage::Transaction &rows, const Services &services,
                              const QByteArray &requestPem, const QByteArray &keyPin,
                              storage::EnrolmentCode code, std::int64_t now)
{
    const auto owner = rows.deviceByRequestKey(keyPin);
    if (!owner)
        return owner.error();
    if (owner->has_value())
        return base::Error{ErrorCode::EnrolmentRefused, QStringLiteral("the key is another device's"), {}};
    storage::Device device;
    device.id = services.random.make<protocol::DeviceId>();
    device.role = code.role;
    device.site = code.site;
    device.scope = code.scope;
    device.enrolledAt = now;
    if (auto certified = certify(services, requestPem, keyPin, device, now); !certified)
        return certified.error();
    if (auto put = rows.putDevice(device); !put)
        return put.error();
    code.usedBy = keyPin;
    if (auto put = rows.putEnrolmentCode(code); !put)
        return put.error();
    return device;
}

} // namespace

Response enrolDevice(const Services &services, const Request &request)
{
    const auto message = protocol::decodeEnrolRequest(request.body);
    if (!message)
        return errorReply(message.error());
    const auto keyPin = pki::requestKeyPin(message->requestPem);
    if (!keyPin)
        return errorReply(ErrorCode::EnrolmentRefused);
    const auto oneTimeCode = pki::OneTimeCode::parse(message->code);
    const QByteArray codeHash = oneTimeCode ? oneTimeCode->hash() : QByteArray();
    const std::int64_t now = services.clock.wallMilliseconds();

    std::optional<storage::Device> device;
    bool fresh = false;
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        device.reset();
        fresh = false;
        if (auto counted = countTries(rows, services, now); !counted)
            return counted;
        const auto code = rows.enrolmentCode(codeHash);
        if (!code)
            return code.error();
        if (code->has_value() && (*code)->usedBy == *keyPin) {
            auto known = rows.deviceByRequestKey(*keyPin);
            if (!known)
                return known.error();
            device = std::move(*known);
        } else if (code->has_value() && (*code)->usedBy.isEmpty() && now < (*code)->expiresAt) {
            auto admitted = admit(rows, services, message->requestPem, *keyPin, **code, now);
            if (!admitted)
                return admitted.error();
            device = std::move(*admitted);
            fresh = true;
        }
        if (device)
            return {};
        // The try counts although nothing else of this transaction does.
        if (auto raised = rows.raiseCounter("enrolment-tries", hourOf(now), 1); !raised)
            return raised.error();
        return {};
    });
    if (!written)
        return errorReply(written.error());
    if (!device)
        return errorReply(
            {ErrorCode::EnrolmentRefused, QStringLiteral("the one-time code is not valid"), {}});
    if (device->revoked)
        return errorReply(ErrorCode::Revoked);
    if (fresh)
        services.metrics.add(Count::DevicesEnrolled);
    return enrolled(services, *device);
}

Response renewCertificate(const Services &services, const Request &request, const Caller &caller)
{
    const auto message = protocol::decodeEnrolRequest(request.body);
    if (!message)
        return errorReply(message.error());
    const auto keyPin = pki::requestKeyPin(message->requestPem);
    if (!keyPin)
        return errorReply(ErrorCode::EnrolmentRefused);
    const std::int64_t now = services.clock.wallMilliseconds();
    storage::Device device;
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        auto row = rows.lockDevice(caller.device.id);
        if (!row)
            return row.error();
        if (!row->has_value())
            return ErrorCode::EnrolmentRefused;
        device = std::move(**row);
        if (device.revoked)
            return ErrorCode::Revoked;
        // A repeat of a renewal whose reply was lost gets the certificate that was made then.
        const bool recent = device.expiresAt - now > services.policy.certificateLifetime * 9 / 10;
        if (device.requestKey == *keyPin && recent)
            return {};
        const auto owner = rows.deviceByRequestKey(*keyPin);
        if (!owner)
            return owner.error();
        if (owner->has_value() && (*owner)->id != device.id)
            return ErrorCode::EnrolmentRefused;
        if (auto certified = certify(services, message->requestPem, *keyPin, device, now); !certified)
            return certified;
        return rows.putDevice(device);
    });
    if (!written)
        return errorReply(written.error());
    return enrolled(services, device);
}

Response giveAuthority(const Services &services)
{
    return {200, "application/x-pem-file", services.identity.authoritiesInForce(), {}};
}

} // namespace luotsi::centre::handlers
