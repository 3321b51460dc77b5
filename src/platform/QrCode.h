#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace luotsi::platform {

/// A QR code as a square of modules, error correction level Q. Holds exactly the text given and nothing else.
/// A plain value; any thread.
class QrCode
{
public:
    /// MalformedInput when the text is empty or does not fit.
    [[nodiscard]] static base::Result<QrCode> of(const QString &text);

    [[nodiscard]] int size() const { return m_size; } ///< modules per side, without the quiet zone
    [[nodiscard]] bool dark(int row, int column) const;
    /// SVG with a quiet zone of four modules, black on white whatever the theme.
    [[nodiscard]] QByteArray svg() const;
    /// The same for the source of a QML Image.
    [[nodiscard]] QString dataUri() const;

private:
    int m_size = 0;
    std::vector<bool> m_dark;
};

} // namespace luotsi::platform
