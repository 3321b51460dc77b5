#include "centre/handlers/QueryFields.h"

#include <algorithm>

namespace luotsi::centre::handlers {

using base::ErrorCode;
using base::Result;

Result<QueryFields> QueryFields::parse(QByteArrayView query)
{
    QueryFields fields;
    if (query.isEmpty())
        return fields;
    for (const QByteArray &part : query.toByteArray().split('&')) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = equals < 0 ? part : part.first(equals);
        const QByteArray text = equals < 0 ? QByteArray() : part.sliced(equals + 1);
        if (!fields.m_fields.emplace(name, text).second)
            return base::Error{
                ErrorCode::MalformedInput, QStringLiteral("a field of the query stands twice"), {}};
    }
    return fields;
}

std::optional<QByteArray> QueryFields::value(const char *name) const
{
    const auto found = m_fields.find(name);
    return found == m_fields.end() ? std::nullopt : std::optional(found->second);
}

Result<std::uint64_t> QueryFields::number(const char *name, std::uint64_t fallback,
                                          std::uint64_t maximum) const
{
    const auto text = value(name);
    if (!text)
        return fallback;
    const bool digits = !text->isEmpty() &&
                        std::all_of(text->begin(), text->end(), [](char c) { return c >= '0' && c <= '9'; });
    bool ok = false;
    const std::uint64_t number = digits ? text->toULongLong(&ok) : 0;
    if (!ok || number > maximum)
        return base::Error{ErrorCode::MalformedInput,
                           QStringLiteral("%1 is not a number in its range").arg(QLatin1String(name)),
                           {}};
    return number;
}

} // namespace luotsi::centre::handlers
