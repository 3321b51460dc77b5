#pragma once

#include "base/Random.h"
#include "base/Result.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace luotsi::pki {

/// Code that lets one device enrol once: 16 random characters (77 bits) shown in groups of four. At rest only
/// its hash is kept; the entropy makes a slow hash needless. Invariant: well formed. Secret until used.
class OneTimeCode
{
public:
    [[nodiscard]] static OneTimeCode generate(base::Random &random);
    /// Any case, spaces and dashes anywhere. CodeMalformed otherwise.
    [[nodiscard]] static base::Result<OneTimeCode> parse(QStringView typed);

    /// "ABCD-EFGH-JKMN-PQRT"
    [[nodiscard]] QString text() const;
    /// SHA-256 with a fixed prefix: what is stored and looked up.
    [[nodiscard]] QByteArray hash() const;
    /// Compares in constant time.
    [[nodiscard]] bool matches(const QByteArray &storedHash) const;

private:
    explicit OneTimeCode(QByteArray characters) : m_characters(std::move(characters)) {}
    QByteArray m_characters;
};

} // namespace luotsi::pki
