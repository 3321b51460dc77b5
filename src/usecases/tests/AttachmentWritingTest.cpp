#include "World.h"
#include "usecases/AttachPage.h"

#include <QtEndian>

using namespace luotsi;
using namespace luotsi::usecases;
using namespace luotsi::usecases::tests;
using base::ErrorCode;

namespace {

constexpr std::uint64_t megabyte = 1024 * 1024;

QByteArray box(const char *name, const QByteArray &content)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(static_cast<quint32>(content.size() + 8), bytes.data());
    return bytes + name + content;
}

QByteArray film(std::uint64_t pictures)
{
    const QByteArray hdlr = box("hdlr", QByteArray(8, '\0') + "vide" + QByteArray(13, '\0'));
    return box("ftyp", "isom" + QByteArray(4, '\0')) + box("moov", box("trak", box("mdia", hdlr))) +
           box("mdat", QByteArray(static_cast<qsizetype>(pictures), '\x5a'));
}

std::unique_ptr<base::ByteSource> file(const QByteArray &bytes)
{
    return std::make_unique<base::BytesInMemory>(bytes);
}

class BrokenFile final : public base::ByteSource
{
public:
    explicit BrokenFile(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    [[nodiscard]] std::uint64_t size() const override { return m_bytes.size(); }
    [[nodiscard]] base::Result<QByteArray> read(std::uint64_t offset, std::size_t count) override
    {
        if (offset + count > 2 * megabyte)
            return ErrorCode::AttachmentUnreadable;
        return m_bytes.read(offset, count);
    }

private:
    base::BytesInMemory m_bytes;
};

} // namespace

/// A large file on its way into the store, and everything that can come between.
class AttachmentWritingTest : public QObject
{
    Q_OBJECT

    World m_world{smallForm()};
    std::unique_ptr<OpenDraft> m_draft;
    forms::NodeId m_target;

private Q_SLOTS:
    void init()
    {
        m_world.form.description.recordingBytes = 8 * megabyte;
        m_draft = m_world.start();
        m_target = m_draft->instance().find(QStringLiteral("/data/film"));
        QVERIFY(!m_target.isNull());
    }

    void aFilm_goesInStepByStepAndIsAttachedByOneCommit()
    {
        const QByteArray bytes = film(4 * megabyte + 12'345);
        auto writing = AttachmentWriting::begin(m_world.tools(), *m_draft, m_target, file(bytes));
        QVERIFY(writing);
        QCOMPARE(writing->totalBytes(), static_cast<std::uint64_t>(bytes.size()));
        const int commits = m_world.store.commitCount();
        int steps = 0;
        for (std::uint64_t before = 0; !writing->finished(); ++steps) {
            QVERIFY(writing->step());
            QVERIFY(writing->doneBytes() > before && writing->doneBytes() - before <= megabyte);
            before = writing->doneBytes();
        }
        QCOMPARE(steps, 5);
        QCOMPARE(writing->doneBytes(), writing->totalBytes());
        QVERIFY(!writing->step());
        QCOMPARE(m_world.store.commitCount(), commits);
        QVERIFY(AttachPage(m_world.tools()).attach(*m_draft, m_target, *writing));
        QCOMPARE(m_world.store.commitCount(), commits + 1);
        const protocol::AttachmentRef *ref = m_draft->attachment(QStringLiteral("/data/film"));
        QVERIFY(ref != nullptr);
        QCOMPARE(ref->mediaType, QStringLiteral("video/mp4"));
        const auto sealed = m_world.store.readBlob(ref->blob);
        QVERIFY(sealed && !sealed->contains(QByteArray(64, '\x5a')));
        QVERIFY(sealing::openBlob(*sealed, ref->blob, ref->key).value() == bytes);
    }

    void aPersonWhoChangesTheirMind_leavesNothingBehind()
    {
        {
            auto writing =
                AttachmentWriting::begin(m_world.tools(), *m_draft, m_target, file(film(3 * megabyte)));
            QVERIFY(writing && writing->step());
            QCOMPARE(m_world.store.writings(), std::size_t{1});
        }
        QCOMPARE(m_world.store.writings(), std::size_t{0});
        auto writing =
            AttachmentWriting::begin(m_world.tools(), *m_draft, m_target, file(film(3 * megabyte)));
        QVERIFY(writing && writing->step());
        writing->abandon();
        QCOMPARE(m_world.store.writings(), std::size_t{0});
        QVERIFY(!writing->step());
        QVERIFY(m_draft->attachment(QStringLiteral("/data/film")) == nullptr);
    }

    void aDiskThatFillsUp_isSaidAndNothingStays()
    {
        m_world.store.setFreeBytes(2 * megabyte);
        const auto refused =
            AttachmentWriting::begin(m_world.tools(), *m_draft, m_target, file(film(3 * megabyte)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::StoreFull);
        m_world.store.setFreeBytes(std::uint64_t{1} << 33);
        auto writing =
            AttachmentWriting::begin(m_world.tools(), *m_draft, m_target, file(film(3 * megabyte)));
        QVERIFY(writing && writing->step());
        m_world.store.failNextWrite(ErrorCode::StoreFull);
        const auto full = writing->step();
        QVERIFY(!full);
        QCOMPARE(full.error().code, ErrorCode::StoreFull);
        QVERIFY(!writing->finished());
        QCOMPARE(m_world.store.writings(), std::size_t{0});
    }

    void aFileThatGoesAway_isSaidAndNothingStays()
    {
        auto writing = AttachmentWriting::begin(m_world.tools(), *m_draft, m_target,
                                                std::make_unique<BrokenFile>(film(5 * megabyte)));
        QVERIFY(writing && writing->step() && writing->step());
        const auto broken = writing->step();
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, ErrorCode::AttachmentUnreadable);
        QCOMPARE(m_world.store.writings(), std::size_t{0});
    }

    void theFormsLimit_isKept()
    {
        const auto large =
            AttachmentWriting::begin(m_world.tools(), *m_draft, m_target, file(film(9 * megabyte)));
        QVERIFY(!large);
        QCOMPARE(large.error().code, ErrorCode::AttachmentTooLarge);
        QCOMPARE(m_world.store.writings(), std::size_t{0});
    }

    void theDescription_saysHowLargeARecordingMayBe()
    {
        const auto described = decodeFormDescription(R"({"attachments": {"recordingBytes": 314572800}})");
        QCOMPARE(described->recordingBytes, std::uint64_t{314'572'800});
        QCOMPARE(decodeFormDescription("{}")->recordingBytes, std::uint64_t{0});
        QCOMPARE(decodeFormDescription(R"({"attachments": {"recordingBytes": -1}})")->recordingBytes,
                 std::uint64_t{0});
    }
};

QTEST_GUILESS_MAIN(AttachmentWritingTest)
#include "AttachmentWritingTest.moc"
