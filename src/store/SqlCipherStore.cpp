#include "store/SqlCipherStore.h"

#include "base/Log.h"
#include "store/Migrations.h"
#include "store/StoreParts.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace luotsi::store {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype keyBytes = 32;

Result<void> prepareFolder(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return {};
    const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownerOnly))
        return {ErrorCode::StoreFailed, QStringLiteral("the store's folder cannot be made")};
    return {};
}

/// Before SQLite, which makes a missing or empty file anew without a word, is let near it.
Result<void> checkFile(const QString &path, KeyCheck::Verdict verdict)
{
    if (verdict == KeyCheck::Verdict::Differs)
        return {ErrorCode::StoreWrongKey,
                QStringLiteral("the key is not the one this database was made with")};
    const bool beenHere = verdict != KeyCheck::Verdict::Absent;
    if (beenHere && QFileInfo(path).size() == 0)
        return {ErrorCode::StoreCorrupt, QStringLiteral("the database file is missing or empty")};
    return {};
}

base::Error explain(const base::Error &error, KeyCheck::Verdict verdict)
{
    // "Not a database" under a key known to be right is damage.
    if (error.code == ErrorCode::StoreWrongKey && verdict == KeyCheck::Verdict::Matches)
        return {ErrorCode::StoreCorrupt, QStringLiteral("the database's first page is damaged"), {}};
    if (error.code == ErrorCode::StoreCorrupt && error.detail.isEmpty())
        return {error.code, QStringLiteral("the database is shorter than it says, or a page is damaged"), {}};
    return error;
}

} // namespace

