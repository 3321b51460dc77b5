#pragma once

#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <optional>

namespace luotsi::sync::protocol {

/// The closed list of problem types (RFC 9457). Clients act on the type, never on text.
enum class ProblemType : std::uint8_t {
    Gap,
    Fork,
    Erased,
    Quarantined,
    FeedReset,
    OffsetMismatch,
    AlreadySubmitted,
    Revoked,
    CertificateExpired,
    Quota,
    Busy,
    VersionTooOld,
    TooLarge,
    Malformed,
    EnrolmentRefused,
    CodeRefused,
    CodeReplaced,
    CodeExpired,
    TooManyTries,
    NotFound,
    Internal,
};

/// Why a request as a whole was not done. `detail` is for staff and holds no personal data.
struct Problem
{
    ProblemType type = ProblemType::Internal;
    QString detail;
    std::optional<std::uint64_t> offset;            ///< OffsetMismatch: where the centre really stands
    std::optional<std::uint32_t> retryAfterSeconds; ///< Busy, Quota, TooManyTries
    std::optional<std::uint64_t>
        expectedSequence;                    ///< Gap, and Fork of an audit chain: the place behind its end
    std::optional<AuditHash> auditHead = {}; ///< with it, of an audit chain: the hash of its last entry

    friend bool operator==(const Problem &, const Problem &) = default;
};

/// Name on the wire, e.g. "offset-mismatch". All functions are pure; any thread.
[[nodiscard]] QLatin1String name(ProblemType type);
/// HTTP status that goes with the type.
[[nodiscard]] int statusOf(ProblemType type);
/// The error a client reports, and the problem a centre answers with.
[[nodiscard]] base::ErrorCode errorOf(ProblemType type);
[[nodiscard]] ProblemType problemOf(base::ErrorCode code);

/// application/problem+json.
[[nodiscard]] QByteArray encodeProblem(const Problem &problem);
/// MalformedInput for a type outside the list, for example a captive portal's page.
[[nodiscard]] base::Result<Problem> decodeProblem(QByteArrayView bytes);

} // namespace luotsi::sync::protocol
