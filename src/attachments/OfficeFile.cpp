#include "attachments/OfficeFile.h"

#include <QByteArray>
#include <QtEndian>

#include <algorithm>
#include <optional>
#include <vector>

namespace luotsi::attachments {

namespace {

// Records of a ZIP archive (APPNOTE 6.3, 4.3.7, 4.3.12 and 4.3.16), little-endian.
constexpr qsizetype localHead = 30;
constexpr qsizetype entryHead = 46;
constexpr qsizetype endRecord = 22;
constexpr qsizetype longestComment = 0xffff;

template<typename T> T numberAt(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.data() + at);
}

struct Part
{
    QByteArray name;
    bool sealed = false; ///< by the archive itself
    bool stored = false; ///< not compressed
    qsizetype at = 0;    ///< of its local header
};

/// The parts as the directory at the end has them; nothing when it makes no sense.
std::optional<std::vector<Part>> partsOf(QByteArrayView bytes)
{
    if (bytes.size() < endRecord)
        return std::nullopt;
    const QByteArrayView tail = bytes.last(std::min(bytes.size(), endRecord + longestComment));
    const qsizetype inTail = tail.lastIndexOf(QByteArrayView("PK\x05\x06"));
    if (inTail < 0 || tail.size() - inTail < endRecord)
        return std::nullopt;
    const qsizetype end = bytes.size() - tail.size() + inTail;
    const int count = numberAt<quint16>(bytes, end + 10);
    qsizetype at = numberAt<quint32>(bytes, end + 16);
    std::vector<Part> parts;
    for (int entry = 0; entry < count; ++entry) {
        if (at > end - entryHead || bytes.sliced(at, 4) != QByteArrayView("PK\x01\x02"))
            return std::nullopt;
        const qsizetype name = numberAt<quint16>(bytes, at + 28);
        if (name > end - at - entryHead)
            return std::nullopt;
        parts.push_back({bytes.sliced(at + entryHead, name).toByteArray(),
                         (numberAt<quint16>(bytes, at + 8) & 1) != 0, numberAt<quint16>(bytes, at + 10) == 0,
                         numberAt<quint32>(bytes, at + 42)});
        at += entryHead + name + numberAt<quint16>(bytes, at + 30) + numberAt<quint16>(bytes, at + 32);
    }
    return parts;
}

bool has(const std::vector<Part> &parts, const char *name)
{
    return std::any_of(parts.begin(), parts.end(), [name](const Part &part) { return part.name == name; });
}

/// The bytes behind a local header as far as they can be told without a length.
QByteArrayView contentOf(QByteArrayView bytes, const Part &part)
{
    if (part.at > bytes.size() - localHead)
        return {};
    const qsizetype from =
        part.at + localHead + numberAt<quint16>(bytes, part.at + 26) + numberAt<quint16>(bytes, part.at + 28);
    return from <= bytes.size() ? bytes.sliced(from) : QByteArrayView();
}

/// What an OpenDocument file says it is: stored as it is in its first part.
QByteArrayView statedType(QByteArrayView bytes)
{
    constexpr QByteArrayView name("mimetype");
    if (bytes.size() < localHead + name.size() || numberAt<quint16>(bytes, 8) != 0 ||
        numberAt<quint16>(bytes, 26) != name.size() || bytes.sliced(localHead, name.size()) != name)
        return {};
    const qsizetype from = localHead + name.size() + numberAt<quint16>(bytes, 28);
    const qsizetype size = numberAt<quint32>(bytes, 22);
    return from <= bytes.size() && size <= bytes.size() - from ? bytes.sliced(from, size) : QByteArrayView();
}

bool hasMacros(const std::vector<Part> &parts)
{
    return std::any_of(parts.begin(), parts.end(), [](const Part &part) {
        const QByteArray lower = part.name.toLower();
        return lower.contains("vbaproject") || lower.startsWith("basic/") || lower.startsWith("scripts/") ||
               lower.contains("macrosheets/");
    });
}

/// A sealed part is stored as it is (OpenDocument 1.3 part 2, 3.4), and what is written there is no XML.
bool isSealed(QByteArrayView bytes, const Part &part)
{
    return part.sealed || part.name == "encrypted-package" ||
           (part.name == "content.xml" && part.stored && !contentOf(bytes, part).startsWith('<'));
}

} // namespace

AttachmentKind officeKind(QByteArrayView bytes)
{
    const auto parts = partsOf(bytes);
    if (!parts || hasMacros(*parts))
        return AttachmentKind::Other;
    const QByteArrayView stated = statedType(bytes);
    if (stated == QByteArrayView("application/vnd.oasis.opendocument.text"))
        return AttachmentKind::Odt;
    if (stated == QByteArrayView("application/vnd.oasis.opendocument.spreadsheet"))
        return AttachmentKind::Ods;
    if (!has(*parts, "[Content_Types].xml"))
        return AttachmentKind::Other;
    if (has(*parts, "word/document.xml"))
        return AttachmentKind::Docx;
    return has(*parts, "xl/workbook.xml") ? AttachmentKind::Xlsx : AttachmentKind::Other;
}

bool isEncryptedOffice(QByteArrayView bytes)
{
    const auto parts = partsOf(bytes);
    return parts && std::any_of(parts->begin(), parts->end(),
                                [bytes](const Part &part) { return isSealed(bytes, part); });
}

} // namespace luotsi::attachments
