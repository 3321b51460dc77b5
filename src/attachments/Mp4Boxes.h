#pragma once

#include "base/ByteSource.h"
#include "base/Result.h"

#include <cstdint>
#include <vector>

namespace luotsi::attachments {

/// What matters of the boxes of an MP4 file (ISO/IEC 14496-12). Positions are bytes of the file.
struct Mp4Boxes
{
    /// A box of user data, metadata or a maker's own.
    struct Remark
    {
        std::uint64_t name = 0;    ///< where its four letters stand
        std::uint64_t content = 0; ///< where its head ends
        std::uint64_t end = 0;
    };

    std::vector<Remark> remarks; ///< in the order of the file, none inside another
    bool hasPictures = false;    ///< a track says that it is seen (8.4.3)
};

/// Reads heads only. AttachmentUnreadable when the boxes do not fill the space they are given, are nested
/// deeper or are more than any film in use; the source's errors. Threading: the source's.
[[nodiscard]] base::Result<Mp4Boxes> readMp4Boxes(base::ByteSource &source);

} // namespace luotsi::attachments
