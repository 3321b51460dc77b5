#include "attachments/PreparedFile.h"

#include <QTest>
#include <QtEndian>

#include <algorithm>

using namespace luotsi;
using namespace luotsi::attachments;
using base::ErrorCode;

namespace {

QByteArray box(const char *name, const QByteArray &content)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(content.size() + 8), bytes.data());
    return bytes + name + content;
}

const QByteArray place("GPS 60.1699 24.9384");

/// What stands before the pictures of a film.
QByteArray filmHead()
{
    const QByteArray hdlr = box("hdlr", QByteArray(8, '\0') + "vide" + QByteArray(13, '\0'));
    return box("ftyp", "isom" + QByteArray(4, '\0')) +
           box("moov", box("trak", box("mdia", hdlr)) + box("udta", place));
}

/// A film of any length that is nowhere whole: every byte of its pictures follows from its place.
class EndlessFilm final : public base::ByteSource
{
public:
    explicit EndlessFilm(std::uint64_t pictures) : m_head(filmHead())
    {
        QByteArray mdat(16, '\0');
        qToBigEndian(quint32{1}, mdat.data());
        std::copy_n("mdat", 4, mdat.begin() + 4);
        qToBigEndian(quint64{pictures + 16}, mdat.data() + 8);
        m_head += mdat;
        m_size = static_cast<std::uint64_t>(m_head.size()) + pictures;
    }

    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    [[nodiscard]] base::Result<QByteArray> read(std::uint64_t offset, std::size_t count) override
    {
        if (offset >= brokenFrom)
            return ErrorCode::AttachmentUnreadable;
        most = std::max(most, count);
        total += count;
        QByteArray bytes(static_cast<qsizetype>(count), Qt::Uninitialized);
        for (std::size_t index = 0; index < count; ++index)
            bytes[static_cast<qsizetype>(index)] = at(offset + index);
        return bytes;
    }

    [[nodiscard]] char at(std::uint64_t place) const
    {
        const auto index = static_cast<qsizetype>(place);
        return index < m_head.size() ? m_head[index] : static_cast<char>(place * 7 + (place >> 9));
    }

    std::uint64_t brokenFrom = UINT64_MAX;
    std::size_t most = 0;
    std::uint64_t total = 0;

private:
    QByteArray m_head;
    std::uint64_t m_size = 0;
};

constexpr std::uint64_t megabyte = 1024 * 1024;

PageLimits filmsUpTo(std::uint64_t bytes)
{
    return {QStringLiteral("video/*"), 0, bytes};
}

} // namespace

class PreparedFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFilmOfAnyLength_isReadInPiecesOnly()
    {
        auto film = std::make_unique<EndlessFilm>(12 * megabyte);
        EndlessFilm &source = *film;
        auto file = prepareFile(std::move(film), filmsUpTo(300 * megabyte));
        QVERIFY(file);
        QVERIFY2(source.total < 10'000, "judging reads heads");
        QCOMPARE(file->mediaType(), QStringLiteral("video/mp4"));
        QCOMPARE(file->size(), source.size());
        std::uint64_t read = 0;
        for (;;) {
            const auto piece = file->next(megabyte);
            QVERIFY(piece);
            if (piece->isEmpty())
                break;
            QVERIFY(piece->size() <= static_cast<qsizetype>(megabyte));
            QVERIFY(!piece->contains(place));
            if (read >= megabyte) {
                QCOMPARE((*piece)[0], source.at(read));
                QCOMPARE((*piece)[piece->size() - 1],
                         source.at(read + static_cast<std::uint64_t>(piece->size()) - 1));
            }
            read += static_cast<std::uint64_t>(piece->size());
        }
        QCOMPARE(read, source.size());
        QVERIFY(source.most <= megabyte);
    }

    void theFormSays_howLongAFilmMayBe()
    {
        const auto prepared = [](std::uint64_t size, const PageLimits &limits) {
            const auto file = prepareFile(std::make_unique<EndlessFilm>(size), limits);
            return file ? ErrorCode::Internal : file.error().code;
        };
        QCOMPARE(prepared(25 * megabyte, {QStringLiteral("video/*"), 0}), ErrorCode::AttachmentTooLarge);
        QCOMPARE(prepared(25 * megabyte, filmsUpTo(30 * megabyte)), ErrorCode::Internal);
        QCOMPARE(prepared(31 * megabyte, filmsUpTo(30 * megabyte)), ErrorCode::AttachmentTooLarge);
        // Only a form that asks for recordings gives them room.
        QCOMPARE(prepared(megabyte, {QString(), 0, 30 * megabyte}), ErrorCode::AttachmentWrongKind);
        QCOMPARE(prepared(megabyte, {QStringLiteral("audio/*"), 0, 30 * megabyte}),
                 ErrorCode::AttachmentWrongKind);
    }

    void paper_staysAsSmallAsPagesAre()
    {
        const QByteArray paper = "%PDF-1.7 " + QByteArray(maximumPageBytes, 'p') + "%%EOF";
        const auto file = prepareFile(std::make_unique<base::BytesInMemory>(paper),
                                      {QStringLiteral("application/pdf"), 0, 300 * megabyte});
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::AttachmentTooLarge);
    }

    void aSourceThatEndsEarly_isSaid()
    {
        auto film = std::make_unique<EndlessFilm>(3 * megabyte);
        EndlessFilm &source = *film;
        auto file = prepareFile(std::move(film), filmsUpTo(4 * megabyte));
        QVERIFY(file);
        source.brokenFrom = 2 * megabyte;
        QVERIFY(file->next(megabyte));
        QVERIFY(file->next(megabyte));
        const auto broken = file->next(megabyte);
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, ErrorCode::AttachmentUnreadable);
    }

    void boxesWithoutEnd_areNotWalkedForEver()
    {
        QByteArray many = filmHead();
        for (int count = 0; count < 10'001; ++count)
            many += box("uuid", {});
        const auto file = prepareFile(std::make_unique<base::BytesInMemory>(many), filmsUpTo(megabyte));
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::AttachmentUnreadable);
    }
};

QTEST_GUILESS_MAIN(PreparedFileTest)
#include "PreparedFileTest.moc"
