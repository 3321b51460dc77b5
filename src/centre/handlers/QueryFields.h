#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <cstdint>
#include <map>
#include <optional>

namespace luotsi::centre::handlers {

/// The fields behind a path's question mark. No field of ours needs percent-encoding: a value with a percent
/// sign matches nothing. Invariant: every name stands once. A plain value.
class QueryFields
{
public:
    /// MalformedInput for a name that stands twice: which one is meant nobody can say.
    [[nodiscard]] static base::Result<QueryFields> parse(QByteArrayView query);

    [[nodiscard]] std::optional<QByteArray> value(const char *name) const;
    /// A whole number up to `maximum`, `fallback` when the field is not there, MalformedInput otherwise.
    [[nodiscard]] base::Result<std::uint64_t> number(const char *name, std::uint64_t fallback,
                                                     std::uint64_t maximum) const;

private:
    std::map<QByteArray, QByteArray> m_fields;
};

} // namespace luotsi::centre::handlers
