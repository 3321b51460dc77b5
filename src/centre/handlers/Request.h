#pragma once

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace luotsi::centre::handlers {

enum class Method : std::uint8_t { Get, Head, Post, Patch, Other };

/// A request as the handlers see it: no socket, no library's types. Sizes were limited before it was made.
struct Request
{
    Method method = Method::Get;
    QByteArray path;  ///< without the query, still percent-encoded; no route needs decoding
    QByteArray query; ///< behind the question mark
    QByteArray body;
    QByteArray clientCertificatePem; ///< leaf, chain already checked against our authority; empty: none shown
    std::optional<std::uint64_t> uploadOffset;
    std::optional<std::pair<std::uint64_t, std::uint64_t>> range; ///< first and last byte, inclusive
    std::uint32_t protocolVersion = 1;
};

struct Response
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
};

} // namespace luotsi::centre::handlers