SqlCipherStore::SqlCipherStore(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
SqlCipherStore::~SqlCipherStore() = default;

Result<std::unique_ptr<SqlCipherStore>> SqlCipherStore::open(StoreOptions options, base::Clock &clock,
                                                             base::Random &random)
{
    if (options.key.size() != keyBytes)
        return ErrorCode::StoreKeyUnavailable;
    if (auto prepared = prepareFolder(options.folder); !prepared)
        return prepared.error();
    const QDir folder(options.folder);
    auto lock = FolderLock::take(folder.filePath(QStringLiteral("luotsi.lock")));
    if (!lock)
        return lock.error();
    const QString path = folder.filePath(QStringLiteral("luotsi.db"));
    const KeyCheck keyCheck(folder.filePath(QStringLiteral("luotsi.key-check")));
    const KeyCheck::Verdict verdict = keyCheck.compare(options.key);
    if (auto checked = checkFile(path, verdict); !checked)
        return checked.error();

    const ReserveFile reserve(folder.filePath(QStringLiteral("luotsi.reserve")), options.reserveFile);
    auto database = Database::open({path, options.key, options.vfs, options.checkpointAbove, [reserve] {
                                        const bool released = reserve.release();
                                        if (released)
                                            base::logEvent("store-reserve-released");
                                        return released;
                                    }});
    if (!database)
        return explain(database.error(), verdict);
    if (auto migrated = migrate(**database); !migrated)
        return explain(migrated.error(), verdict);
    if (verdict != KeyCheck::Verdict::Matches) {
        if (auto written = keyCheck.remember(options.key); !written)
            return written.error();
    }
    options.key.fill('\0');
    if (!reserve.make())
        base::logEvent("store-reserve-missing");
    auto parts = std::make_unique<Parts>(std::move(options), std::move(*lock), reserve, std::move(*database),
                                         clock, random);
    auto begun = parts->database->write([&parts, &random] {
        if (!parts->device.hasEpoch())
            parts->device.setEpoch(random.make<protocol::EpochId>());
        parts->codes.restartTries();
    });
    if (!begun)
        return begun.error();
    return std::unique_ptr<SqlCipherStore>(new SqlCipherStore(std::move(parts)));
}

Result<void> SqlCipherStore::promoteAllOpenChanges()
{
    return m_parts->database->write([this] { m_parts->drafts.promoteAllOpenChanges(); });
}

Result<void> SqlCipherStore::tidy()
{
    if (const auto swept = m_parts->writings.sweep(); !swept)
        return swept.error();
    if (auto done = m_parts->database->checkpoint(); !done)
        return done;
    const auto free = freeBytes();
    // Taking the last space for the reserve would only fill the disk sooner.
    if (free && static_cast<std::int64_t>(*free) > m_parts->options.reserveFile)
        m_parts->reserve.make();
    return {};
}

Result<void> SqlCipherStore::createDraft(const ports::NewDraft &draft)
{
    const auto free = freeBytes();
    if (!free)
        return free.error();
    if (static_cast<std::int64_t>(*free) < m_parts->options.draftReserve)
        return {ErrorCode::StoreFull, QStringLiteral("less than the reserve of a new draft is free")};
    if (draft.code.draft != draft.first.draft)
        return {ErrorCode::MalformedInput, QStringLiteral("a code of another draft")};
    return m_parts->database->write(
        [&] {
            m_parts->drafts.create(draft);
            const DraftRow row = m_parts->drafts.find(draft.first.draft);
            m_parts->codes.add(row.number, draft.code, row.released());
        },
        OnFullDisk::Refuse);
}

Result<void> SqlCipherStore::commit(const ports::DraftCommit &commit)
{
    return m_parts->database->write(
        [&] { m_parts->drafts.commit(m_parts->drafts.find(commit.draft), commit); });
}

Result<void> SqlCipherStore::putOpenChange(const ports::OpenChange &open)
{
    return m_parts->database->write(
        [&] { m_parts->drafts.putOpenChange(m_parts->drafts.find(open.draft), open); });
}

Result<void> SqlCipherStore::promoteOpenChanges(const protocol::DraftId &draft)
{
    return m_parts->database->write([&] { m_parts->drafts.promoteOpenChanges(m_parts->drafts.find(draft)); });
}

Result<ports::DraftRecords> SqlCipherStore::load(const protocol::DraftId &draft)
{
    return m_parts->database->read([&] { return m_parts->drafts.load(m_parts->drafts.find(draft)); });
}

Result<ports::DraftStatus> SqlCipherStore::status(const protocol::DraftId &draft)
{
    return m_parts->database->read([&] { return m_parts->statuses.of(m_parts->drafts.find(draft)); });
}

Result<std::optional<ports::CodeEntry>> SqlCipherStore::findCode(const protocol::LookupId &lookup)
{
    return m_parts->database->read([&] { return m_parts->codes.find(lookup); });
}

Result<void> SqlCipherStore::addCode(const ports::CodeEntry &code)
{
    return m_parts->database->write([&] {
        const DraftRow row = m_parts->drafts.find(code.draft);
        m_parts->codes.add(row.number, code, row.released());
    });
}

Result<void> SqlCipherStore::markCodeUsed(const protocol::LookupId &lookup)
{
    return m_parts->database->write([&] {
        m_parts->codes.markUsed(lookup);
        if (const auto code = m_parts->codes.find(lookup))
            m_parts->audit.add(QStringLiteral("draft-opened"), code->draft.toByteArray());
    });
}

Result<std::int64_t> SqlCipherStore::countFailedTry()
{
    return m_parts->database->write([&] {
        m_parts->audit.add(QStringLiteral("code-refused"), {});
        return m_parts->codes.countFailedTry();
    });
}

Result<std::int64_t> SqlCipherStore::tryDelay()
{
    return m_parts->database->read([&] { return m_parts->codes.tryDelay(); });
}

Result<void> SqlCipherStore::addWraps(const protocol::DraftId &draft,
                                      const std::vector<protocol::Wrap> &wraps)
{
    return m_parts->database->write(
        [&] { m_parts->drafts.addWraps(m_parts->drafts.find(draft), draft, wraps); });
}

Result<void> SqlCipherStore::eraseDraft(const protocol::DraftId &draft,
                                        const std::optional<protocol::Change> &erase)
{
    if (erase && erase->header.draft != draft)
        return {ErrorCode::MalformedInput, QStringLiteral("an erase change of another draft")};
    auto erased = m_parts->database->write([&] {
        DraftTable &drafts = m_parts->drafts;
        const DraftRow row = drafts.find(draft);
        if (row.submitted)
            throw Failure(ErrorCode::AlreadySubmitted);
        if (!erase || !drafts.mayHaveLeft(row)) {
            drafts.remove(row.number);
            return;
        }
        const bool broken = drafts.hasOfferedChanges(row.number);
        drafts.empty(row.number, Gone::ErasedHere);
        if (broken)
            drafts.restartChain(row.number, m_parts->random.make<protocol::EpochId>());
        drafts.insertErase(row.number, *erase);
    });
    // Older copies of the wraps still stand in the log.
    if (erased)
        return m_parts->database->checkpoint();
    return erased;
}

Result<std::uint64_t> SqlCipherStore::freeBytes()
{
    if (m_parts->database->failed())
        return ErrorCode::StoreFailed;
    return freeBytesOf(m_parts->options.folder);
}

} // namespace luotsi::store
