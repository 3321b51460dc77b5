#include "attachments/AttachmentKind.h"
#include "attachments/PageFile.h"

#include <cstdlib>

using namespace luotsi::attachments;

/// Any bytes as a file a person wants to attach.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const auto page = preparePage(bytes, {QString(), 64});
    if (!page)
        return 0;
    // What was taken is taken again, as the same kind.
    const auto again = preparePage(page->bytes, {page->mediaType, 64});
    if (kindOf(page->bytes) == AttachmentKind::Other || !again || again->extension != page->extension)
        std::abort();
    return 0;
}
