#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>

namespace luotsi::scan {

/// Opens single pages of a SQLCipher 4 database under a raw key: AES-256-CBC, with IV and HMAC-SHA512 at the
/// end of each page. A page that does not verify is not opened. A plain value; not shared.
class PageCipher
{
public:
    static constexpr qsizetype pageBytes = 4096;
    static constexpr qsizetype saltBytes = 16;

    /// `salt` is what the file begins with.
    PageCipher(QByteArray key, const QByteArray &salt);

    /// Plain content of the page, without salt, IV and HMAC.
    [[nodiscard]] std::optional<QByteArray> open(QByteArrayView page, std::uint32_t number) const;

private:
    QByteArray m_key;
    QByteArray m_authenticationKey;
};

} // namespace luotsi::scan
