#include "store/BlobTable.h"

#include "sync/protocol/Push.h"

#include <QCryptographicHash>

#include <algorithm>

namespace luotsi::store {

using base::ErrorCode;

namespace {

constexpr char findSql[] = "SELECT number, size FROM blob WHERE id = ?1";
constexpr char insertSql[] =
    "INSERT INTO blob(id, draft, size, written_at, upload) VALUES(?1, ?2, ?3, ?4, ?5)";
constexpr char insertPartSql[] = "INSERT INTO blob_part(blob, part, bytes) VALUES(?1, ?2, ?3)";
constexpr char partsSql[] =
    "SELECT bytes FROM blob_part WHERE blob = ?1 AND part BETWEEN ?2 AND ?3 ORDER BY part";
// Waiting for the centre, unless every change that names it is held back or was refused there.
constexpr char waitingSql[] =
    "SELECT count(*) FROM blob WHERE upload = 1 AND EXISTS(SELECT 1 FROM change_blob JOIN change "
    "ON change.number = change_blob.change WHERE change_blob.blob = blob.number AND change.state IN (1, 2, "
    "3))";
// Records first: the centre has to know a change that names the attachment. Then urgent ones first.
constexpr char nextSql[] =
    "SELECT blob.id, draft.id, blob.size, blob.acknowledged, min(change.urgency) AS first "
    "FROM blob JOIN draft ON draft.number = blob.draft JOIN change_blob ON change_blob.blob = blob.number "
    "JOIN change ON change.number = change_blob.change "
    "WHERE blob.upload = 1 AND change.state IN (2, 3) GROUP BY blob.number ORDER BY first, blob.number LIMIT "
    "1";
constexpr char setOffsetSql[] = "UPDATE blob SET acknowledged = ?2, upload = ?3 WHERE number = ?1";
constexpr char putAsideSql[] = "UPDATE blob SET upload = 3, reason = ?2, put_aside_at = ?3 WHERE number = ?1";
constexpr char sendAgainSql[] = "UPDATE blob SET upload = 1, acknowledged = 0 WHERE id = ?1 AND upload = 2";
constexpr char sendAllAgainSql[] =
    "UPDATE blob SET upload = 1, acknowledged = 0, reason = NULL, put_aside_at = NULL WHERE upload IN (2, 3)";
constexpr char finishSql[] = "UPDATE blob SET id = ?2, size = ?3, upload = 0 WHERE number = ?1";
constexpr char goneSql[] = "SELECT number FROM blob WHERE upload = 4 ORDER BY number";
// A few at a time: every part that goes is overwritten, and that passes through the log.
constexpr char removePartsSql[] = "DELETE FROM blob_part WHERE number IN (SELECT number FROM blob_part "
                                  "WHERE blob = ?1 ORDER BY part DESC LIMIT 32)";
constexpr char removeRowSql[] = "DELETE FROM blob WHERE number = ?1";
constexpr char noteUnnamedSql[] =
    "UPDATE blob SET unnamed_since = ?1 WHERE upload = 0 AND (unnamed_since IS NULL OR unnamed_since > ?1)";
constexpr char letUnnamedGoSql[] =
    "UPDATE blob SET upload = 4, id = randomblob(32) WHERE upload = 0 AND unnamed_since < ?1";

protocol::BlobId idOf(const QByteArray &sealed)
{
    return *protocol::BlobId::fromBytes(QCryptographicHash::hash(sealed, QCryptographicHash::Sha256));
}

} // namespace

BlobTable::BlobTable(Database &database, const base::Clock &clock)
    : m_database(database), m_clock(clock), m_find(database, findSql), m_insert(database, insertSql),
      m_insertPart(database, insertPartSql), m_parts(database, partsSql), m_waiting(database, waitingSql),
      m_next(database, nextSql), m_setOffset(database, setOffsetSql), m_putAside(database, putAsideSql),
      m_sendAgain(database, sendAgainSql), m_sendAllAgain(database, sendAllAgainSql),
      m_finish(database, finishSql), m_gone(database, goneSql), m_removeParts(database, removePartsSql),
      m_removeRow(database, removeRowSql), m_noteUnnamed(database, noteUnnamedSql),
      m_letUnnamedGo(database, letUnnamedGoSql)
{
}

BlobTable::Row BlobTable::find(const protocol::BlobId &blob)
{
    Query query = m_find.run(blob);
    if (!query.next())
        throw Failure(ErrorCode::NotFound);
    return {query.integer(0), static_cast<std::uint64_t>(query.integer(1))};
}

protocol::BlobId BlobTable::write(std::int64_t draft, const QByteArray &sealed)
{
    const protocol::BlobId id = idOf(sealed);
    if (Query query = m_find.run(id); query.next())
        return id;
    m_insert.execute(id, draft, sealed.size(), m_clock.wallMilliseconds(), UploadState::Held);
    addParts(lastNumber(m_database), 0, sealed);
    return id;
}

bool BlobTable::knows(const protocol::BlobId &blob)
{
    return m_find.run(blob).next();
}

std::int64_t BlobTable::beginUnfinished(std::int64_t draft, const protocol::BlobId &standIn)
{
    m_insert.execute(standIn, draft, 0, m_clock.wallMilliseconds(), UploadState::LetGo);
    return lastNumber(m_database);
}

void BlobTable::addParts(std::int64_t number, std::uint64_t offset, const QByteArray &bytes)
{
    const auto first = static_cast<qsizetype>(offset) / partBytes;
    for (qsizetype at = 0; at < bytes.size(); at += partBytes)
        m_insertPart.execute(number, first + at / partBytes, bytes.mid(at, partBytes));
}

void BlobTable::finish(std::int64_t number, const protocol::BlobId &id, std::uint64_t size)
{
    m_finish.execute(number, id, size);
}

bool BlobTable::removeSome(const std::set<std::int64_t> &underWay)
{
    std::int64_t number = 0;
    for (Query query = m_gone.run(); number == 0 && query.next();)
        number = underWay.contains(query.integer(0)) ? 0 : query.integer(0);
    if (number == 0)
        return false;
    m_removeParts.execute(number);
    if (changedRows(m_database) == 0)
        m_removeRow.execute(number);
    return true;
}

QByteArray BlobTable::read(const protocol::BlobId &blob)
{
    const Row row = find(blob);
    if (row.size > ports::maximumWholeBlobBytes)
        throw Failure(ErrorCode::AttachmentTooLarge);
    QByteArray sealed;
    sealed.reserve(static_cast<qsizetype>(row.size));
    Query query = m_parts.run(row.number, 0, row.size / partBytes);
    while (query.next())
        sealed += query.bytes(0);
    if (idOf(sealed) != blob)
        throw Failure(ErrorCode::StoreCorrupt, QStringLiteral("an attachment is damaged"));
    return sealed;
}

QByteArray BlobTable::readRange(const protocol::BlobId &blob, std::uint64_t offset, std::uint32_t size)
{
    const Row row = find(blob);
    if (offset > row.size)
        throw Failure(ErrorCode::OffsetMismatch);
    const std::uint64_t count = std::min<std::uint64_t>({size, maximumRange, row.size - offset});
    if (count == 0)
        return {};
    const std::uint64_t first = offset / partBytes;
    QByteArray bytes;
    Query query = m_parts.run(row.number, first, (offset + count - 1) / partBytes);
    while (query.next())
        bytes += query.bytes(0);
    const auto skipped = static_cast<qsizetype>(offset - first * partBytes);
    if (bytes.size() < skipped + static_cast<qsizetype>(count))
        throw Failure(ErrorCode::StoreCorrupt, QStringLiteral("an attachment is damaged"));
    return bytes.mid(skipped, static_cast<qsizetype>(count));
}

std::int64_t BlobTable::waitingUploads()
{
    return m_waiting.number();
}

std::optional<ports::BlobUpload> BlobTable::nextUpload()
{
    Query query = m_next.run();
    if (!query.next())
        return std::nullopt;
    return ports::BlobUpload{query.fixed<protocol::BlobId>(0), query.fixed<protocol::DraftId>(1),
                             static_cast<std::uint64_t>(query.integer(2)),
                             static_cast<std::uint64_t>(query.integer(3))};
}

void BlobTable::setOffset(const protocol::BlobId &blob, std::uint64_t offset)
{
    const Row row = find(blob);
    if (offset > row.size)
        throw Failure(ErrorCode::OffsetMismatch);
    m_setOffset.execute(row.number, offset, offset == row.size ? UploadState::Done : UploadState::Waiting);
}

void BlobTable::putAside(const protocol::BlobId &blob, ErrorCode reason)
{
    m_putAside.execute(find(blob).number, reason, m_clock.wallMilliseconds());
}

void BlobTable::sendAgain(const protocol::BlobId &blob)
{
    m_sendAgain.execute(blob);
}

void BlobTable::sendAllAgain()
{
    m_sendAllAgain.execute();
}

void BlobTable::letUnnamedGo(std::int64_t now)
{
    m_noteUnnamed.execute(now);
    m_letUnnamedGo.execute(now - unnamedLifetime);
}

} // namespace luotsi::store
