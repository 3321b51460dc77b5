#include "attachments/AttachmentKind.h"

#include <array>

namespace luotsi::attachments {

namespace {

constexpr std::array heicBrands{"heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"};
/// Readers accept the mark "%PDF-" within the first kilobyte and the end mark within the last.
constexpr qsizetype pdfMargin = 1024;

bool isHeic(QByteArrayView bytes)
{
    if (bytes.size() < 12 || bytes.sliced(4, 4) != QByteArrayView("ftyp"))
        return false;
    for (const char *brand : heicBrands) {
        if (bytes.sliced(8, 4) == QByteArrayView(brand))
            return true;
    }
    return false;
}

bool isMp3(QByteArrayView bytes)
{
    if (bytes.startsWith(QByteArrayView("ID3")))
        return true;
    // A frame of layer III: eleven bits set, layer 01, and a bit rate that exists.
    return bytes.size() > 3 && static_cast<quint8>(bytes[0]) == 0xff &&
           (static_cast<quint8>(bytes[1]) & 0xe6) == 0xe2 && (static_cast<quint8>(bytes[2]) & 0xf0) != 0xf0;
}

} // namespace

bool isRecording(AttachmentKind kind)
{
    return kind == AttachmentKind::Wav || kind == AttachmentKind::Mp3 || kind == AttachmentKind::Mp4Sound ||
           kind == AttachmentKind::Mp4Film;
}

AttachmentKind kindOf(QByteArrayView bytes)
{
    if (bytes.startsWith(QByteArrayView("\xff\xd8\xff")))
        return AttachmentKind::Jpeg;
    if (bytes.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n")))
        return AttachmentKind::Png;
    if (isHeic(bytes))
        return AttachmentKind::Heic;
    if (bytes.size() > 12 && bytes.startsWith(QByteArrayView("RIFF")) &&
        bytes.sliced(8, 4) == QByteArrayView("WAVE"))
        return AttachmentKind::Wav;
    if (bytes.size() > 12 && bytes.sliced(4, 4) == QByteArrayView("ftyp"))
        return AttachmentKind::Mp4Sound;
    if (isMp3(bytes))
        return AttachmentKind::Mp3;
    if (bytes.first(std::min(bytes.size(), pdfMargin)).contains(QByteArrayView("%PDF-")))
        return AttachmentKind::Pdf;
    return AttachmentKind::Other;
}

bool isEncryptedPdf(QByteArrayView bytes)
{
    // In a trailer or a cross-reference stream the key stands in clear, followed by a reference or a
    // dictionary.
    constexpr QByteArrayView mark("/Encrypt");
    for (qsizetype at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) {
        qsizetype next = at + mark.size();
        while (next < bytes.size() && QByteArrayView(" \t\r\n\f").contains(bytes[next]))
            ++next;
        if (next < bytes.size() && ((bytes[next] >= '0' && bytes[next] <= '9') || bytes[next] == '<'))
            return true;
    }
    return false;
}

bool isWholePdf(QByteArrayView bytes)
{
    return bytes.last(std::min(bytes.size(), pdfMargin)).contains(QByteArrayView("%%EOF"));
}

} // namespace luotsi::attachments
