#include "store/Salvage.h"
#include "store/tests/StoreFixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTest>

using namespace luotsi;
using base::ErrorCode;
using ports::testing::TestRecords;
using store::testing::StoreFixture;

namespace {

constexpr qint64 pageBytes = 4096;
constexpr int answers = 200;
constexpr int attachmentBytes = 300'000;

} // namespace

/// What comes out of a store whose pages are partly gone, and that nothing in it is changed by looking.
class SalvageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_damaged = std::make_unique<StoreFixture>(m_clock);
        m_fresh = std::make_unique<StoreFixture>(m_clock);
        auto *store = m_damaged->open();
        QVERIFY(store != nullptr);
        m_identity.device = m_random.make<sync::protocol::DeviceId>();
        m_identity.centreUrl = "https://centre.example";
        m_identity.intakeKeyId = m_random.make<sync::protocol::KeyId>();
        QVERIFY(store->saveIdentity(m_identity).ok());
        QVERIFY(store->acceptBundleVersion("pack-fi", 7).ok());
        m_held = m_records.draft();
        m_sent = m_records.draft();
        QVERIFY(store->createDraft(m_held).ok());
        QVERIFY(store->createDraft(m_sent).ok());
        const auto blob = store->writeBlob(m_sent.first.draft, m_attachment);
        QVERIFY(blob.ok());
        for (int number = 0; number < answers; ++number) {
            QVERIFY(store->commit(TestRecords::commitOf(m_records.change(m_held.first.draft))).ok());
            QVERIFY(store->commit(TestRecords::commitOf(m_records.change(m_sent.first.draft))).ok());
        }
        TestRecords::Options naming;
        naming.attachments = {*blob};
        QVERIFY(store->commit(TestRecords::commitOf(m_records.change(m_sent.first.draft, naming))).ok());
        QVERIFY(store->commit(TestRecords::commitOf(m_records.submit(m_sent.first.draft), true)).ok());
        const auto typed = m_records.change(m_held.first.draft);
        QVERIFY(store->putOpenChange({m_held.first.draft, typed.header.slot, typed}).ok());
        m_damaged->store.reset();
        QVERIFY(m_fresh->open() != nullptr);
    }

    void soundStore_isCopiedWhole()
    {
        const auto report = salvage();
        QVERIFY(report.ok());
        QCOMPARE(report->drafts, 2u);
        QCOMPARE(report->changes, 2u * (answers + 1) + 3);
        QCOMPARE(report->changesDamaged, 0u);
        QCOMPARE(report->codes, 2u);
        QCOMPARE(report->attachments, 1u);
        QCOMPARE(report->gaps, 0u);
        QVERIFY(report->device);
        const auto held = m_fresh->store->load(m_held.first.draft);
        QVERIFY(held.ok());
        // What was being typed is an answer now.
        QCOMPARE(held->changes.size(), std::size_t{answers + 2});
        QCOMPARE(*m_fresh->store->readBlob(sentBlob()), m_attachment);
    }

    void whatWasSent_isSentAnew_whatWasHeldBackStaysHeldBack()
    {
        QVERIFY(salvage().ok());
        QVERIFY(m_fresh->store->status(m_sent.first.draft)->submitted);
        QVERIFY(!m_fresh->store->status(m_held.first.draft)->submitted);
        QVERIFY(m_fresh->store->saveIdentity(m_identity).ok());
        const auto batch = m_fresh->store->nextBatch();
        QVERIFY(batch.ok());
        QCOMPARE(batch->size(), std::size_t{answers + 3});
        for (const auto &record : *batch)
            QVERIFY(record.change.header.draft == m_sent.first.draft);
    }

    void codes_openTheirDraftsAgain()
    {
        QVERIFY(salvage().ok());
        const auto found = m_fresh->store->findCode(m_held.code.lookup);
        QVERIFY(found.ok() && found->has_value());
        QVERIFY((*found)->draft == m_held.first.draft);
        QCOMPARE((*found)->sealedWrap, m_held.code.sealedWrap);
    }

    void deviceAndAcceptedVersions_areCarriedOver()
    {
        auto damaged = open();
        QVERIFY(damaged.ok());
        QVERIFY((*damaged)->copyDevice(*m_fresh->store).ok());
        const auto identity = m_fresh->store->identity();
        QVERIFY(identity.ok() && identity->has_value());
        QVERIFY((*identity)->device == m_identity.device);
        QCOMPARE((*identity)->centreUrl, m_identity.centreUrl);
        QCOMPARE(*m_fresh->store->acceptedBundleVersion("pack-fi"), std::uint64_t{7});
    }

    void truncatedFile_givesWhatItStillHolds()
    {
        const qint64 size = content().size();
        QVERIFY(QFile::resize(m_damaged->path("luotsi.db"), size * 9 / 10 / pageBytes * pageBytes));
        QVERIFY(m_damaged->open() == nullptr);
        QCOMPARE(m_damaged->error, ErrorCode::StoreCorrupt);
        const QByteArray before = content();
        const auto report = salvage();
        QVERIFY2(report.ok(), report ? "" : qPrintable(report.error().detail));
        QVERIFY(content() == before);
        QVERIFY2(report->changes > answers / 2, qPrintable(QString::number(report->changes)));
        QVERIFY(report->gaps > 0);
        QCOMPARE(report->changesDamaged, 0u);
        QVERIFY(report->drafts + report->draftsLost <= 2);
        QVERIFY(report->drafts > 0);
    }

    void overwrittenPages_costOnlyWhatLayInThem()
    {
        const QByteArray whole = content();
        std::uint32_t fewest = std::numeric_limits<std::uint32_t>::max();
        int damagedRuns = 0;
        for (qint64 page = 1; page < whole.size() / pageBytes; page += 13) {
            QByteArray torn = whole;
            torn.replace(page * pageBytes, pageBytes, m_records.noise(pageBytes));
            put(torn);
            m_fresh = std::make_unique<StoreFixture>(m_clock);
            QVERIFY(m_fresh->open() != nullptr);
            const auto report = salvage();
            QVERIFY2(report.ok(), qPrintable(QStringLiteral("page %1").arg(page)));
            QCOMPARE(report->changesDamaged, 0u);
            damagedRuns += report->gaps > 0 || report->attachmentsDamaged > 0 ? 1 : 0;
            fewest = std::min(fewest, report->changes);
        }
        QVERIFY(damagedRuns > 3);
        // A page in the middle of the tree hides the pages below it, never the rest.
        QVERIFY2(fewest > answers, qPrintable(QString::number(fewest)));
    }

    void firstPage_isNeeded()
    {
        QByteArray torn = content();
        torn.replace(0, pageBytes, m_records.noise(pageBytes));
        put(torn);
        QVERIFY(!open().ok());
        QVERIFY(content() == torn);
    }

    void wrongKey_opensNothing()
    {
        m_damaged->options.key = QByteArray(32, 'w');
        QVERIFY(!open().ok());
    }

    void noDatabase_isNotFound()
    {
        const auto none =
            store::Salvage::open(m_damaged->folder.path(), m_damaged->options.key, m_fresh->folder.path());
        QVERIFY(!none.ok());
        QCOMPARE(none.error().code, ErrorCode::NotFound);
    }

    void draftThatIsThereAlready_isLeftAlone()
    {
        QVERIFY(salvage().ok());
        const auto newer = m_records.change(m_held.first.draft);
        QVERIFY(m_fresh->store->commit(TestRecords::commitOf(newer)).ok());
        const auto again = salvage();
        QVERIFY(again.ok());
        QCOMPARE(again->drafts, 0u);
        QCOMPARE(again->draftsThere, 2u);
        QCOMPARE(m_fresh->store->load(m_held.first.draft)->changes.size(), std::size_t{answers + 3});
    }

    void erasedDraft_staysErasedAndTheCentreHearsIt()
    {
        auto *store = m_damaged->open();
        const auto shared = m_records.draft(ports::CentreCopy::AsWritten);
        QVERIFY(store->createDraft(shared).ok());
        TestRecords::Options erasing;
        erasing.kind = sync::protocol::ChangeKind::Erase;
        erasing.urgency = sync::protocol::Urgency::Control; // as the product makes it
        const auto erase = m_records.change(shared.first.draft, erasing);
        QVERIFY(store->eraseDraft(shared.first.draft, erase).ok());
        m_damaged->store.reset();
        QVERIFY(salvage().ok());
        QCOMPARE(m_fresh->store->load(shared.first.draft).error().code, ErrorCode::NotFound);
        QVERIFY(m_fresh->store->saveIdentity(m_identity).ok());
        const auto batch = m_fresh->store->nextBatch();
        QVERIFY(batch.ok());
        QVERIFY(std::any_of(batch->begin(), batch->end(),
                            [&](const auto &record) { return record.change.id == erase.id; }));
    }

    void copyOfTheDamagedFile_isGoneAfterwards()
    {
        QVERIFY(salvage().ok());
        QCOMPARE(QDir(m_fresh->folder.path()).entryList({QStringLiteral("salvage-*")}, QDir::Dirs),
                 QStringList());
    }

