#pragma once

// Parts the codecs of this folder share. Not for use outside it.

#include "sync/protocol/Cbor.h"
#include "sync/protocol/Push.h"

#include <QCryptographicHash>

#include <algorithm>
#include <vector>

namespace luotsi::sync::protocol {

/// First element of every message that is not a change.
inline constexpr std::uint64_t wireVersion = 1;
inline constexpr std::size_t maximumStatusDrafts = 1000;
inline constexpr std::size_t maximumStableChanges = 100'000;

template<typename Fixed> [[nodiscard]] Fixed sha256As(QByteArrayView bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::fromRawData(bytes.data(), bytes.size()));
    return *Fixed::fromBytes(hash.result());
}

template<typename Id> [[nodiscard]] bool isSortedSet(const std::vector<Id> &ids)
{
    return std::adjacent_find(ids.begin(), ids.end(), [](const Id &a, const Id &b) { return !(a < b); }) ==
           ids.end();
}

/// Sets whose order says nothing are sorted on the wire; lists keep theirs.
enum class IdOrder { Sorted, Any };

template<typename Id> void writeIds(CborWriter &writer, const std::vector<Id> &ids)
{
    writer.array(ids.size());
    for (const Id &id : ids)
        writer.fixed(id);
}

template<typename Id>
[[nodiscard]] std::vector<Id> readIds(CborReader &reader, std::size_t maximum,
                                      IdOrder order = IdOrder::Sorted)
{
    const std::size_t count = reader.array();
    if (count > maximum)
        reader.fail("too many ids");
    std::vector<Id> ids;
    for (std::size_t i = 0; i < count && !reader.failed(); ++i)
        ids.push_back(reader.fixed<Id>());
    if (order == IdOrder::Sorted && !isSortedSet(ids))
        reader.fail("ids unsorted or twice");
    return ids;
}

inline void readVersionedArray(CborReader &reader, std::size_t parts)
{
    reader.arrayOf(parts);
    if (reader.number() != wireVersion)
        reader.fail("version");
}

/// Opens a message that is an array of `parts` with the version first. ProtocolTooOld for a newer version,
/// whatever its length.
[[nodiscard]] inline base::Result<CborReader> openVersioned(QByteArrayView bytes, std::size_t maximumBytes,
                                                            std::size_t parts)
{
    auto reader = CborReader::open(bytes, maximumBytes);
    if (!reader)
        return reader;
    const std::size_t found = reader->array();
    const std::uint64_t version = reader->number();
    if (!reader->failed() && version > wireVersion)
        return {base::ErrorCode::ProtocolTooOld, QStringLiteral("message of a newer version")};
    if (version != wireVersion || found != parts)
        reader->fail("version or length");
    if (reader->failed()) {
        const auto finished = reader->finish();
        return finished.error();
    }
    return reader;
}

inline void writeFeedEpoch(CborWriter &writer, const std::optional<FeedEpochId> &epoch)
{
    if (epoch)
        writer.fixed(*epoch);
    else
        writer.null();
}

[[nodiscard]] inline std::optional<FeedEpochId> readFeedEpoch(CborReader &reader)
{
    std::optional<FeedEpochId> epoch;
    if (!reader.null())
        epoch = reader.fixed<FeedEpochId>();
    return epoch;
}

} // namespace luotsi::sync::protocol
