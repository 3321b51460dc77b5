#include "centre/http/RequestHead.h"

#include "sync/protocol/Paths.h"

#include <algorithm>
#include <array>
#include <limits>

namespace luotsi::centre::http {

namespace paths = sync::protocol::paths;

namespace {

std::optional<std::uint64_t> wholeNumber(QByteArrayView text)
{
    const bool digits =
        !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool ok = false;
    const std::uint64_t value = digits ? text.toByteArray().toULongLong(&ok) : 0;
    return ok ? std::optional(value) : std::nullopt;
}

/// One range "bytes=first-last" or "bytes=first-"; others are not offered and give the whole.
std::optional<std::pair<std::uint64_t, std::uint64_t>> rangeOf(QByteArrayView text)
{
    constexpr QByteArrayView unit("bytes=");
    if (!text.startsWith(unit))
        return std::nullopt;
    const QByteArrayView range = text.sliced(unit.size());
    const auto dash = std::find(range.begin(), range.end(), '-');
    if (dash == range.end())
        return std::nullopt;
    const auto first = wholeNumber(range.first(dash - range.begin()));
    const QByteArrayView end = range.sliced(dash - range.begin() + 1);
    const auto last =
        end.isEmpty() ? std::optional(std::numeric_limits<std::uint64_t>::max()) : wholeNumber(end);
    if (!first || !last || *last < *first)
        return std::nullopt;
    return std::pair(*first, *last);
}

} // namespace

handlers::Method methodOf(QByteArrayView name)
{
    using handlers::Method;
    constexpr std::array known{std::pair("GET", Method::Get), std::pair("HEAD", Method::Head),
                               std::pair("POST", Method::Post), std::pair("PATCH", Method::Patch)};
    const auto found = std::find_if(known.begin(), known.end(),
                                    [name](const auto &one) { return name == QByteArrayView(one.first); });
    return found == known.end() ? Method::Other : found->second;
}

TargetParts splitTarget(QByteArrayView target)
{
    const auto mark = std::find(target.begin(), target.end(), '?');
    const qsizetype size = mark - target.begin();
    return {target.first(size), mark == target.end() ? QByteArrayView() : target.sliced(size + 1)};
}

void readFields(handlers::Request &request, const std::function<QByteArrayView(const char *)> &field)
{
    request.uploadOffset = wholeNumber(field(paths::offsetHeader));
    request.range = rangeOf(field("Range"));
    const QByteArrayView version = field(paths::versionHeader);
    if (!version.isEmpty())
        request.protocolVersion = static_cast<std::uint32_t>(wholeNumber(version).value_or(0));
}

bool isUrgent(QByteArrayView urgency)
{
    return urgency == QByteArrayView(paths::urgentRequest);
}

} // namespace luotsi::centre::http
