#pragma once

#include "base/Clock.h"
#include "ports/DraftStore.h"
#include "ports/SyncStore.h"
#include "store/Statement.h"
#include "store/States.h"

#include <cstdint>
#include <optional>
#include <set>

namespace luotsi::store {

namespace ports = luotsi::ports;
namespace protocol = sync::protocol;

/// Sealed attachments in parts of 64 KiB inside the database, so that a commit makes one durable, a
/// crash leaves a whole one or what is known as unfinished, and erasing reaches all of it. All members run
/// inside Database::read or write and throw Failure.
class BlobTable
{
public:
    static constexpr qsizetype partBytes = 64 * 1024;
    static constexpr std::uint32_t maximumRange = 1024 * 1024;

    BlobTable(Database &database, const base::Clock &clock);

    [[nodiscard]] protocol::BlobId write(std::int64_t draft, const QByteArray &sealed);
    [[nodiscard]] bool knows(const protocol::BlobId &blob);

    /// A row for bytes to come, under an id that nothing names; its number.
    [[nodiscard]] std::int64_t beginUnfinished(std::int64_t draft, const protocol::BlobId &standIn);
    /// `offset` is a multiple of partBytes, and so is the length of all but the last.
    void addParts(std::int64_t number, std::uint64_t offset, const QByteArray &bytes);
    /// The row has all of its parts: it is the attachment `id` from now on.
    void finish(std::int64_t number, const protocol::BlobId &id, std::uint64_t size);
    /// Takes out a few parts of what is unfinished or let go, leaving `underWay` alone; false when there is
    /// nothing of that.
    [[nodiscard]] bool removeSome(const std::set<std::int64_t> &underWay);

    /// StoreCorrupt when the bytes are not those of the name; AttachmentTooLarge for what is never whole.
    [[nodiscard]] QByteArray read(const protocol::BlobId &blob);
    [[nodiscard]] QByteArray readRange(const protocol::BlobId &blob, std::uint64_t offset,
                                       std::uint32_t size);

    [[nodiscard]] std::int64_t waitingUploads();
    [[nodiscard]] std::optional<ports::BlobUpload> nextUpload();
    void setOffset(const protocol::BlobId &blob, std::uint64_t offset);
    void putAside(const protocol::BlobId &blob, base::ErrorCode reason);
    /// The centre misses it although it was sent: it waits again.
    void sendAgain(const protocol::BlobId &blob);
    /// Lets go of attachments that no change ever named and that were written before `before`; `removeSome`
    /// takes them out.
    void letUnnamedGo(std::int64_t before);

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
    Statement m_finish;
    Statement m_gone;
    Statement m_removeParts;
    Statement m_removeRow;
    Statement m_letUnnamedGo;
};

} // namespace luotsi::store
