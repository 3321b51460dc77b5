#include "sync/protocol/Messages.h"
#include "sync/protocol/fuzz/FuzzInput.h"

using namespace luotsi::sync::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes = fuzz::view(data, size);
    const auto page = decodeFeedPage(bytes);
    if (!page)
        return 0;
    fuzz::require(encodeFeedPage(*page) == bytes);
    // What a reader relies on: no number is left out.
    std::uint64_t number = page->entries.empty() ? page->next : page->entries.front().number - 1;
    for (const FeedPage::Entry &entry : page->entries)
        fuzz::require(entry.number == ++number);
    fuzz::require(page->next == number);
    return 0;
}
