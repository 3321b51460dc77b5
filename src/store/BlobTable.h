#pragma once

#include "base/Clock.h"
#include "ports/DraftStore.h"
#include "ports/SyncStore.h"
#include "store/Statement.h"
#include "store/States.h"

#include <cstdint>
#include <optional>

namespace luotsi::store {

namespace ports = luotsi::ports;
namespace protocol = sync::protocol;

/// Sealed attachments in parts of 64 KiB inside the database, so that one fsynced commit makes one durable,
/// a crash leaves a whole one or none, and erasing reaches all of it. All members run inside Database::read
/// or write and throw Failure.
class BlobTable
{
public:
    static constexpr qsizetype partBytes = 64 * 1024;
    static constexpr std::uint32_t maximumRange = 1024 * 1024;
    static constexpr std::int64_t unnamedLifetime = std::int64_t{24} * 3600 * 1000;

    BlobTable(Database &database, const base::Clock &clock);

    [[nodiscard]] protocol::BlobId write(std::int64_t draft, const QByteArray &sealed);
    /// StoreCorrupt when the bytes are not those of the name.
    [[nodiscard]] QByteArray read(const protocol::BlobId &blob);
    [[nodiscard]] QByteArray readRange(const protocol::BlobId &blob, std::uint64_t offset,
                                       std::uint32_t size);

    [[nodiscard]] std::int64_t waitingUploads();
    [[nodiscard]] std::optional<ports::BlobUpload> nextUpload();
    void setOffset(const protocol::BlobId &blob, std::uint64_t offset);
    void putAside(const protocol::BlobId &blob, base::ErrorCode reason);
    /// The centre misses it although it was sent: it waits again.
    void sendAgain(const protocol::BlobId &blob);
    /// The centre may have lost any of them.
    void sendAllAgain();
    /// Attachments that no change has named for a day; `now` is the centre's time.
    void removeUnnamed(std::int64_t now);

private:
    struct Row
    {
        std::int64_t number;
        std::uint64_t size;
    };
    [[nodiscard]] Row find(const protocol::BlobId &blob);

    Database &m_database;
    const base::Clock &m_clock;
    Statement m_find;
    Statement m_insert;
    Statement m_insertPart;
    Statement m_parts;
    Statement m_waiting;
    Statement m_next;
    Statement m_setOffset;
    Statement m_putAside;
    Statement m_sendAgain;
    Statement m_sendAllAgain;
    Statement m_noteUnnamed;
    Statement m_removeUnnamedParts;
    Statement m_removeUnnamed;
};

} // namespace luotsi::store
