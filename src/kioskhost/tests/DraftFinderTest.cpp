#include "kioskhost/DraftFinder.h"

#include "ports/CodeTries.h"
#include "ports/testing/ManualClock.h"
#include "ports/testing/TestRecords.h"
#include "sealing/WrapSealing.h"
#include "store/SqlCipherStore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace luotsi;
using namespace luotsi::kioskhost;
using base::ErrorCode;
using sync::client::ClaimedDraft;

/// The way from a code's lookup id to a draft in the store, with the centre played by the test.
class DraftFinderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        store::StoreOptions options;
        options.folder = m_folder->filePath(QStringLiteral("store"));
        options.key = QByteArray(32, 'k');
        options.draftReserve = 0;
        options.reserveFile = 64 * 1024;
        m_store = std::move(*store::SqlCipherStore::open(options, m_clock, m_random));
        m_answer.reset();
        m_asked = 0;
        m_pending = nullptr;
        m_finder = std::make_unique<DraftFinder>(
            DraftFinder::Parts{m_thread, *m_store, *m_store, m_clock, m_random, vaultKey},
            [this](const protocol::LookupId &, sync::client::Claimed done) {
                ++m_asked;
                if (m_answer)
                    done(*m_answer);
                else
                    m_pending = std::move(done);
            });
    }

    void unknownHere_comesFromTheCentreAndOpensWithItsWrap()
    {
        const auto lookup = m_random.make<protocol::LookupId>();
        m_answer = claimed();
        const auto found = find(lookup);
        QVERIFY(found && !found->error);
        QCOMPARE(found->accesses.size(), std::size_t{1});
        const auto code = m_store->findCode(lookup);
        QVERIFY(code->has_value());
        const auto inner = sealing::openOuter((*code)->sealedWrap, lookup, vaultKey);
        QVERIFY(inner.ok());
        QCOMPARE(*inner, (**m_answer).wrap.sealed);
        QCOMPARE(m_store->load((*code)->draft)->changes.size(), std::size_t{1});
        QCOMPARE(failedTries(), 0U);
    }

    void unknownAnywhere_isOneTryAndNoMore()
    {
        for (const ErrorCode reason :
             {ErrorCode::CodeRefused, ErrorCode::NetworkUnreachable, ErrorCode::CodeExpired}) {
            init();
            m_answer = ClaimedResult(reason);
            const auto found = find(m_random.make<protocol::LookupId>());
            QVERIFY(found && found->error == reason);
            QCOMPARE(failedTries(), 1U);
        }
    }

    void tooManyTries_pauseBeforeTheCentreIsAsked()
    {
        m_answer = ClaimedResult(ErrorCode::CodeRefused);
        for (std::uint32_t tries = 0; tries < ports::CodeTries::freeTries; ++tries)
            QVERIFY(find(m_random.make<protocol::LookupId>())->error == ErrorCode::CodeRefused);
        const int asked = m_asked;
        m_answer = claimed();
        QVERIFY(find(m_random.make<protocol::LookupId>())->error == ErrorCode::TooManyTries);
        QCOMPARE(m_asked, asked);
        m_clock.advance(ports::CodeTries::firstPause);
        QVERIFY(!find(m_random.make<protocol::LookupId>())->error);
    }

    void hereAndOffline_opensAtOnceWithoutTheCentre()
    {
        const auto lookup = hereAlready();
        const auto found = find(lookup, false);
        QVERIFY(found && !found->error);
        QCOMPARE(m_asked, 0);
    }

    void hereAndOnline_isBroughtUpToDate()
    {
        const auto lookup = hereAlready();
        ClaimedDraft more = **m_answer;
        more.changes.push_back(m_records.change(more.wrap.draft));
        m_answer = ClaimedResult(more);
        QVERIFY(!find(lookup)->error);
        QCOMPARE(m_store->load(more.wrap.draft)->changes.size(), std::size_t{2});
    }

    void hereAndTheCentreDoesNotAnswer_opensAsItIs()
    {
        const auto lookup = hereAlready();
        m_answer = ClaimedResult(ErrorCode::NetworkUnreachable);
        QVERIFY(!find(lookup)->error);
        m_answer =
            ClaimedResult(ErrorCode::CodeRefused); // a centre restored from yesterday knows no new code
        QVERIFY(!find(lookup)->error);
        QCOMPARE(failedTries(), 0U);
        QVERIFY(m_store->findCode(lookup)->has_value());
    }

    void hereButReplacedElsewhere_isDeadHereToo()
    {
        const auto lookup = hereAlready();
        m_answer = ClaimedResult(ErrorCode::CodeReplaced);
        QVERIFY(find(lookup)->error == ErrorCode::CodeReplaced);
        QVERIFY(!m_store->findCode(lookup)->has_value());
        QVERIFY(m_store->load(m_draft).ok());
    }

    void hereButErasedElsewhere_isErasedHereToo()
    {
        const auto lookup = hereAlready();
        m_answer = ClaimedResult(ErrorCode::Erased);
        QVERIFY(find(lookup)->error == ErrorCode::Erased);
        QVERIFY(m_store->load(m_draft).error().code == ErrorCode::Erased);
        QVERIFY(!m_store->findCode(lookup)->has_value());
    }

    void stopped_tellsNothingAndCountsAsATry()
    {
        std::optional<FoundDraft> found;
        m_finder->find(m_random.make<protocol::LookupId>(), true,
                       [&found](const FoundDraft &one) { found = one; });
        QCOMPARE(m_asked, 1);
        m_finder->stop();
        QCOMPARE(failedTries(), 1U);
        m_pending(claimed());
        QVERIFY(!found);
        QVERIFY(m_store->status(m_draft).error().code == ErrorCode::NotFound);
    }

    void anotherSearch_takesTheFirstOnesPlace()
    {
        std::optional<FoundDraft> first;
        m_finder->find(m_random.make<protocol::LookupId>(), true,
                       [&first](const FoundDraft &one) { first = one; });
        const auto late = m_pending;
        m_answer = claimed();
        QVERIFY(!find(m_random.make<protocol::LookupId>())->error);
        late(ClaimedResult(ErrorCode::NetworkUnreachable));
        QVERIFY(!first);
    }

    void deviceWithoutACentre_saysSo()
    {
        DraftFinder alone({m_thread, *m_store, *m_store, m_clock, m_random, vaultKey}, {});
        std::optional<FoundDraft> found;
        alone.find(m_random.make<protocol::LookupId>(), false,
                   [&found](const FoundDraft &one) { found = one; });
        QVERIFY(found && found->error == ErrorCode::EnrolmentRefused);
        QCOMPARE(failedTries(), 1U);
    }

