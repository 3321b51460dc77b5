#include "storelink/Frame.h"
#include "storelink/Requests.h"
#include "storelink/SessionControl.h"

#include <cstdint>
#include <cstdlib>

using namespace luotsi;

namespace {

/// Refuses everything: only the way there is tried out. A session's requests must not reach it without a
/// draft of its own.
class RefusingStore final : public ports::DraftStore
{
public:
    using DraftId = ports::protocol::DraftId;
    base::Result<void> createDraft(const ports::NewDraft &) override { return refused; }
    base::Result<void> commit(const ports::DraftCommit &) override { std::abort(); }
    base::Result<void> putOpenChange(const ports::OpenChange &) override { std::abort(); }
    base::Result<void> promoteOpenChanges(const DraftId &) override { std::abort(); }
    base::Result<ports::DraftRecords> load(const DraftId &) override { std::abort(); }
    base::Result<ports::DraftStatus> status(const DraftId &) override { std::abort(); }
    base::Result<std::optional<ports::CodeEntry>> findCode(const ports::protocol::LookupId &) override
    {
        return std::optional<ports::CodeEntry>();
    }
    base::Result<void> addCode(const ports::CodeEntry &) override { std::abort(); }
    base::Result<void> markCodeUsed(const ports::protocol::LookupId &) override { std::abort(); }
    base::Result<std::int64_t> countFailedTry() override { return std::int64_t{0}; }
    base::Result<std::int64_t> tryDelay() override { return std::int64_t{0}; }
    base::Result<void> addWraps(const DraftId &, const std::vector<ports::protocol::Wrap> &) override
    {
        std::abort();
    }
    base::Result<void> eraseDraft(const DraftId &, const std::optional<ports::protocol::Change> &) override
    {
        std::abort();
    }
    base::Result<ports::BlobWriting> beginBlob(const DraftId &, std::uint64_t) override { std::abort(); }
    base::Result<void> appendBlob(ports::BlobWriting, const QByteArray &) override { std::abort(); }
    base::Result<ports::protocol::BlobId> finishBlob(ports::BlobWriting) override { std::abort(); }
    base::Result<void> abandonBlob(ports::BlobWriting) override { std::abort(); }
    base::Result<QByteArray> readBlob(const ports::protocol::BlobId &) override { std::abort(); }
    base::Result<std::uint64_t> freeBytes() override { return std::uint64_t{1}; }

private:
    static constexpr base::ErrorCode refused = base::ErrorCode::StoreFull;
};

} // namespace

/// Bytes from a session: cut into frames, each taken as a request and as a control message.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    RefusingStore store;
    storelink::Requests requests(store);
    storelink::FrameReader reader;
    reader.append(bytes);
    for (auto frame = reader.next(); frame.ok() && frame->has_value(); frame = reader.next()) {
        (void)requests.answer(**frame);
        (void)storelink::control::decode(**frame);
    }
    // And without the length in front, which a mutator seldom gets right.
    (void)requests.answer(bytes);
    if (const auto message = storelink::control::decode(bytes); message.ok()) {
        if (storelink::control::encode(*message) != bytes)
            std::abort();
    }
    return 0;
}
