#include "usecases/AttachmentWriting.h"

#include "crypto/SecretBytes.h"

namespace luotsi::usecases {

namespace {

/// The question's own limit (orx:max-pixels) before the pack's for the whole form.
int longestSide(const OpenDraft &draft, forms::NodeId target)
{
    const int own = draft.instance().parameter(target, QStringLiteral("orx:max-pixels")).toInt();
    return own > 0 ? own : draft.form().description.imageLongestSide;
}

} // namespace

attachments::PageLimits limitsOf(const OpenDraft &draft, forms::NodeId target)
{
    attachments::PageLimits limits{draft.instance().parameter(target, QStringLiteral("mediatype")),
                                   longestSide(draft, target)};
    if (draft.form().description.recordingBytes > 0)
        limits.recordingBytes = draft.form().description.recordingBytes;
    return limits;
}

AttachmentWriting::AttachmentWriting(Tools tools, attachments::PreparedFile file, sealing::BlobSealer sealer,
                                     ports::BlobWriting writing)
    : m_tools(tools), m_file(std::move(file)), m_sealer(std::move(sealer)), m_writing(writing)
{
}

AttachmentWriting::AttachmentWriting(AttachmentWriting &&other) noexcept
    : m_tools(other.m_tools), m_file(std::move(other.m_file)), m_sealer(std::move(other.m_sealer)),
      m_writing(std::exchange(other.m_writing, std::nullopt)), m_done(other.m_done),
      m_ref(std::move(other.m_ref))
{
}

AttachmentWriting::~AttachmentWriting()
{
    abandon();
}

base::Result<AttachmentWriting> AttachmentWriting::begin(Tools tools, const OpenDraft &draft,
                                                         forms::NodeId target,
                                                         std::unique_ptr<base::ByteSource> file)
{
    auto prepared = attachments::prepareFile(std::move(file), limitsOf(draft, target));
    if (!prepared)
        return prepared.error();
    return begin(tools, draft, std::move(*prepared));
}

base::Result<AttachmentWriting> AttachmentWriting::begin(Tools tools, const OpenDraft &draft,
                                                         attachments::PreparedFile file)
{
    auto sealer = sealing::BlobSealer::begin(tools.random);
    if (!sealer)
        return sealer.error();
    const qint64 sealed = crypto::sealedFileSize(static_cast<qint64>(file.size()));
    const auto writing = tools.store.beginBlob(draft.facts().id, static_cast<std::uint64_t>(sealed));
    if (!writing)
        return writing.error();
    return AttachmentWriting(tools, std::move(file), std::move(*sealer), *writing);
}

base::Result<void> AttachmentWriting::step()
{
    if (!m_writing)
        return {base::ErrorCode::Internal, QStringLiteral("the attachment is not being written")};
    auto plain = m_file.next(ports::blobPieceBytes);
    if (!plain) {
        abandon();
        return plain.error();
    }
    m_done += static_cast<std::uint64_t>(plain->size());
    const auto sealed = m_sealer.add(*plain);
    crypto::wipe(*plain);
    if (!sealed) {
        abandon();
        return sealed.error();
    }
    if (auto stored = m_tools.store.appendBlob(*m_writing, *sealed); !stored) {
        m_writing.reset();
        return stored;
    }
    return m_done < m_file.size() ? base::Result<void>() : finish();
}

base::Result<void> AttachmentWriting::finish()
{
    const ports::BlobWriting writing = *m_writing;
    const auto rest = m_sealer.finish();
    if (!rest) {
        abandon();
        return rest.error();
    }
    m_writing.reset();
    if (auto stored = m_tools.store.appendBlob(writing, *rest); !stored)
        return stored;
    const auto blob = m_tools.store.finishBlob(writing);
    if (!blob)
        return blob.error();
    m_ref.emplace();
    m_ref->name = sealing::attachmentName(*blob, m_file.extension());
    m_ref->blob = *blob;
    m_ref->key = m_sealer.key();
    m_ref->mediaType = m_file.mediaType();
    m_ref->size = m_file.size();
    return {};
}

void AttachmentWriting::abandon()
{
    // What the store could not take out now its housekeeping does later: nothing names it.
    if (m_writing)
        (void)m_tools.store.abandonBlob(*std::exchange(m_writing, std::nullopt));
}

} // namespace luotsi::usecases
