#include "store/StatusTable.h"

#include "store/States.h"
#include "sync/protocol/PushCodec.h"

#include <algorithm>

namespace luotsi::store {

using base::ErrorCode;

namespace {

constexpr char receiptSql[] = "SELECT bytes FROM receipt WHERE draft = ?1 ORDER BY round DESC LIMIT 1";
constexpr char unsentChangesSql[] = "SELECT count(*) FROM change WHERE draft = ?1 AND state IN (0, 1, 4)";
constexpr char unsentBlobsSql[] = "SELECT count(*) FROM blob WHERE draft = ?1 AND upload IN (1, 3)";
// What an earlier version put aside has no moment: it comes first, as it was first.
constexpr char putAsideSql[] =
    "SELECT reason, put_aside_at AS since, 1 AS kind, number FROM change WHERE draft = ?1 AND state = 4 "
    "UNION ALL SELECT reason, put_aside_at, 2, number FROM blob WHERE draft = ?1 AND upload = 3 "
    "UNION ALL SELECT reason, put_aside_at, 3, number FROM code WHERE draft = ?1 AND upload = 3 "
    "ORDER BY since, kind, number LIMIT 1";
constexpr char progressSql[] = "SELECT id, size, acknowledged, upload FROM blob "
                               "WHERE draft = ?1 AND upload IN (1, 2, 3) ORDER BY number";

} // namespace

StatusTable::StatusTable(Database &database)
    : m_receipt(database, receiptSql), m_unsentChanges(database, unsentChangesSql),
      m_unsentBlobs(database, unsentBlobsSql), m_putAside(database, putAsideSql),
      m_progress(database, progressSql)
{
}

ports::DraftStatus StatusTable::of(const DraftRow &draft)
{
    ports::DraftStatus status;
    status.submitted = draft.submitted;
    status.submittedAt = draft.submittedAt;
    status.unsentChanges = static_cast<std::uint32_t>(m_unsentChanges.number(draft.number));
    status.unsentBlobs = static_cast<std::uint32_t>(m_unsentBlobs.number(draft.number));
    if (Query query = m_receipt.run(draft.number); query.next()) {
        auto receipt = protocol::decodeReceipt(query.bytes(0));
        if (!receipt)
            throw Failure(ErrorCode::StoreCorrupt, receipt.error().detail);
        status.receipt = std::move(*receipt);
    }
    if (Query query = m_putAside.run(draft.number); query.next())
        status.stuck = {query.reason(0).value_or(ErrorCode::Internal), query.integer(1)};
    status.attachments = attachmentsOf(draft.number);
    return status;
}

std::vector<ports::AttachmentProgress> StatusTable::attachmentsOf(std::int64_t draft)
{
    std::vector<ports::AttachmentProgress> found;
    for (Query query = m_progress.run(draft); query.next();) {
        const auto size = static_cast<std::uint64_t>(query.integer(1));
        const auto upload = static_cast<UploadState>(query.integer(3));
        const auto acknowledged =
            upload == UploadState::Done ? size : static_cast<std::uint64_t>(query.integer(2));
        found.push_back({query.fixed<protocol::BlobId>(0), size, std::min(acknowledged, size),
                         upload == UploadState::Stuck});
    }
    return found;
}

} // namespace luotsi::store
