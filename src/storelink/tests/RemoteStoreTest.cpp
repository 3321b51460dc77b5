#include "storelink/RemoteStore.h"
#include "ports/testing/DraftStoreContract.h"
#include "ports/testing/InMemoryDraftStore.h"
#include "storelink/StoreServer.h"
#include "storelink/StoreThread.h"

#include <QTest>

#include <memory>

using namespace luotsi;
using base::ErrorCode;
using ports::testing::InMemoryDraftStore;
using ports::testing::TestRecords;
using storelink::RemoteStore;
using storelink::Socket;
using storelink::StoreServer;
using storelink::StoreThread;

/// The contract every DraftStore keeps, through the socket; and what a session may not do.
class RemoteStoreTest : public ports::testing::DraftStoreContract
{
    Q_OBJECT

    /// A store with a server on its own thread.
    ports::DraftStore &freshStore() override
    {
        close();
        m_store = std::make_unique<InMemoryDraftStore>(clock);
        m_thread = std::make_unique<StoreThread>();
        m_session = connectSession(m_server);
        return *m_session;
    }
    void refuseNewest(const sync::protocol::DraftId &draft, ErrorCode reason) override
    {
        m_thread->call([&] { m_store->putAside(draft, reason); }).get();
    }
    void refuseBlob(const sync::protocol::BlobId &blob, ErrorCode reason) override
    {
        m_thread->call([&] { m_store->putAside(blob, reason); }).get();
    }

    std::unique_ptr<RemoteStore> connectSession(std::unique_ptr<StoreServer> &server)
    {
        auto ends = Socket::pair();
        Q_ASSERT(ends.ok());
        server = std::make_unique<StoreServer>(*m_store, std::move(ends->first));
        m_thread->adopt(*server);
        return std::make_unique<RemoteStore>(std::move(ends->second), std::chrono::seconds(10));
    }

    void endServer(std::unique_ptr<StoreServer> &server)
    {
        if (server)
            m_thread->call([&] { server.reset(); }).get();
    }

    void close()
    {
        m_session.reset();
        if (m_thread)
            endServer(m_server);
        m_thread.reset();
        m_store.reset();
    }

private Q_SLOTS:
    void cleanup() { close(); }

    void draftOfAnotherSession_isNotFound()
    {
        freshStore();
        const ports::NewDraft draft = records.draft();
        QVERIFY(m_session->createDraft(draft).ok());
        const auto blob = m_session->writeBlob(draft.first.draft, records.noise(10));
        std::unique_ptr<StoreServer> server;
        auto second = connectSession(server);
        const auto id = draft.first.draft;
        const auto change = records.change(id);
        QCOMPARE(second->load(id).error().code, ErrorCode::NotFound);
        QCOMPARE(second->status(id).error().code, ErrorCode::NotFound);
        QCOMPARE(second->commit(TestRecords::commitOf(change)).error().code, ErrorCode::NotFound);
        QCOMPARE(second->putOpenChange({id, change.header.slot, change}).error().code, ErrorCode::NotFound);
        QCOMPARE(second->addWraps(id, {records.intakeWrap(id)}).error().code, ErrorCode::NotFound);
        QCOMPARE(second->eraseDraft(id, std::nullopt).error().code, ErrorCode::NotFound);
        QCOMPARE(second->writeBlob(id, records.noise(10)).error().code, ErrorCode::NotFound);
        QCOMPARE(second->readBlob(*blob).error().code, ErrorCode::NotFound);
        QCOMPARE(second->addCode(records.code(id, 1)).error().code, ErrorCode::NotFound);
        QCOMPARE(second->markCodeUsed(draft.code.lookup).error().code, ErrorCode::NotFound);
        QVERIFY(second->connected());
        QCOMPARE(m_store->load(id)->changes.size(), std::size_t{1});
        endServer(server);
    }

