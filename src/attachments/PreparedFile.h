#pragma once

#include "attachments/FilePart.h"
#include "attachments/PageFile.h"
#include "base/ByteSource.h"
#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <vector>

namespace luotsi::attachments {

/// A file that was judged and cleaned, given out from its beginning to its end. A page of paper is in memory
/// already; a recording of any length is read from its source as it is asked for, without what was written
/// beside it. Threading: one thread at a time.
class PreparedFile
{
public:
    [[nodiscard]] const QString &mediaType() const { return m_mediaType; }
    [[nodiscard]] const QString &extension() const { return m_extension; }
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// The next bytes, at most so many; empty at the end. The source's error when it can no longer be read.
    [[nodiscard]] base::Result<QByteArray> next(std::size_t atMost);

private:
    friend base::Result<PreparedFile> prepareFile(std::unique_ptr<base::ByteSource> source,
                                                  const PageLimits &limits);
    PreparedFile(std::unique_ptr<base::ByteSource> source, std::vector<FilePart> parts, QString mediaType,
                 QString extension);

    std::unique_ptr<base::ByteSource> m_source;
    std::vector<FilePart> m_parts;
    QString m_mediaType;
    QString m_extension;
    std::uint64_t m_size = 0;
    std::size_t m_part = 0;     ///< index of the part that comes next
    std::uint64_t m_inside = 0; ///< bytes of it that were given out
};

/// As preparePage, for a file that need not fit into memory: pages of paper up to maximumPageBytes,
/// recordings up to the limit the form gives. The same errors, and the source's.
[[nodiscard]] base::Result<PreparedFile> prepareFile(std::unique_ptr<base::ByteSource> source,
                                                     const PageLimits &limits);

} // namespace luotsi::attachments
