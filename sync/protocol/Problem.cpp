#include "sync/protocol/Problem.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace luotsi::sync::protocol {

namespace {

using base::ErrorCode;

struct Row
{
    ProblemType type;
    const char *name;
    int status;
    ErrorCode error;
};

constexpr std::array rows{
    Row{ProblemType::Gap, "gap", 409, ErrorCode::Gap},
    Row{ProblemType::Fork, "fork", 409, ErrorCode::Fork},
    Row{ProblemType::Erased, "erased", 410, ErrorCode::Erased},
    Row{ProblemType::Quarantined, "quarantined", 403, ErrorCode::Quarantined},
    Row{ProblemType::FeedReset, "feed-reset", 409, ErrorCode::FeedReset},
    Row{ProblemType::OffsetMismatch, "offset-mismatch", 409, ErrorCode::OffsetMismatch},
    Row{ProblemType::AlreadySubmitted, "already-submitted", 409, ErrorCode::AlreadySubmitted},
    Row{ProblemType::Revoked, "revoked", 403, ErrorCode::Revoked},
    Row{ProblemType::CertificateExpired, "cert-expired", 403, ErrorCode::CertificateExpired},
    Row{ProblemType::Quota, "quota", 429, ErrorCode::QuotaExceeded},
    Row{ProblemType::Busy, "busy", 503, ErrorCode::ServerBusy},
    Row{ProblemType::VersionTooOld, "version-too-old", 426, ErrorCode::ProtocolTooOld},
    Row{ProblemType::TooLarge, "too-large", 413, ErrorCode::AttachmentTooLarge},
    Row{ProblemType::Malformed, "malformed", 400, ErrorCode::MalformedInput},
    Row{ProblemType::EnrolmentRefused, "enrolment-refused", 403, ErrorCode::EnrolmentRefused},
    Row{ProblemType::CodeRefused, "code-refused", 404, ErrorCode::CodeRefused},
    Row{ProblemType::CodeReplaced, "code-replaced", 410, ErrorCode::CodeReplaced},
    Row{ProblemType::CodeExpired, "code-expired", 410, ErrorCode::CodeExpired},
    Row{ProblemType::TooManyTries, "too-many-tries", 429, ErrorCode::TooManyTries},
    Row{ProblemType::NotFound, "not-found", 404, ErrorCode::NotFound},
    Row{ProblemType::Internal, "internal", 500, ErrorCode::Internal},
};
static_assert(rows.size() == static_cast<std::size_t>(ProblemType::Internal) + 1,
              "every type has a row, in the enum's order");

constexpr qsizetype maximumProblemBytes = 16'384;
constexpr double largestExact = 9007199254740991.0; // 2^53 - 1, what JSON numbers hold exactly

const Row &rowOf(ProblemType type)
{
    return rows[static_cast<std::size_t>(type)];
}

/// False when the member is there and is not a whole number from 0 to `largest`.
template<typename Number>
bool readNumber(const QJsonObject &object, QLatin1String member, double largest,
                std::optional<Number> &target)
{
    const QJsonValue value = object.value(member);
    if (value.isUndefined())
        return true;
    const double number = value.toDouble(-1);
    if (number < 0 || number > largest || number != static_cast<double>(static_cast<Number>(number)))
        return false;
    target = static_cast<Number>(number);
    return true;
}

} // namespace

QLatin1String name(ProblemType type)
{
    return QLatin1String(rowOf(type).name);
}

int statusOf(ProblemType type)
{
    return rowOf(type).status;
}

ErrorCode errorOf(ProblemType type)
{
    return rowOf(type).error;
}

ProblemType problemOf(ErrorCode code)
{
    for (const Row &row : rows) {
        if (row.error == code)
            return row.type;
    }
    return ProblemType::Internal;
}

QByteArray encodeProblem(const Problem &problem)
{
    QJsonObject object{{QStringLiteral("type"), QString(name(problem.type))},
                       {QStringLiteral("status"), statusOf(problem.type)}};
    if (!problem.detail.isEmpty())
        object.insert(QStringLiteral("detail"), problem.detail);
    if (problem.offset)
        object.insert(QStringLiteral("offset"), static_cast<qint64>(*problem.offset));
    if (problem.retryAfterSeconds)
        object.insert(QStringLiteral("retryAfter"), static_cast<qint64>(*problem.retryAfterSeconds));
    if (problem.expectedSequence)
        object.insert(QStringLiteral("expectedSequence"), static_cast<qint64>(*problem.expectedSequence));
    if (problem.auditHead)
        object.insert(QStringLiteral("auditHead"), QString::fromLatin1(problem.auditHead->toHex()));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

base::Result<Problem> decodeProblem(QByteArrayView bytes)
{
    const auto bad = [](const char *what) -> base::Result<Problem> {
        return {ErrorCode::MalformedInput, QStringLiteral("problem+json: %1").arg(QLatin1String(what))};
    };
    if (bytes.size() > maximumProblemBytes)
        return bad("too large");
    const QJsonDocument document = QJsonDocument::fromJson(bytes.toByteArray());
    if (!document.isObject())
        return bad("not a JSON object");
    const QJsonObject object = document.object();
    const QString type = object.value(QLatin1String("type")).toString();
    for (const Row &row : rows) {
        if (type != QLatin1String(row.name))
            continue;
        Problem problem;
        problem.type = row.type;
        problem.detail = object.value(QLatin1String("detail")).toString();
        if (!readNumber(object, QLatin1String("offset"), largestExact, problem.offset) ||
            !readNumber(object, QLatin1String("retryAfter"), 4294967295.0, problem.retryAfterSeconds) ||
            !readNumber(object, QLatin1String("expectedSequence"), largestExact, problem.expectedSequence))
            return bad("number out of range");
        if (const QJsonValue head = object.value(QLatin1String("auditHead")); !head.isUndefined()) {
            problem.auditHead = AuditHash::fromHex(head.toString().toLatin1());
            if (!problem.auditHead)
                return bad("auditHead is not 64 hexadecimal digits");
        }
        return problem;
    }
    return bad("type outside the list");
}

} // namespace luotsi::sync::protocol
