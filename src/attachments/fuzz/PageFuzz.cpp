#include "attachments/AttachmentKind.h"
#include "attachments/PageFile.h"

#include <cstdlib>

using namespace luotsi::attachments;

namespace {

void take(const QByteArray &bytes, const QString &mediaTypes)
{
    const auto page = preparePage(bytes, {mediaTypes, 64});
    if (!page)
        return;
    // What was taken is taken again, as the same kind.
    const auto again = preparePage(page->bytes, {page->mediaType, 64});
    if (kindOf(page->bytes) == AttachmentKind::Other || !again || again->extension != page->extension)
        std::abort();
}

} // namespace

/// Any bytes as a file a person wants to attach: to a form that wants pages, and to one that takes anything.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    take(bytes, {});
    take(bytes, QStringLiteral("*/*"));
    return 0;
}
