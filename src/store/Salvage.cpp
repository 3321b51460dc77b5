#include "store/Salvage.h"

#include "store/Database.h"
#include "store/DeviceTable.h"
#include "store/Statement.h"
#include "store/States.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/PushCodec.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <map>

namespace luotsi::store {

using base::ErrorCode;
using base::Result;
using protocol::ChangeKind;

namespace {

constexpr char databaseName[] = "luotsi.db";
constexpr char logName[] = "luotsi.db-wal";
/// Row numbers one unreadable place may span before the rest of the table is given up.
constexpr std::int64_t widestGap = std::int64_t{1} << 32;

constexpr char draftsSql[] = "SELECT number, id, form, copy, submitted_at, gone FROM draft "
                             "WHERE number >= ?1 ORDER BY number";
constexpr char changesSql[] = "SELECT number, draft, bytes FROM change WHERE number >= ?1 ORDER BY number";
constexpr char openSql[] = "SELECT bytes FROM open_change";
constexpr char wrapsSql[] = "SELECT number, draft, bytes FROM wrap WHERE number >= ?1 ORDER BY number";
constexpr char codesSql[] =
    "SELECT number, draft, lookup, key, reader, sealed_wrap, created_at, used FROM code "
    "WHERE number >= ?1 ORDER BY number";
constexpr char blobsSql[] = "SELECT number, id, draft, size FROM blob WHERE number >= ?1 AND upload <> 4 "
                            "ORDER BY number";
constexpr char partSql[] = "SELECT bytes FROM blob_part WHERE blob = ?1 AND part = ?2";
constexpr char receiptsSql[] = "SELECT bytes FROM receipt";
constexpr char bundlesSql[] = "SELECT name, version FROM bundle";

Result<void> copyFile(const QString &from, const QString &to)
{
    if (!QFile::copy(from, to) || !QFile::setPermissions(to, QFile::ReadOwner | QFile::WriteOwner))
        return {ErrorCode::StoreFailed, QStringLiteral("the damaged database cannot be copied")};
    return {};
}

} // namespace

/// The copy, opened, and what has been read of it so far.
class Salvage::Reader
{
public:
    Reader(std::unique_ptr<QTemporaryDir> folder, std::unique_ptr<Database> database)
        : m_folder(std::move(folder)), m_database(std::move(database))
    {
    }

    Result<void> copyDevice(SqlCipherStore &into)
    {
        eachOf(bundlesSql, [&](const Query &row) {
            if (const auto kept =
                    into.acceptBundleVersion(row.bytes(0), static_cast<std::uint64_t>(row.integer(1)));
                !kept && kept.error().code != ErrorCode::BundleRollback)
                throw Failure(kept.error().code);
        });
        const auto identity = deviceIdentity();
        if (!identity)
            return {ErrorCode::NotFound, QStringLiteral("who the device is cannot be read")};
        return into.saveIdentity(*identity);
    }

    Result<SalvageReport> copyDrafts(SqlCipherStore &into)
    {
        m_report.device = deviceIdentity().has_value();
        readDrafts();
        readChanges();
        readWraps();
        readCodes();
        for (auto &[number, found] : m_drafts) {
            if (found.changes.empty()) {
                ++m_report.draftsLost;
                continue;
            }
            if (!found.erased)
                readBlobs(number, found);
            const auto adopted = into.adopt(found);
            if (!adopted)
                return adopted.error();
            ++(*adopted ? m_report.drafts : m_report.draftsThere);
            if (*adopted)
                m_report.codes += static_cast<std::uint32_t>(found.codes.size());
            found = {};
        }
        return copyReceipts(into) ? Result<SalvageReport>(m_report) : ErrorCode::StoreFailed;
    }

private:
    /// Goes over rows whose first column is their number. What cannot be read is stepped over.
    template<typename Take> void eachRow(const char *sql, Take take)
    {
        Statement rows(*m_database, sql);
        for (std::optional<std::int64_t> from = 0; from; from = behindGap(rows, *from)) {
            try {
                Query row = rows.run(*from);
                while (row.next()) {
                    from = row.integer(0) + 1;
                    take(row);
                }
                return;
            } catch (const Failure &) {
                ++m_report.gaps;
            }
        }
    }

