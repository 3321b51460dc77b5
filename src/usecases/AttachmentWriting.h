#pragma once

#include "attachments/PreparedFile.h"
#include "base/ByteSource.h"
#include "sealing/BlobSealing.h"
#include "usecases/OpenDraft.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace luotsi::usecases {

/// A file on its way into the store, a piece at a time, so that a page can show how far it is and a person
/// can change their mind. Memory: a few pieces, whatever the size of a recording. Invariants: the store never
/// sees a plain byte; unless `attached`, nothing of it stays when this goes. Threading: the store's caller; a
/// step takes some milliseconds, so a page calls it from its event loop.
class AttachmentWriting
{
public:
    /// Judges and cleans the file for the question `target` (an upload, or a repeat of uploads) and begins.
    /// The attachments' errors, and StoreFull when there is no room for all of it.
    [[nodiscard]] static base::Result<AttachmentWriting>
    begin(Tools tools, const OpenDraft &draft, forms::NodeId target, std::unique_ptr<base::ByteSource> file);
    /// The same with a file that was judged and cleaned elsewhere, e.g. on another thread.
    [[nodiscard]] static base::Result<AttachmentWriting> begin(Tools tools, const OpenDraft &draft,
                                                               attachments::PreparedFile file);
    AttachmentWriting(AttachmentWriting &&other) noexcept;
    AttachmentWriting &operator=(AttachmentWriting &&) = delete;
    ~AttachmentWriting();

    /// Seals and stores the next piece; after an error nothing is there any more.
    [[nodiscard]] base::Result<void> step();
    [[nodiscard]] bool finished() const { return m_ref.has_value(); }
    [[nodiscard]] std::uint64_t doneBytes() const { return m_done; }
    [[nodiscard]] std::uint64_t totalBytes() const { return m_file.size(); }
    /// What the change that attaches it says; only when finished.
    [[nodiscard]] const protocol::AttachmentRef &reference() const { return *m_ref; }
    /// Takes out what has been written so far. Also done by the destructor.
    void abandon();

private:
    AttachmentWriting(Tools tools, attachments::PreparedFile file, sealing::BlobSealer sealer,
                      ports::BlobWriting writing);
    [[nodiscard]] base::Result<void> finish();

    Tools m_tools;
    attachments::PreparedFile m_file;
    sealing::BlobSealer m_sealer;
    std::optional<ports::BlobWriting> m_writing; ///< while the store holds something unfinished
    std::uint64_t m_done = 0;
    std::optional<protocol::AttachmentRef> m_ref;
};

/// What the form and the pack allow for an upload question, or a repeat of uploads.
[[nodiscard]] attachments::PageLimits limitsOf(const OpenDraft &draft, forms::NodeId target);

} // namespace luotsi::usecases
