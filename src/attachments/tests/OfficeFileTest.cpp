#include "attachments/OfficeFile.h"
#include "attachments/PageFile.h"

#include <QTest>
#include <QtEndian>

#include <utility>
#include <vector>

using namespace luotsi;
using namespace luotsi::attachments;
using base::ErrorCode;

namespace {

const QString odtType = QStringLiteral("application/vnd.oasis.opendocument.text");
const QString docxType =
    QStringLiteral("application/vnd.openxmlformats-officedocument.wordprocessingml.document");

template<typename T> QByteArray little(T number)
{
    QByteArray bytes(sizeof(T), '\0');
    qToLittleEndian(number, bytes.data());
    return bytes;
}

struct ZipPart
{
    QByteArray name;
    QByteArray content;
    quint16 flags = 0;
};

/// An archive of parts that are stored as they are.
QByteArray zip(const std::vector<ZipPart> &parts)
{
    QByteArray bytes;
    QByteArray directory;
    for (const ZipPart &part : parts) {
        const QByteArray facts = little(quint16(20)) + little(part.flags) + QByteArray(10, '\0') +
                                 little(quint32(part.content.size())) + little(quint32(part.content.size())) +
                                 little(quint16(part.name.size())) + little(quint16(0));
        directory += "PK\x01\x02" + little(quint16(20)) + facts + QByteArray(10, '\0') +
                     little(quint32(bytes.size())) + part.name;
        bytes += "PK\x03\x04" + facts + part.name + part.content;
    }
    const auto count = little(quint16(parts.size()));
    return bytes + directory + "PK\x05\x06" + QByteArray(4, '\0') + count + count +
           little(quint32(directory.size())) + little(quint32(bytes.size())) + QByteArray(2, '\0');
}

QByteArray odt(const QByteArray &content = "<office/>", const std::vector<ZipPart> &more = {})
{
    std::vector<ZipPart> parts{{"mimetype", odtType.toLatin1()}, {"content.xml", content}};
    parts.insert(parts.end(), more.begin(), more.end());
    return zip(parts);
}

QByteArray docx(const std::vector<ZipPart> &more = {})
{
    std::vector<ZipPart> parts{{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", "<document/>"}};
    parts.insert(parts.end(), more.begin(), more.end());
    return zip(parts);
}

ErrorCode refusal(const QByteArray &bytes, const QString &types)
{
    const auto page = preparePage(bytes, {types, 0});
    return page ? ErrorCode::Internal : page.error().code;
}

} // namespace

/// Documents of office programs: taken where the form names them, as they are, and told to be so.
class OfficeFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_areToldByWhatIsInside()
    {
        QCOMPARE(kindOf(odt()), AttachmentKind::Odt);
        QCOMPARE(kindOf(docx()), AttachmentKind::Docx);
        QCOMPARE(kindOf(zip({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<workbook/>"}})),
                 AttachmentKind::Xlsx);
        QCOMPARE(kindOf(zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})),
                 AttachmentKind::Ods);
        QCOMPARE(kindOf(zip({{"letter.txt", "hello"}})), AttachmentKind::Other);
    }

    void theFormDecides()
    {
        const auto page = preparePage(odt(), {odtType + QStringLiteral(",application/pdf"), 0});
        QVERIFY(page.ok());
        QCOMPARE(page->bytes, odt());
        QCOMPARE(page->extension, QStringLiteral("odt"));
        QCOMPARE(page->mediaType, odtType);
        QVERIFY(keepsHiddenWords(page->mediaType));
        QVERIFY(!keepsHiddenWords(QStringLiteral("image/jpeg")));
        QCOMPARE(refusal(odt(), QString()), ErrorCode::AttachmentWrongKind);
        QCOMPARE(refusal(odt(), QStringLiteral("image/*")), ErrorCode::AttachmentWrongKind);
        QCOMPARE(refusal(odt(), docxType), ErrorCode::AttachmentWrongKind);
        QVERIFY(preparePage(docx(), {QStringLiteral("application/*"), 0}).ok());
    }

    void macros_areNotTaken()
    {
        QCOMPARE(refusal(docx({{"word/vbaProject.bin", "x"}}), docxType), ErrorCode::AttachmentWrongKind);
        QCOMPARE(refusal(odt("<office/>", {{"Basic/script-lc.xml", "<x/>"}}), odtType),
                 ErrorCode::AttachmentWrongKind);
    }

    void aPassword_isSaid()
    {
        QCOMPARE(refusal(odt(QByteArray(64, '\x9a')), odtType), ErrorCode::AttachmentEncrypted);
        QCOMPARE(refusal(odt("<office/>", {{"encrypted-package", "x"}}), odtType),
                 ErrorCode::AttachmentEncrypted);
        QCOMPARE(refusal(docx({{"word/styles.xml", "x", 1}}), docxType), ErrorCode::AttachmentEncrypted);
    }

    void whatMakesNoSense_isRefusedAtEveryLength()
    {
        const QByteArray whole = docx();
        for (qsizetype size = 0; size < whole.size(); ++size)
            QCOMPARE(refusal(whole.first(size), docxType), ErrorCode::AttachmentWrongKind);
        for (qsizetype at = 0; at < whole.size(); ++at) {
            QByteArray damaged = whole;
            damaged[at] = '\xff';
            (void)preparePage(damaged, {docxType, 0}); // whatever it says, it ends
        }
    }
};

QTEST_GUILESS_MAIN(OfficeFileTest)
#include "OfficeFileTest.moc"