private:
    [[nodiscard]] base::Result<std::unique_ptr<store::Salvage>> open() const
    {
        return store::Salvage::open(m_damaged->options.folder, m_damaged->options.key,
                                    m_fresh->folder.path());
    }

    base::Result<store::SalvageReport> salvage()
    {
        auto damaged = open();
        return damaged ? (*damaged)->copyDrafts(*m_fresh->store)
                       : base::Result<store::SalvageReport>(damaged.error());
    }

    [[nodiscard]] sync::protocol::BlobId sentBlob() const
    {
        return *sync::protocol::BlobId::fromBytes(
            QCryptographicHash::hash(m_attachment, QCryptographicHash::Sha256));
    }

    [[nodiscard]] QByteArray content() const
    {
        QFile database(m_damaged->path("luotsi.db"));
        return database.open(QIODevice::ReadOnly) ? database.readAll() : QByteArray();
    }
    void put(const QByteArray &bytes)
    {
        QFile database(m_damaged->path("luotsi.db"));
        QVERIFY(database.open(QIODevice::WriteOnly));
        QCOMPARE(database.write(bytes), bytes.size());
    }

    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random{11};
    TestRecords m_records{m_random};
    QByteArray m_attachment = m_records.noise(attachmentBytes);
    ports::DeviceIdentity m_identity;
    ports::NewDraft m_held;
    ports::NewDraft m_sent;
    std::unique_ptr<StoreFixture> m_damaged;
    std::unique_ptr<StoreFixture> m_fresh;
};

QTEST_GUILESS_MAIN(SalvageTest)
#include "SalvageTest.moc"