    [[nodiscard]] static bool readableFrom(Statement &rows, std::int64_t number)
    {
        try {
            Query row = rows.run(number);
            (void)row.next();
            return true;
        } catch (const Failure &) {
            return false;
        }
    }

    /// The first number after `gap`, where reading fails, from which it goes on. Nothing when it never does.
    [[nodiscard]] static std::optional<std::int64_t> behindGap(Statement &rows, std::int64_t gap)
    {
        std::int64_t step = 1;
        while (!readableFrom(rows, gap + step)) {
            step *= 2;
            if (step > widestGap)
                return std::nullopt;
        }
        std::int64_t fails = gap + step / 2;
        std::int64_t reads = gap + step;
        while (reads - fails > 1) {
            const std::int64_t middle = fails + (reads - fails) / 2;
            (readableFrom(rows, middle) ? reads : fails) = middle;
        }
        return reads;
    }

    /// Tables without row numbers: as far as the first place that cannot be read.
    template<typename Take> void eachOf(const char *sql, Take take)
    {
        try {
            Statement rows(*m_database, sql);
            Query row = rows.run();
            while (row.next())
                take(row);
        } catch (const Failure &) {
            ++m_report.gaps;
        }
    }

    std::optional<ports::DeviceIdentity> deviceIdentity()
    {
        try {
            return DeviceTable(*m_database).identity();
        } catch (const Failure &) {
            return std::nullopt;
        }
    }

    void readDrafts()
    {
        eachRow(draftsSql, [this](const Query &row) {
            const auto id = protocol::DraftId::fromBytes(row.bytes(1));
            const auto form = protocol::FormHash::fromBytes(row.bytes(2));
            if (!id || !form)
                return;
            FoundDraft &found = m_drafts[row.integer(0)];
            found.draft = *id;
            found.form = *form;
            found.copy = row.integer(3) == static_cast<std::int64_t>(ports::CentreCopy::AsWritten)
                             ? ports::CentreCopy::AsWritten
                             : ports::CentreCopy::WhenSent;
            found.submitted = !row.isNull(4);
            found.submittedAt = row.integer(4);
            found.erased = row.integer(5) != static_cast<std::int64_t>(Gone::No);
        });
    }

    void takeChange(std::int64_t draft, const QByteArray &bytes)
    {
        auto change = protocol::decodeChange(bytes);
        if (!change) {
            ++m_report.changesDamaged;
            return;
        }
        ++m_report.changes;
        FoundDraft &found = m_drafts[draft];
        found.draft = change->header.draft;
        found.form = change->header.form;
        found.submitted = found.submitted || change->header.kind == ChangeKind::Submit;
        found.erased = found.erased || change->header.kind == ChangeKind::Erase;
        found.changes.push_back(std::move(*change));
    }

    void readChanges()
    {
        eachRow(changesSql, [this](const Query &row) { takeChange(row.integer(1), row.bytes(2)); });
        // What was being typed at the end counts as left.
        std::vector<QByteArray> open;
        eachOf(openSql, [&open](const Query &row) { open.push_back(row.bytes(0)); });
        for (const QByteArray &bytes : open) {
            const auto change = protocol::decodeChange(bytes);
            const auto draft = change ? numberOf(change->header.draft) : std::nullopt;
            if (draft)
                takeChange(*draft, bytes);
        }
    }

    std::optional<std::int64_t> numberOf(const protocol::DraftId &id) const
    {
        for (const auto &[number, found] : m_drafts) {
            if (found.draft == id)
                return number;
        }
        return std::nullopt;
    }

    void readWraps()
    {
        eachRow(wrapsSql, [this](const Query &row) {
            const auto found = m_drafts.find(row.integer(1));
            const auto wrap = protocol::decodeWrap(row.bytes(2));
            if (found != m_drafts.end() && wrap && wrap->draft == found->second.draft &&
                wrap->purpose == protocol::WrapPurpose::ResumeCode)
                found->second.wraps.push_back(*wrap);
        });
    }