    void attachmentBegunByAnotherSession_isNotFoundAndGoesWithItsSession()
    {
        freshStore();
        const ports::NewDraft draft = records.draft();
        QVERIFY(m_session->createDraft(draft).ok());
        const auto writing = m_session->beginBlob(draft.first.draft, 20);
        QVERIFY(m_session->appendBlob(*writing, records.noise(10)).ok());
        std::unique_ptr<StoreServer> server;
        auto second = connectSession(server);
        QCOMPARE(second->appendBlob(*writing, records.noise(10)).error().code, ErrorCode::NotFound);
        QCOMPARE(second->finishBlob(*writing).error().code, ErrorCode::NotFound);
        QCOMPARE(second->abandonBlob(*writing).error().code, ErrorCode::NotFound);
        QCOMPARE(second->beginBlob(draft.first.draft, 10).error().code, ErrorCode::NotFound);
        endServer(server);
        QCOMPARE(m_thread->call([&] { return m_store->writings(); }).get(), std::size_t{1});
        endServer(m_server);
        QCOMPARE(m_thread->call([&] { return m_store->writings(); }).get(), std::size_t{0});
    }

    void code_opensItsDraftAndAttachments()
    {
        freshStore();
        const ports::NewDraft draft = records.draft();
        QVERIFY(m_session->createDraft(draft).ok());
        const auto blob = m_session->writeBlob(draft.first.draft, records.noise(10));
        TestRecords::Options options;
        options.attachments = {*blob};
        auto commit = TestRecords::commitOf(records.change(draft.first.draft, options));
        commit.blobs = {*blob};
        QVERIFY(m_session->commit(commit).ok());
        std::unique_ptr<StoreServer> server;
        auto second = connectSession(server);
        QVERIFY(second->findCode(draft.code.lookup)->has_value());
        QCOMPARE(second->load(draft.first.draft)->changes.size(), std::size_t{2});
        QVERIFY(second->readBlob(*blob).ok());
        QVERIFY(second->markCodeUsed(draft.code.lookup).ok());
        endServer(server);
    }

    void wrongCodes_areCountedWhateverTheSessionSays()
    {
        freshStore();
        const ports::NewDraft draft = records.draft();
        QVERIFY(m_session->createDraft(draft).ok());
        for (int wrong = 0; wrong < 5; ++wrong)
            QVERIFY(!m_session->findCode(random.make<ports::protocol::LookupId>())->has_value());
        QCOMPARE(m_session->findCode(draft.code.lookup).error().code, ErrorCode::TooManyTries);
        QVERIFY(*m_session->tryDelay() > 0);
    }

    void missSaidByTheSession_isNotCountedTwice()
    {
        freshStore();
        for (int wrong = 0; wrong < 4; ++wrong) {
            QVERIFY(!m_session->findCode(random.make<ports::protocol::LookupId>())->has_value());
            QCOMPARE(*m_session->countFailedTry(), 0);
        }
        QVERIFY(!m_session->findCode(random.make<ports::protocol::LookupId>())->has_value());
        QVERIFY(*m_session->countFailedTry() > 0);
    }

    void errorOfTheStore_keepsItsCodeAndText()
    {
        freshStore();
        m_store->failNextWrite(ErrorCode::StoreFull);
        QCOMPARE(m_session->createDraft(records.draft()).error().code, ErrorCode::StoreFull);
        QVERIFY(m_session->connected());
    }

    void endOfTheSession_promotesWhatWasTyped()
    {
        freshStore();
        const ports::NewDraft draft = records.draft();
        QVERIFY(m_session->createDraft(draft).ok());
        const auto typed = records.change(draft.first.draft);
        QVERIFY(m_session->putOpenChange({draft.first.draft, typed.header.slot, typed}).ok());
        m_session.reset();
        QTRY_VERIFY(m_thread->call([&] { return !m_server->serving(); }).get());
        m_thread
            ->call([&] {
                Q_ASSERT(m_store->load(draft.first.draft)->changes.size() == 2);
                Q_ASSERT(m_store->openChanges(draft.first.draft).empty());
            })
            .get();
    }

    void goneSupervisor_isATypedError()
    {
        freshStore();
        const ports::NewDraft draft = records.draft();
        QVERIFY(m_session->createDraft(draft).ok());
        endServer(m_server);
        QCOMPARE(m_session->load(draft.first.draft).error().code, ErrorCode::StoreFailed);
        QVERIFY(!m_session->connected());
        QCOMPARE(m_session->freeBytes().error().code, ErrorCode::StoreFailed);
    }

