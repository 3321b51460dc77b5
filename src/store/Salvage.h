#pragma once

#include "base/Result.h"
#include "store/SqlCipherStore.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>

namespace luotsi::store {

/// What was found in a damaged store and what of it is in the other one now. Counts, never contents.
struct SalvageReport
{
    std::uint32_t drafts = 0;         ///< written into the other store
    std::uint32_t draftsThere = 0;    ///< left alone: the other store has a draft of that id
    std::uint32_t draftsLost = 0;     ///< known by name only: none of their records could be read
    std::uint32_t changes = 0;        ///< sealed records that are whole (their id is their hash)
    std::uint32_t changesDamaged = 0; ///< records met that are not
    std::uint32_t codes = 0;
    std::uint32_t attachments = 0;
    std::uint32_t attachmentsDamaged = 0;
    std::uint32_t gaps = 0; ///< places of the tables that could not be read: what lay there is lost here
    bool device = false;    ///< who the device is was readable
};

/// Reads a damaged store as far as its pages let it, row by row, and writes what is whole into another store,
/// from where it is sent as if it had just been written; the centre drops what it has already. Opens no
/// sealed record: it needs the database's key and nobody else's. The damaged files are copied first and never
/// touched. What an unreadable draft row would have said is taken from the records: a draft counts as sent
/// when its submit record was found, and else stays on the device until its person comes back.
/// Threading: one thread; blocks. Errors of `open`: NotFound (no database there), StoreWrongKey or
/// StoreCorrupt (first page damaged, or another key: without a key check the two look the same), StoreFailed.
class Salvage
{
public:
    /// `folder` holds luotsi.db and its log; the copy lies in a folder of its own below `workFolder`
    /// meanwhile.
    [[nodiscard]] static base::Result<std::unique_ptr<Salvage>>
    open(const QString &folder, const QByteArray &key, const QString &workFolder);
    ~Salvage();
    Salvage(const Salvage &) = delete;
    Salvage &operator=(const Salvage &) = delete;

    /// The device's identity and the versions of bundles it has accepted. NotFound when the identity cannot
    /// be read; versions are copied whatever comes of it.
    base::Result<void> copyDevice(SqlCipherStore &into);
    /// Drafts, records, codes and attachments. An identity of its own is left to `into`.
    base::Result<SalvageReport> copyDrafts(SqlCipherStore &into);

private:
    class Reader;
    explicit Salvage(std::unique_ptr<Reader> reader);

    std::unique_ptr<Reader> m_reader;
};

} // namespace luotsi::store
