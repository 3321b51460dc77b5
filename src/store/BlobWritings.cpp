#include "store/BlobWritings.h"

#include "base/Log.h"

#include <set>

namespace luotsi::store {

using base::ErrorCode;
using base::Result;

namespace {

/// Taking pieces out writes to the log too: this much of the disk is left for it and for answers.
constexpr std::uint64_t roomLeftFree = 8 * 1024 * 1024;
/// How long giving up may keep the store busy; housekeeping does the rest.
constexpr std::int64_t giveUpTime = 3000;

} // namespace

Result<ports::BlobWriting> BlobWritings::begin(std::int64_t draft, std::uint64_t size)
{
    if (m_writings.size() >= mostUnderWay)
        return {ErrorCode::StoreBusy, QStringLiteral("too many attachments at once")};
    auto writing = std::make_unique<Writing>();
    writing->draft = draft;
    writing->size = size;
    const auto name = static_cast<ports::BlobWriting>(++m_last);
    m_writings.emplace(name, std::move(writing));
    return name;
}

template<typename Value>
Result<Value> BlobWritings::failed(ports::BlobWriting writing, const base::Error &error)
{
    base::logEvent("attachment-given-up", {{"reason", error.code}});
    (void)abandon(writing);
    return error;
}

void BlobWritings::store(Writing &writing, const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return;
    if (writing.row == 0)
        writing.row = m_blobs.beginUnfinished(writing.draft, m_random.make<protocol::BlobId>());
    m_blobs.addParts(writing.row, writing.written, bytes);
}

Result<void> BlobWritings::append(ports::BlobWriting name, const QByteArray &piece, std::uint64_t free)
{
    const auto found = m_writings.find(name);
    if (found == m_writings.end())
        return ErrorCode::NotFound;
    Writing &writing = *found->second;
    const auto length = static_cast<std::uint64_t>(piece.size());
    const std::uint64_t come = writing.written + static_cast<std::uint64_t>(writing.waiting.size());
    if (length > writing.size - come)
        return failed<void>(name, {ErrorCode::MalformedInput, QStringLiteral("more than announced"), {}});
    writing.hash.addData(piece);
    writing.waiting += piece;
    if (writing.waiting.size() <= ports::blobPieceBytes)
        return {};
    if (free < static_cast<std::uint64_t>(writing.waiting.size()) + roomLeftFree)
        return failed<void>(name, {ErrorCode::StoreFull, QStringLiteral("no room for the attachment"), {}});
    const qsizetype whole = writing.waiting.size() / BlobTable::partBytes * BlobTable::partBytes;
    const std::int64_t rowBefore = writing.row;
    const auto stored =
        m_database.write([&] { store(writing, writing.waiting.first(whole)); }, OnFullDisk::Refuse);
    if (!stored) {
        writing.row = rowBefore;
        return failed<void>(name, stored.error());
    }
    writing.waiting.remove(0, whole);
    writing.written += static_cast<std::uint64_t>(whole);
    return {};
}

Result<protocol::BlobId> BlobWritings::finish(ports::BlobWriting name)
{
    const auto found = m_writings.find(name);
    if (found == m_writings.end())
        return ErrorCode::NotFound;
    Writing &writing = *found->second;
    if (writing.written + static_cast<std::uint64_t>(writing.waiting.size()) != writing.size)
        return failed<protocol::BlobId>(
            name, {ErrorCode::MalformedInput, QStringLiteral("less than announced"), {}});
    const auto id = *protocol::BlobId::fromBytes(writing.hash.result());
    const std::int64_t rowBefore = writing.row;
    const auto known = m_database.write(
        [&] {
            if (m_blobs.knows(id))
                return true;
            store(writing, writing.waiting);
            m_blobs.finish(writing.row, id, writing.size);
            return false;
        },
        OnFullDisk::Refuse);
    if (!known) {
        writing.row = rowBefore;
        return failed<protocol::BlobId>(name, known.error());
    }
    m_writings.erase(found);
    if (*known)
        (void)sweep(giveUpTime);
    return id;
}

Result<void> BlobWritings::abandon(ports::BlobWriting name)
{
    if (m_writings.erase(name) == 0)
        return {};
    const auto swept = sweep(giveUpTime);
    return swept ? Result<void>() : Result<void>(swept.error());
}

Result<bool> BlobWritings::sweep(std::int64_t budget)
{
    std::set<std::int64_t> underWay;
    for (const auto &[name, writing] : m_writings)
        underWay.insert(writing->row);
    const std::int64_t end = m_clock.monotonicMilliseconds() + budget;
    for (bool first = true; first || m_clock.monotonicMilliseconds() < end; first = false) {
        const auto removed = m_database.write([&] { return m_blobs.removeSome(underWay); });
        if (!removed)
            return removed.error();
        if (!*removed)
            return true;
    }
    return false;
}

} // namespace luotsi::store
