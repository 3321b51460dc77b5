#include "tools/scan/DiskScan.h"

#include "tools/scan/PageCipher.h"

#include <QDirIterator>
#include <QFile>
#include <QtEndian>

namespace luotsi::scan {

namespace {

constexpr qsizetype logHeadBytes = 32;
constexpr qsizetype frameHeadBytes = 24;
/// Pages of a database a device may reach in a test, 16 MiB.
constexpr std::uint32_t highestGuess = 4096;
/// Base64 groups three bytes: a text inside a longer one has three spellings; cut off what neighbours decide.
constexpr int base64Phases = 3;

struct Spelling
{
    QByteArray bytes;
    QString name;
};

QByteArray utf16(const QString &text, bool bigEndian)
{
    QByteArray bytes;
    for (const QChar unit : text) {
        const char16_t code = unit.unicode();
        const char high = static_cast<char>(code >> 8);
        const char low = static_cast<char>(code & 0xff);
        bytes.append(bigEndian ? high : low).append(bigEndian ? low : high);
    }
    return bytes;
}

std::vector<Spelling> spellingsOf(const QString &needle, int number)
{
    const QByteArray plain = needle.toUtf8();
    const QString of = QStringLiteral("needle %1 as ").arg(number);
    std::vector<Spelling> all{{plain, of + QStringLiteral("UTF-8")},
                              {utf16(needle, false), of + QStringLiteral("UTF-16LE")},
                              {utf16(needle, true), of + QStringLiteral("UTF-16BE")},
                              {plain.toHex(), of + QStringLiteral("hexadecimal")},
                              {plain.toHex().toUpper(), of + QStringLiteral("hexadecimal")}};
    for (int phase = 0; phase < base64Phases; ++phase) {
        const QByteArray shifted = QByteArray(phase, '\0') + plain;
        const qsizetype whole = shifted.size() / 3 * 3;
        QByteArray text = shifted.first(whole).toBase64();
        text.remove(0, phase == 0 ? 0 : 4);
        if (text.size() >= 8)
            all.push_back({text, of + QStringLiteral("base64")});
    }
    return all;
}

class Scanner
{
public:
    Scanner(const QByteArray &key, const QStringList &needles) : m_key(key)
    {
        for (qsizetype index = 0; index < needles.size(); ++index) {
            for (Spelling &spelling : spellingsOf(needles[index], static_cast<int>(index) + 1))
                m_spellings.push_back(std::move(spelling));
        }
    }

    void scan(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            report.unreadable.append(path);
            return;
        }
        const QByteArray content = file.readAll();
        ++report.files;
        search(content, path, QStringLiteral("as it lies on the disk"));
        if (path.endsWith(QLatin1String(".db")))
            scanDatabase(path, content);
    }

    ScanReport report;

private:
    void search(const QByteArray &content, const QString &path, const QString &place)
    {
        for (const Spelling &spelling : m_spellings) {
            if (content.contains(spelling.bytes))
                report.findings.append(path + QStringLiteral(": ") + place + QStringLiteral(": ") +
                                       spelling.name);
        }
    }

    void scanPage(const PageCipher &cipher, QByteArrayView page, std::uint32_t number, const QString &path,
                  const QString &place)
    {
        const auto plain = cipher.open(page, number);
        if (!plain) {
            report.unreadable.append(path + QStringLiteral(": ") + place);
            return;
        }
        ++report.pages;
        // Content of neighbouring pages is not joined: a needle shorter than a page lies whole in one of the
        // overflow pages or is cut at their border, so needles are planted more than once.
        search(*plain, path, place);
    }

    void scanDatabase(const QString &path, const QByteArray &content)
    {
        QFile logFile(path + QStringLiteral("-wal"));
        const QByteArray log = logFile.open(QIODevice::ReadOnly) ? logFile.readAll() : QByteArray();
        if (content.size() < PageCipher::pageBytes) {
            if (!content.isEmpty() || !log.isEmpty())
                report.unreadable.append(path);
            return;
        }
        const PageCipher cipher(m_key, content.first(PageCipher::saltBytes));
        if (!cipher.open(QByteArrayView(content).first(PageCipher::pageBytes), 1)) {
            report.unreadable.append(path + QStringLiteral(": page 1: wrong key or damaged"));
            return;
        }
        if (content.size() % PageCipher::pageBytes != 0)
            report.unreadable.append(path + QStringLiteral(": a part of a page at the end"));
        for (qsizetype at = 0; at + PageCipher::pageBytes <= content.size(); at += PageCipher::pageBytes) {
            const auto number = static_cast<std::uint32_t>(at / PageCipher::pageBytes + 1);
            scanPage(cipher, QByteArrayView(content).sliced(at, PageCipher::pageBytes), number, path,
                     QStringLiteral("page %1").arg(number));
        }
        scanLog(cipher, path + QStringLiteral("-wal"), log);
    }

    void scanLog(const PageCipher &cipher, const QString &path, const QByteArray &log)
    {
        constexpr qsizetype frameBytes = frameHeadBytes + PageCipher::pageBytes;
        // Frames left over from before the log was begun anew are read too; a torn one at the end is no page.
        for (qsizetype at = logHeadBytes; at + frameBytes <= log.size(); at += frameBytes) {
            const auto page = QByteArrayView(log).sliced(at + frameHeadBytes, PageCipher::pageBytes);
            const auto number = pageNumber(cipher, page, qFromBigEndian<quint32>(log.constData() + at));
            scanPage(
                cipher, page, number, path,
                QStringLiteral("frame %1, page %2").arg((at - logHeadBytes) / frameBytes + 1).arg(number));
        }
    }

    /// A process killed between writing a frame's head and its page leaves an older page under the new head.
    static std::uint32_t pageNumber(const PageCipher &cipher, QByteArrayView page, std::uint32_t said)
    {
        if (cipher.open(page, said))
            return said;
        for (std::uint32_t number = 1; number <= highestGuess; ++number) {
            if (cipher.open(page, number))
                return number;
        }
        return said;
    }

    QByteArray m_key;
    std::vector<Spelling> m_spellings;
};

} // namespace

ScanReport scanFolder(const QString &folder, const QByteArray &key, const QStringList &needles)
{
    Scanner scanner(key, needles);
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext())
        scanner.scan(files.next());
    return scanner.report;
}

} // namespace luotsi::scan
