#include "base/Error.h"

#include <array>
#include <utility>

namespace luotsi::base {

namespace {

using Entry = std::pair<ErrorCode, const char *>;

constexpr std::array entries{
    Entry{ErrorCode::MalformedInput, "malformed"},
    Entry{ErrorCode::MalformedForm, "malformed-form"},
    Entry{ErrorCode::UnknownForm, "unknown-form"},
    Entry{ErrorCode::FormWithdrawn, "form-withdrawn"},
    Entry{ErrorCode::ExpressionTooDeep, "expression-too-deep"},
    Entry{ErrorCode::TypeMismatch, "type-mismatch"},
    Entry{ErrorCode::NotFound, "not-found"},
    Entry{ErrorCode::StoreWrongKey, "store-wrong-key"},
    Entry{ErrorCode::StoreKeyUnavailable, "store-key-unavailable"},
    Entry{ErrorCode::StoreCorrupt, "store-corrupt"},
    Entry{ErrorCode::StoreFull, "store-full"},
    Entry{ErrorCode::StoreBusy, "store-busy"},
    Entry{ErrorCode::StoreNotEncrypted, "store-not-encrypted"},
    Entry{ErrorCode::StoreTooNew, "store-too-new"},
    Entry{ErrorCode::StoreFailed, "store-failed"},
    Entry{ErrorCode::CryptoRejected, "crypto-rejected"},
    Entry{ErrorCode::WrapMismatch, "wrap-mismatch"},
    Entry{ErrorCode::CodeMalformed, "code-malformed"},
    Entry{ErrorCode::CodeRefused, "code-refused"},
    Entry{ErrorCode::CodeReplaced, "code-replaced"},
    Entry{ErrorCode::CodeExpired, "code-expired"},
    Entry{ErrorCode::NotHereYet, "not-here-yet"},
    Entry{ErrorCode::TooManyTries, "too-many-tries"},
    Entry{ErrorCode::SignatureInvalid, "signature-invalid"},
    Entry{ErrorCode::BundleExpired, "bundle-expired"},
    Entry{ErrorCode::BundleRollback, "bundle-rollback"},
    Entry{ErrorCode::BundleUnknownKey, "bundle-unknown-key"},
    Entry{ErrorCode::NetworkUnreachable, "network-unreachable"},
    Entry{ErrorCode::CertificateRefused, "certificate-refused"},
    Entry{ErrorCode::CertificateExpired, "cert-expired"},
    Entry{ErrorCode::CaptivePortal, "captive-portal"},
    Entry{ErrorCode::EnrolmentRefused, "enrolment-refused"},
    Entry{ErrorCode::Revoked, "revoked"},
    Entry{ErrorCode::ServerBusy, "busy"},
    Entry{ErrorCode::ProtocolTooOld, "version-too-old"},
    Entry{ErrorCode::AlreadySubmitted, "already-submitted"},
    Entry{ErrorCode::Quarantined, "quarantined"},
    Entry{ErrorCode::Fork, "fork"},
    Entry{ErrorCode::Gap, "gap"},
    Entry{ErrorCode::Erased, "erased"},
    Entry{ErrorCode::QuotaExceeded, "quota"},
    Entry{ErrorCode::OffsetMismatch, "offset-mismatch"},
    Entry{ErrorCode::FeedReset, "feed-reset"},
    Entry{ErrorCode::AttachmentTooLarge, "attachment-too-large"},
    Entry{ErrorCode::AttachmentWrongKind, "attachment-wrong-kind"},
    Entry{ErrorCode::AttachmentUnreadable, "attachment-unreadable"},
    Entry{ErrorCode::AttachmentEncrypted, "attachment-encrypted"},
    Entry{ErrorCode::PrinterUnavailable, "printer-unavailable"},
    Entry{ErrorCode::CameraUnavailable, "camera-unavailable"},
    Entry{ErrorCode::SpeechUnavailable, "speech-unavailable"},
    Entry{ErrorCode::Internal, "internal"},
};

static_assert(entries.size() == static_cast<std::size_t>(ErrorCode::Internal) + 1,
              "every ErrorCode has a name, and Internal stays last");

} // namespace

QLatin1String name(ErrorCode code)
{
    for (const auto &[candidate, text] : entries) {
        if (candidate == code)
            return QLatin1String(text);
    }
    return QLatin1String("internal");
}

QString textId(ErrorCode code)
{
    return QStringLiteral("error-") + name(code);
}

ErrorCode codeFromName(QStringView name)
{
    for (const auto &[candidate, text] : entries) {
        if (name == QLatin1String(text))
            return candidate;
    }
    return ErrorCode::Internal;
}

} // namespace luotsi::base
