#include "platform/QrCode.h"

#include <qrencode.h>

#include <memory>

namespace luotsi::platform {

namespace {

constexpr int quietZone = 4; // ISO/IEC 18004 section 6.3.8
constexpr unsigned char darkBit = 1;

struct FreeCode
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};

} // namespace

base::Result<QrCode> QrCode::of(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    if (bytes.isEmpty() || bytes.contains('\0'))
        return {base::ErrorCode::MalformedInput, QStringLiteral("nothing to put into a QR code")};
    // Upper-case letters and digits, such as a resume code's, take the alphanumeric mode by themselves.
    const std::unique_ptr<QRcode, FreeCode> made(
        QRcode_encodeString(bytes.constData(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1));
    if (!made)
        return {base::ErrorCode::MalformedInput, QStringLiteral("too long for a QR code")};
    QrCode code;
    code.m_size = made->width;
    const int count = made->width * made->width;
    code.m_dark.reserve(static_cast<std::size_t>(count));
    for (int index = 0; index < count; ++index)
        code.m_dark.push_back((made->data[index] & darkBit) != 0);
    return code;
}

bool QrCode::dark(int row, int column) const
{
    const bool inside = row >= 0 && column >= 0 && row < m_size && column < m_size;
    const int index = row * m_size + column;
    return inside && m_dark[static_cast<std::size_t>(index)];
}

QByteArray QrCode::svg() const
{
    const QByteArray side = QByteArray::number(m_size + 2 * quietZone);
    QByteArray out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + ' ' + side +
                     "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + 'v' + side +
                     "H0z\"/><path fill=\"#000\" d=\"";
    for (int row = 0; row < m_size; ++row) {
        for (int column = 0; column < m_size;) {
            int run = 0;
            while (dark(row, column + run))
                ++run;
            if (run > 0)
                out += 'M' + QByteArray::number(column + quietZone) + ' ' +
                       QByteArray::number(row + quietZone) + 'h' + QByteArray::number(run) + "v1h-" +
                       QByteArray::number(run) + 'z';
            column += run > 0 ? run : 1;
        }
    }
    return out + "\"/></svg>";
}

QString QrCode::dataUri() const
{
    return QStringLiteral("data:image/svg+xml;base64,") + QString::fromLatin1(svg().toBase64());
}

} // namespace luotsi::platform