    void readCodes()
    {
        eachRow(codesSql, [this](const Query &row) {
            const auto found = m_drafts.find(row.integer(1));
            const auto lookup = protocol::LookupId::fromBytes(row.bytes(2));
            const auto key = protocol::KeyId::fromBytes(row.bytes(3));
            const auto reader = protocol::KeyId::fromBytes(row.bytes(4));
            if (found != m_drafts.end() && lookup && key && reader)
                found->second.codes.push_back({*lookup, found->second.draft, *key, *reader, row.bytes(5),
                                               row.integer(6), row.integer(7) != 0});
        });
    }

    void readBlobs(std::int64_t draft, FoundDraft &found)
    {
        struct Head
        {
            std::int64_t number;
            QByteArray id;
            std::int64_t size;
        };
        std::vector<Head> heads;
        eachRow(blobsSql, [&](const Query &row) {
            if (row.integer(2) == draft)
                heads.push_back({row.integer(0), row.bytes(1), row.integer(3)});
        });
        for (const Head &head : heads) {
            const QByteArray sealed = readParts(head.number, head.size);
            const bool whole = QCryptographicHash::hash(sealed, QCryptographicHash::Sha256) == head.id;
            ++(whole ? m_report.attachments : m_report.attachmentsDamaged);
            if (whole)
                found.blobs.push_back(sealed);
        }
    }

    QByteArray readParts(std::int64_t blob, std::int64_t size)
    {
        try {
            Statement part(*m_database, partSql);
            QByteArray sealed;
            for (std::int64_t number = 0; sealed.size() < size; ++number) {
                Query row = part.run(blob, number);
                if (!row.next())
                    return {};
                sealed += row.bytes(0);
            }
            return sealed;
        } catch (const Failure &) {
            return {};
        }
    }

    Result<void> copyReceipts(SqlCipherStore &into)
    {
        std::vector<QByteArray> receipts;
        eachOf(receiptsSql, [&receipts](const Query &row) { receipts.push_back(row.bytes(0)); });
        for (const QByteArray &bytes : receipts) {
            const auto receipt = protocol::decodeReceipt(bytes);
            if (!receipt)
                continue;
            if (const auto kept = into.applyReceipt(*receipt);
                !kept && kept.error().code != ErrorCode::NotFound)
                return kept;
        }
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_folder; ///< outlives the database in it
    std::unique_ptr<Database> m_database;
    std::map<std::int64_t, FoundDraft> m_drafts; ///< by their number in the damaged store
    SalvageReport m_report;
};

Salvage::Salvage(std::unique_ptr<Reader> reader) : m_reader(std::move(reader)) {}
Salvage::~Salvage() = default;

Result<std::unique_ptr<Salvage>> Salvage::open(const QString &folder, const QByteArray &key,
                                               const QString &workFolder)
{
    const QDir from(folder);
    if (!from.exists(QLatin1String(databaseName)))
        return {ErrorCode::NotFound, QStringLiteral("there is no database in that folder")};
    auto work = std::make_unique<QTemporaryDir>(workFolder + QStringLiteral("/salvage-XXXXXX"));
    if (!work->isValid())
        return {ErrorCode::StoreFailed, QStringLiteral("the damaged database cannot be copied")};
    for (const char *name : {databaseName, logName}) {
        const QString file = QString::fromLatin1(name);
        if (!from.exists(file))
            continue;
        if (const auto copied = copyFile(from.filePath(file), work->filePath(file)); !copied)
            return copied.error();
    }
    Database::Settings settings;
    settings.path = work->filePath(QString::fromLatin1(databaseName));
    settings.key = key;
    settings.onDamage = OnDamage::ReadOn;
    auto database = Database::open(std::move(settings));
    if (!database)
        return database.error();
    return std::unique_ptr<Salvage>(
        new Salvage(std::make_unique<Reader>(std::move(work), std::move(*database))));
}

Result<void> Salvage::copyDevice(SqlCipherStore &into)
{
    return m_reader->copyDevice(into);
}

Result<SalvageReport> Salvage::copyDrafts(SqlCipherStore &into)
{
    return m_reader->copyDrafts(into);
}

} // namespace luotsi::store
