#include "attachments/PreparedFile.h"

#include "attachments/AttachmentKind.h"
#include "attachments/PageRules.h"
#include "attachments/Recording.h"

#include <algorithm>

namespace luotsi::attachments {

using base::ErrorCode;
using base::Result;

namespace {

/// Enough to tell every kind we know.
constexpr std::uint64_t beginningBytes = 4096;

} // namespace

PreparedFile::PreparedFile(std::unique_ptr<base::ByteSource> source, std::vector<FilePart> parts,
                           QString mediaType, QString extension)
    : m_source(std::move(source)), m_parts(std::move(parts)), m_mediaType(std::move(mediaType)),
      m_extension(std::move(extension)), m_size(sizeOf(m_parts))
{
}

Result<QByteArray> PreparedFile::next(std::size_t atMost)
{
    QByteArray bytes;
    while (m_part < m_parts.size() && static_cast<std::size_t>(bytes.size()) < atMost) {
        const FilePart &part = m_parts[m_part];
        const std::uint64_t wanted =
            std::min<std::uint64_t>(atMost - static_cast<std::size_t>(bytes.size()), part.size - m_inside);
        const auto read = bytesOf(part, m_inside, static_cast<std::size_t>(wanted), *m_source);
        if (!read)
            return read.error();
        bytes += *read;
        m_inside += wanted;
        if (m_inside < part.size)
            break;
        m_inside = 0;
        ++m_part;
    }
    return bytes;
}

Result<PreparedFile> prepareFile(std::unique_ptr<base::ByteSource> source, const PageLimits &limits)
{
    const auto beginning = source->read(0, std::min(source->size(), beginningBytes));
    if (!beginning)
        return beginning.error();
    const AttachmentKind guess = kindOf(*beginning);
    const std::uint64_t most = isRecording(guess) && !limits.mediaTypes.isEmpty()
                                   ? limits.recordingBytes
                                   : static_cast<std::uint64_t>(maximumPageBytes);
    if (source->size() > most)
        return ErrorCode::AttachmentTooLarge;
    if (!isRecording(guess)) {
        const auto whole = source->read(0, source->size());
        if (!whole)
            return whole.error();
        auto page = preparePaper(*whole, limits);
        if (!page)
            return page.error();
        const auto size = static_cast<std::uint64_t>(page->bytes.size());
        return PreparedFile(std::make_unique<base::BytesInMemory>(std::move(page->bytes)),
                            {FilePart::copied(0, size)}, page->mediaType, page->extension);
    }
    if (limits.mediaTypes.isEmpty())
        return ErrorCode::AttachmentWrongKind;
    const auto kind = recordingKind(*source, guess);
    if (!kind)
        return kind.error();
    const FileType type = fileType(*kind);
    if (!isTaken(limits.mediaTypes, QString::fromLatin1(type.mediaType)))
        return ErrorCode::AttachmentWrongKind;
    auto parts = recordingWithoutRemarks(*source, *kind);
    if (!parts)
        return parts.error();
    return PreparedFile(std::move(source), std::move(*parts), QString::fromLatin1(type.mediaType),
                        QString::fromLatin1(type.extension));
}

} // namespace luotsi::attachments
