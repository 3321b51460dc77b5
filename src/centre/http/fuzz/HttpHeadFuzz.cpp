#include "centre/handlers/QueryFields.h"
#include "centre/http/RequestHead.h"

#include <cstdint>
#include <cstdlib>

using namespace luotsi::centre;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

/// What is ours of a request's head, beyond the library that cuts it into fields: the target, its query, and
/// the fields the commands read. First line: target; the others: values of the fields, in turn.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QList<QByteArray> lines = bytes.split('\n');
    const http::TargetParts parts = http::splitTarget(lines.first());
    require(parts.path.size() + parts.query.size() <= lines.first().size());
    require(!parts.path.contains('?'));
    if (const auto fields = handlers::QueryFields::parse(parts.query)) {
        const auto number = fields->number("after", 7, 1000);
        require(!number || *number <= 1000);
        require(fields->value("after").has_value() || (number && *number == 7));
    }
    handlers::Request request;
    qsizetype next = 0;
    http::readFields(request, [&](const char *) {
        return ++next < lines.size() ? QByteArrayView(lines.at(next)) : QByteArrayView();
    });
    require(!request.range || request.range->first <= request.range->second);
    return 0;
}