    void silentSupervisor_isATypedErrorAtTheTimeout()
    {
        auto ends = Socket::pair();
        RemoteStore session(std::move(ends->second), std::chrono::milliseconds(50));
        QCOMPARE(session.freeBytes().error().code, ErrorCode::StoreFailed);
        // A late reply to the first call must not be taken for one to a second.
        QVERIFY(!session.connected());
        // Nor does it hang when nobody takes what it sends.
        auto full = Socket::pair();
        RemoteStore sender(std::move(full->second), std::chrono::milliseconds(50));
        const auto draft = random.make<ports::protocol::DraftId>();
        QCOMPARE(sender.writeBlob(draft, records.noise(5'000'000)).error().code, ErrorCode::StoreFailed);
    }

    void garbageFromTheSupervisor_isATypedError_data()
    {
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("length 0") << QByteArray::fromHex("00000000");
        QTest::newRow("length too large") << QByteArray::fromHex("ffffffff");
        QTest::newRow("no cbor") << QByteArray::fromHex("00000001ff");
        QTest::newRow("another number") << QByteArray::fromHex("000000058318"
                                                               "63f5f6");
        QTest::newRow("wrong type") << QByteArray::fromHex("00000005"
                                                           "8301f5f500");
        QTest::newRow("trailing bytes") << QByteArray::fromHex("00000006"
                                                               "8301f50000"
                                                               "00");
    }

    void garbageFromTheSupervisor_isATypedError()
    {
        QFETCH(QByteArray, reply);
        auto ends = Socket::pair();
        RemoteStore session(std::move(ends->second), std::chrono::seconds(2));
        QVERIFY(ends->first.writeSome(reply).ok());
        const auto got = session.freeBytes();
        QVERIFY(!got.ok());
        QVERIFY(got.error().code == ErrorCode::StoreFailed || got.error().code == ErrorCode::MalformedInput);
    }

    void garbageFromTheSession_endsIt_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::newRow("length 0") << QByteArray::fromHex("00000000");
        QTest::newRow("length too large") << QByteArray::fromHex("7fffffff");
        QTest::newRow("no cbor") << QByteArray::fromHex("00000001ff");
        QTest::newRow("no operation") << QByteArray::fromHex("00000003820180");
        QTest::newRow("unknown operation") << QByteArray::fromHex("0000000582018118"
                                                                  "63");
        QTest::newRow("arguments missing") << QByteArray::fromHex("00000004"
                                                                  "82018105");
        QTest::newRow("arguments too many") << QByteArray::fromHex("00000005"
                                                                   "8201821000");
    }

    void garbageFromTheSession_endsIt()
    {
        QFETCH(QByteArray, request);
        freshStore();
        std::unique_ptr<StoreServer> server;
        auto ends = Socket::pair();
        server = std::make_unique<StoreServer>(*m_store, std::move(ends->first));
        m_thread->adopt(*server);
        QVERIFY(ends->second.writeSome(request).ok());
        QTRY_VERIFY(!m_thread->call([&] { return server->serving(); }).get());
        // Others are served on.
        QVERIFY(m_session->freeBytes().ok());
        endServer(server);
    }

    void inlineThread_runsAtOnce()
    {
        StoreThread thread(StoreThread::Mode::Inline);
        bool ran = false;
        thread.post([&] { ran = true; });
        QVERIFY(ran && thread.isCurrent());
        QCOMPARE(thread.call([] { return 7; }).get(), 7);
    }

    void thread_runsInOrderAndFinishesWhatItWasGiven()
    {
        std::vector<int> seen;
        {
            StoreThread thread;
            for (int number = 0; number < 100; ++number)
                thread.post([&seen, number] { seen.push_back(number); });
            QVERIFY(!thread.isCurrent());
            QVERIFY(thread.call([&] { return thread.isCurrent(); }).get());
        }
        QCOMPARE(seen.size(), std::size_t{100});
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    }

private:
    std::unique_ptr<InMemoryDraftStore> m_store;
    std::unique_ptr<StoreThread> m_thread;
    std::unique_ptr<StoreServer> m_server;
    std::unique_ptr<RemoteStore> m_session;
};

QTEST_GUILESS_MAIN(RemoteStoreTest)
#include "RemoteStoreTest.moc"