private:
    using ClaimedResult = base::Result<ClaimedDraft>;

    ClaimedResult claimed()
    {
        const auto draft = m_records.draft(ports::CentreCopy::AsWritten);
        m_draft = draft.first.draft;
        ClaimedDraft result;
        result.wrap = {protocol::WrapPurpose::ResumeCode, m_draft, draft.code.key, draft.code.reader,
                       QByteArray(186, 'w')};
        result.form = draft.form;
        result.changes = draft.first.changes;
        result.accesses = {{m_clock.wall, protocol::Access::By::Code, QStringLiteral("library-1")}};
        return result;
    }

    std::optional<FoundDraft> find(const protocol::LookupId &lookup, bool online = true)
    {
        std::optional<FoundDraft> found;
        m_finder->find(lookup, online, [&found](const FoundDraft &one) { found = one; });
        return found;
    }

    /// A draft that came by this code before.
    protocol::LookupId hereAlready()
    {
        const auto lookup = m_random.make<protocol::LookupId>();
        m_answer = claimed();
        if (find(lookup)->error)
            qFatal("not taken over");
        m_asked = 0;
        return lookup;
    }

    /// As many tries as bring the device to its pause are not left.
    std::uint32_t failedTries()
    {
        std::uint32_t left = 0;
        while (*m_store->tryDelay() == 0 && left < ports::CodeTries::freeTries) {
            ++left;
            (void)m_store->countFailedTry();
        }
        return ports::CodeTries::freeTries - left;
    }

    const QByteArray vaultKey = QByteArray(32, 'v');
    ports::testing::ManualClock m_clock;
    ports::testing::SeededRandom m_random;
    ports::testing::TestRecords m_records{m_random};
    std::unique_ptr<QTemporaryDir> m_folder;
    storelink::StoreThread m_thread{storelink::StoreThread::Mode::Inline};
    std::unique_ptr<store::SqlCipherStore> m_store;
    std::unique_ptr<DraftFinder> m_finder;
    std::optional<ClaimedResult> m_answer;
    sync::client::Claimed m_pending;
    protocol::DraftId m_draft;
    int m_asked = 0;
};

QTEST_GUILESS_MAIN(DraftFinderTest)
#include "DraftFinderTest.moc"
