#pragma once

#include "base/Result.h"

#include <QString>
#include <QStringView>

#include <array>
#include <cstdint>

namespace luotsi::domain {

/// The written form of a resume code: 12 characters of a 29-letter alphabet without look-alikes (no 0 O, 1 I
/// L, 5 S), the last one a check character, shown as KV7H-4MPX-2TRR. This class knows nothing of keys. The
/// check character finds every single wrong character and every swap of two neighbours: sum of position ×
/// value over the first eleven, positions from 1, remainder of 29 (a prime). Never log it, never put it into
/// a file name. Errors: the Code reasons and Empty. Threading: a plain value.
class ResumeCodeText
{
public:
    static constexpr int length = 12;
    static constexpr int alphabetSize = 29;
    [[nodiscard]] static QLatin1String alphabet();

    /// Tolerates lower case, spaces and any hyphens. A character outside the alphabet is an error and never
    /// replaced by a look-alike: the alphabet has none to replace it by.
    [[nodiscard]] static base::Result<ResumeCodeText> normalise(QStringView text);

    /// From eleven values below 29; the check character is added. MalformedInput when a value is too large.
    [[nodiscard]] static base::Result<ResumeCodeText>
    fromValues(const std::array<std::uint8_t, length - 1> &values);

    /// Twelve characters without hyphens: what keys are derived from.
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] QString grouped() const;

    friend bool operator==(const ResumeCodeText &a, const ResumeCodeText &b) { return a.m_text == b.m_text; }

private:
    explicit ResumeCodeText(QString text) : m_text(std::move(text)) {}
    QString m_text;
};

} // namespace luotsi::domain
