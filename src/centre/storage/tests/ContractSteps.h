#pragma once

// Rows and steps the parts of the storage contract share. Not for use outside them.

#include "centre/storage/Storage.h"

#include <QtTest>

namespace luotsi::centre::storage::contract {

template<typename Id> [[nodiscard]] Id id(char letter)
{
    return *Id::fromBytes(QByteArray(static_cast<qsizetype>(Id::size), letter));
}

inline const protocol::DraftId draftA = id<protocol::DraftId>('a');
inline const protocol::DraftId draftB = id<protocol::DraftId>('b');
inline const protocol::DeviceId deviceA = id<protocol::DeviceId>('d');

[[nodiscard]] inline Device device()
{
    return {deviceA,
            QStringLiteral("kiosk"),
            QStringLiteral("library"),
            QStringLiteral("north"),
            QByteArray(32, 'k'),
            "PEM",
            100,
            200,
            false};
}

[[nodiscard]] inline Draft draft(const protocol::DraftId &draftId)
{
    return {draftId, deviceA, 100, 0, {QStringLiteral("north")}};
}

[[nodiscard]] inline StoredChange change(char letter, const protocol::DraftId &draftId = draftA)
{
    return {id<protocol::ChangeId>(letter), draftId, 2, deviceA, 100, false, QByteArray("bytes-") + letter};
}

[[nodiscard]] inline Submission submission(char letter, std::uint32_t round)
{
    Submission row;
    row.id = id<protocol::SubmissionId>(letter);
    row.draft = draftA;
    row.round = round;
    row.change = id<protocol::ChangeId>(letter);
    row.device = deviceA;
    row.reference = QStringLiteral("REF") + QLatin1Char(letter);
    row.receivedAt = 1000 + round;
    row.receipt = "receipt";
    row.attachments = {id<protocol::BlobId>('x'), id<protocol::BlobId>('y')};
    return row;
}

[[nodiscard]] inline protocol::Wrap wrap(const QByteArray &sealed)
{
    return {protocol::WrapPurpose::Intake, draftA, id<protocol::KeyId>('1'), id<protocol::KeyId>('2'),
            sealed};
}

[[nodiscard]] inline ResumeCode code(char letter, std::int64_t createdAt)
{
    ResumeCode row;
    row.lookup = id<protocol::LookupId>(letter);
    row.wrap = wrap("inner");
    row.wrap.purpose = protocol::WrapPurpose::ResumeCode;
    row.device = deviceA;
    row.createdAt = createdAt;
    row.expiresAt = 9000;
    return row;
}

[[nodiscard]] inline Result<void> withDraft(Transaction &rows)
{
    if (auto put = rows.putDevice(device()); !put)
        return put;
    return rows.addDraft(draft(draftA));
}

inline void verifyOk(const Result<void> &result, int line)
{
    if (result.ok())
        return;
    const QString text = QString(base::name(result.error().code)) + u' ' + result.error().detail;
    QTest::qFail(qPrintable(text), "the storage contract", line);
}

} // namespace luotsi::centre::storage::contract

// A failed step ends the transaction with its error, so that the test names what went wrong.
#define STEP(call)                                                                                           \
    do {                                                                                                     \
        if (const auto step = (call); !step.ok())                                                            \
            return step.error();                                                                             \
    } while (false)
#define EXPECT(condition)                                                                                    \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            return base::Error{base::ErrorCode::Internal, QStringLiteral(#condition), {}};                   \
    } while (false)
#define WRITE(...)                                                                                           \
    luotsi::centre::storage::contract::verifyOk(                                                             \
        m_storage->write([&](Transaction &rows) -> Result<void> { __VA_ARGS__ return {}; }), __LINE__)
