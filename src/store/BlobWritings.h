#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "ports/DraftStore.h"
#include "store/BlobTable.h"
#include "store/Database.h"

#include <QCryptographicHash>

#include <cstdint>
#include <map>
#include <memory>

namespace luotsi::store {

/// Attachments on their way into the store. Invariants: at most one piece of each is in memory; one that fits
/// into a piece is one commit; until it is finished its row stands under a random id that nothing names, so
/// what a crash leaves behind is known as such and goes. Members run their own transactions and answer with
/// the store's errors. Threading: as the database.
class BlobWritings
{
public:
    static constexpr std::size_t mostUnderWay = 8;
    /// Milliseconds for which housekeeping may keep the store from a person's answers.
    static constexpr std::int64_t housekeepingTime = 2000;

    BlobWritings(Database &database, BlobTable &blobs, const base::Clock &clock, base::Random &random)
        : m_database(database), m_blobs(blobs), m_clock(clock), m_random(random)
    {
    }

    [[nodiscard]] base::Result<ports::BlobWriting> begin(std::int64_t draft, std::uint64_t size);
    /// `free` is the room on the disk.
    base::Result<void> append(ports::BlobWriting writing, const QByteArray &piece, std::uint64_t free);
    base::Result<protocol::BlobId> finish(ports::BlobWriting writing);
    base::Result<void> abandon(ports::BlobWriting writing);

    /// Takes out what belongs to nothing any more, in small transactions, so that a large attachment neither
    /// fills the log nor the disk. Ends after `budget` milliseconds; true when nothing is left.
    base::Result<bool> sweep(std::int64_t budget = housekeepingTime);

private:
    struct Writing
    {
        std::int64_t draft = 0;
        std::uint64_t size = 0;    ///< as announced
        std::uint64_t written = 0; ///< in the database
        std::int64_t row = 0;      ///< 0 before the first piece
        QByteArray waiting;
        QCryptographicHash hash{QCryptographicHash::Sha256};
    };

    void store(Writing &writing, const QByteArray &bytes);
    template<typename Value> base::Result<Value> failed(ports::BlobWriting writing, const base::Error &error);

    Database &m_database;
    BlobTable &m_blobs;
    const base::Clock &m_clock;
    base::Random &m_random;
    std::map<ports::BlobWriting, std::unique_ptr<Writing>> m_writings;
    std::uint64_t m_last = 0;
};

} // namespace luotsi::store
