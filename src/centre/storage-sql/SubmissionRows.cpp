#include "centre/storage-sql/Query.h"
#include "centre/storage-sql/SqlTransaction.h"

namespace luotsi::centre::storage_sql {

namespace {

constexpr const char *upsertWrap =
    "INSERT INTO wrap (draft, purpose, key_id, reader, sealed) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (draft, purpose, key_id, reader) DO UPDATE SET sealed = excluded.sealed";
constexpr const char *selectWraps = "SELECT purpose, draft, key_id, reader, sealed FROM wrap WHERE draft = ? "
                                    "ORDER BY purpose, key_id, reader";

constexpr const char *upsertCode =
    "INSERT INTO resume_code (lookup, draft, key_id, reader, sealed, device, created_at, expires_at, "
    "used_at) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (lookup) DO UPDATE SET used_at = excluded.used_at";
constexpr const char *selectCode =
    "SELECT lookup, draft, key_id, reader, sealed, device, created_at, expires_at, "
    "used_at FROM resume_code WHERE lookup = ?";
constexpr const char *retireCodes = "UPDATE resume_code SET sealed = ? WHERE draft = ? AND created_at < ?";
// A counter per draft orders the record also where two openings share a millisecond.
constexpr const char *insertAccess =
    "INSERT INTO access (draft, number, at, kind, site, device) "
    "SELECT ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM access WHERE draft = ?";
constexpr const char *selectAccesses =
    "SELECT at, kind, site, device FROM access WHERE draft = ? ORDER BY number DESC LIMIT ?";

#define SUBMISSION_COLUMNS                                                                                   \
    "id, draft, round, change_id, device, reference, received_at, completed_at, receipt, check_state, "      \
    "check_detail, next_delivery_at, delivery_tries"
constexpr const char *selectSubmission = "SELECT " SUBMISSION_COLUMNS " FROM submission WHERE id = ?";
constexpr const char *selectSubmissionOf =
    "SELECT " SUBMISSION_COLUMNS " FROM submission WHERE draft = ? AND round = ?";
constexpr const char *selectSubmissions =
    "SELECT " SUBMISSION_COLUMNS " FROM submission ORDER BY received_at, reference";
constexpr const char *selectIncomplete =
    "SELECT " SUBMISSION_COLUMNS " FROM submission WHERE completed_at = 0 AND id IN "
    "(SELECT submission FROM submission_blob WHERE blob = ?) ORDER BY received_at, reference";
constexpr const char *selectDue =
    "SELECT " SUBMISSION_COLUMNS " FROM submission WHERE check_state = 0 AND next_delivery_at <= ? "
    "ORDER BY next_delivery_at, reference LIMIT ?";
constexpr const char *selectAny = "SELECT 1 FROM submission WHERE draft = ? LIMIT 1";
constexpr const char *selectReference = "SELECT 1 FROM submission WHERE reference = ?";
constexpr const char *insertSubmission =
    "INSERT INTO submission (" SUBMISSION_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char *updateSubmissionSql =
    "UPDATE submission SET completed_at = ?, receipt = ?, check_state = ?, check_detail = ?, "
    "next_delivery_at = ?, delivery_tries = ? WHERE id = ?";
constexpr const char *insertAttachment =
    "INSERT INTO submission_blob (submission, blob) VALUES (?, ?) ON CONFLICT (submission, blob) DO NOTHING";
constexpr const char *selectAttachments =
    "SELECT blob FROM submission_blob WHERE submission = ? ORDER BY blob";
constexpr const char *insertSupplement =
    "INSERT INTO supplement (change_id, draft, round, proposed, received_at) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (change_id) DO NOTHING";
constexpr const char *selectSupplements =
    "SELECT draft, round, proposed, change_id, received_at FROM supplement "
    "WHERE draft = ? ORDER BY received_at, change_id";

constexpr const char *selectBlob =
    "SELECT id, draft, device, size, upload_offset, verified, failures FROM blob WHERE id = ?";
constexpr const char *insertBlob =
    "INSERT INTO blob (id, draft, device, size, upload_offset, verified, failures) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING";
constexpr const char *moveBlobSql =
    "UPDATE blob SET upload_offset = ? WHERE id = ? AND upload_offset = ? AND verified = 0";
constexpr const char *verifyBlob = "UPDATE blob SET verified = 1 WHERE id = ?";
constexpr const char *restartBlobSql =
    "UPDATE blob SET upload_offset = 0, failures = failures + 1 WHERE id = ?";

Result<bool> exists(Query &query)
{
    return query.next();
}

Result<void> oneRow(Query &query)
{
    if (auto done = query.run(); !done)
        return done;
    return query.changed() == 1 ? Result<void>() : Result<void>(base::ErrorCode::NotFound);
}

} // namespace

Result<void> SqlTransaction::putWrap(const protocol::Wrap &wrap)
{
    return Query(m_connection, upsertWrap)
        .fixed(wrap.draft)
        .number(static_cast<std::int64_t>(wrap.purpose))
        .fixed(wrap.key)
        .fixed(wrap.reader)
        .bytes(wrap.sealed)
        .run();
}

Result<std::vector<protocol::Wrap>> SqlTransaction::wraps(const protocol::DraftId &draft)
{
    Query query(m_connection, selectWraps);
    query.fixed(draft);
    return allRows<protocol::Wrap>(query, [](const Query &row) {
        return protocol::Wrap{static_cast<protocol::WrapPurpose>(row.numberAt(0)),
                              row.fixedAt<protocol::DraftId>(1), row.fixedAt<protocol::KeyId>(2),
                              row.fixedAt<protocol::KeyId>(3), row.bytesAt(4)};
    });
}

Result<void> SqlTransaction::putCode(const storage::ResumeCode &code)
{
    return Query(m_connection, upsertCode)
        .fixed(code.lookup)
        .fixed(code.wrap.draft)
        .fixed(code.wrap.key)
        .fixed(code.wrap.reader)
        .bytes(code.wrap.sealed)
        .fixed(code.device)
        .number(code.createdAt)
        .number(code.expiresAt)
        .number(code.usedAt)
        .run();
}

Result<std::optional<storage::ResumeCode>> SqlTransaction::code(const protocol::LookupId &lookup)
{
    Query query(m_connection, selectCode);
    const auto row = query.fixed(lookup).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<storage::ResumeCode>();
    storage::ResumeCode code;
    code.lookup = query.fixedAt<protocol::LookupId>(0);
    code.wrap = {protocol::WrapPurpose::ResumeCode, query.fixedAt<protocol::DraftId>(1),
                 query.fixedAt<protocol::KeyId>(2), query.fixedAt<protocol::KeyId>(3), query.bytesAt(4)};
    code.device = query.fixedAt<protocol::DeviceId>(5);
    code.createdAt = query.numberAt(6);
    code.expiresAt = query.numberAt(7);
    code.usedAt = query.numberAt(8);
    return std::optional(std::move(code));
}

Result<void> SqlTransaction::retireCodesBefore(const protocol::DraftId &draft, std::int64_t createdAt)
{
    return Query(m_connection, retireCodes).bytes({}).fixed(draft).number(createdAt).run();
}

Result<void> SqlTransaction::addAccess(const protocol::DraftId &draft, const storage::DraftAccess &access)
{
    return Query(m_connection, insertAccess)
        .fixed(draft)
        .number(access.access.at)
        .number(static_cast<std::int64_t>(access.access.by))
        .text(access.access.site)
        .fixed(access.device)
        .fixed(draft)
        .run();
}

Result<std::vector<storage::DraftAccess>> SqlTransaction::accesses(const protocol::DraftId &draft,
                                                                   std::uint32_t limit)
{
    Query query(m_connection, selectAccesses);
    query.fixed(draft).number(limit);
    return allRows<storage::DraftAccess>(query, [](const Query &row) {
        return storage::DraftAccess{
            {row.numberAt(0), static_cast<protocol::Access::By>(row.numberAt(1)), row.textAt(2)},
            row.fixedAt<protocol::DeviceId>(3)};
    });
}

Result<std::vector<protocol::BlobId>> SqlTransaction::attachmentsOf(const protocol::SubmissionId &submission)
{
    Query query(m_connection, selectAttachments);
    query.fixed(submission);
    return allRows<protocol::BlobId>(query,
                                     [](const Query &row) { return row.fixedAt<protocol::BlobId>(0); });
}

Result<std::vector<storage::Submission>> SqlTransaction::submissionsBy(Query &query)
{
    std::vector<storage::Submission> result;
    for (;;) {
        const auto row = query.next();
        if (!row)
            return row.error();
        if (!*row)
            break;
        storage::Submission submission;
        submission.id = query.fixedAt<protocol::SubmissionId>(0);
        submission.draft = query.fixedAt<protocol::DraftId>(1);
        submission.round = static_cast<std::uint32_t>(query.numberAt(2));
        submission.change = query.fixedAt<protocol::ChangeId>(3);
        submission.device = query.fixedAt<protocol::DeviceId>(4);
        submission.reference = query.textAt(5);
        submission.receivedAt = query.numberAt(6);
        submission.completedAt = query.numberAt(7);
        submission.receipt = query.bytesAt(8);
        submission.check = static_cast<storage::CheckState>(query.numberAt(9));
        submission.checkDetail = query.textAt(10);
        submission.nextDeliveryAt = query.numberAt(11);
        submission.deliveryTries = static_cast<std::uint32_t>(query.numberAt(12));
        result.push_back(std::move(submission));
    }
    for (storage::Submission &submission : result) {
        auto attachments = attachmentsOf(submission.id);
        if (!attachments)
            return attachments.error();
        submission.attachments = std::move(*attachments);
    }
    return result;
}

Result<std::optional<storage::Submission>> SqlTransaction::submissionBy(Query &query)
{
    auto all = submissionsBy(query);
    if (!all)
        return all.error();
    return all->empty() ? std::nullopt : std::optional(std::move(all->front()));
}

Result<std::optional<storage::Submission>> SqlTransaction::submission(const protocol::SubmissionId &id)
{
    Query query(m_connection, selectSubmission);
    return submissionBy(query.fixed(id));
}

Result<std::optional<storage::Submission>> SqlTransaction::submissionOf(const protocol::DraftId &draft,
                                                                        std::uint32_t round)
{
    Query query(m_connection, selectSubmissionOf);
    return submissionBy(query.fixed(draft).number(round));
}

Result<bool> SqlTransaction::hasSubmission(const protocol::DraftId &draft)
{
    Query query(m_connection, selectAny);
    return exists(query.fixed(draft));
}

Result<bool> SqlTransaction::referenceTaken(const QString &reference)
{
    Query query(m_connection, selectReference);
    return exists(query.text(reference));
}

Result<void> SqlTransaction::addSubmission(const storage::Submission &row)
{
    Query query(m_connection, insertSubmission);
    query.fixed(row.id)
        .fixed(row.draft)
        .number(row.round)
        .fixed(row.change)
        .fixed(row.device)
        .text(row.reference);
    query.number(row.receivedAt).number(row.completedAt).bytes(row.receipt);
    query.number(static_cast<std::int64_t>(row.check)).text(row.checkDetail);
    query.number(row.nextDeliveryAt).number(row.deliveryTries);
    if (auto inserted = query.run(); !inserted)
        return inserted;
    for (const protocol::BlobId &blob : row.attachments) {
        if (auto added = Query(m_connection, insertAttachment).fixed(row.id).fixed(blob).run(); !added)
            return added;
    }
    return {};
}

Result<void> SqlTransaction::updateSubmission(const storage::Submission &row)
{
    Query query(m_connection, updateSubmissionSql);
    query.number(row.completedAt).bytes(row.receipt).number(static_cast<std::int64_t>(row.check));
    query.text(row.checkDetail).number(row.nextDeliveryAt).number(row.deliveryTries).fixed(row.id);
    return oneRow(query);
}

Result<std::vector<storage::Submission>> SqlTransaction::submissions()
{
    Query query(m_connection, selectSubmissions);
    return submissionsBy(query);
}

Result<std::vector<storage::Submission>> SqlTransaction::incompleteWith(const protocol::BlobId &blob)
{
    Query query(m_connection, selectIncomplete);
    return submissionsBy(query.fixed(blob));
}

Result<std::vector<storage::Submission>> SqlTransaction::deliveriesDue(std::int64_t now, std::uint32_t limit)
{
    Query query(m_connection, selectDue);
    return submissionsBy(query.number(now).number(limit));
}

Result<void> SqlTransaction::addSupplement(const storage::Supplement &supplement)
{
    return Query(m_connection, insertSupplement)
        .fixed(supplement.change)
        .fixed(supplement.draft)
        .number(supplement.round)
        .fixed(supplement.proposed)
        .number(supplement.receivedAt)
        .run();
}

Result<std::vector<storage::Supplement>> SqlTransaction::supplements(const protocol::DraftId &draft)
{
    Query query(m_connection, selectSupplements);
    query.fixed(draft);
    return allRows<storage::Supplement>(query, [](const Query &row) {
        return storage::Supplement{
            row.fixedAt<protocol::DraftId>(0), static_cast<std::uint32_t>(row.numberAt(1)),
            row.fixedAt<protocol::SubmissionId>(2), row.fixedAt<protocol::ChangeId>(3), row.numberAt(4)};
    });
}

Result<std::optional<storage::Blob>> SqlTransaction::blob(const protocol::BlobId &id)
{
    Query query(m_connection, selectBlob);
    const auto row = query.fixed(id).next();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<storage::Blob>();
    return std::optional(
        storage::Blob{query.fixedAt<protocol::BlobId>(0), query.fixedAt<protocol::DraftId>(1),
                      query.fixedAt<protocol::DeviceId>(2), static_cast<std::uint64_t>(query.numberAt(3)),
                      static_cast<std::uint64_t>(query.numberAt(4)), query.numberAt(5) != 0,
                      static_cast<std::uint32_t>(query.numberAt(6))});
}

Result<void> SqlTransaction::addBlob(const storage::Blob &blob)
{
    return Query(m_connection, insertBlob)
        .fixed(blob.id)
        .fixed(blob.draft)
        .fixed(blob.device)
        .number(static_cast<std::int64_t>(blob.size))
        .number(static_cast<std::int64_t>(blob.offset))
        .number(blob.verified ? 1 : 0)
        .number(blob.failures)
        .run();
}

Result<bool> SqlTransaction::moveBlob(const protocol::BlobId &id, std::uint64_t from, std::uint64_t to)
{
    Query query(m_connection, moveBlobSql);
    query.number(static_cast<std::int64_t>(to)).fixed(id).number(static_cast<std::int64_t>(from));
    if (auto moved = query.run(); !moved)
        return moved.error();
    return query.changed() == 1;
}

Result<void> SqlTransaction::markBlobVerified(const protocol::BlobId &id)
{
    Query query(m_connection, verifyBlob);
    return oneRow(query.fixed(id));
}

Result<void> SqlTransaction::restartBlob(const protocol::BlobId &id)
{
    Query query(m_connection, restartBlobSql);
    return oneRow(query.fixed(id));
}

} // namespace luotsi::centre::storage_sql
