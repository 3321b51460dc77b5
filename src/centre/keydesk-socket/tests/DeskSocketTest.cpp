#include "centre/keydesk-socket/DeskServer.h"
#include "centre/keydesk-socket/RemoteKeyDesk.h"
#include "sync/protocol/ChangeCodec.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <thread>
#include <unistd.h>

using namespace luotsi;
using namespace luotsi::centre;
using namespace luotsi::centre::keydesk_socket;
using base::ErrorCode;

namespace {

template<typename Id> Id filled(char letter)
{
    return *Id::fromBytes(QByteArray(static_cast<qsizetype>(Id::size), letter));
}

protocol::Wrap wrap()
{
    return {protocol::WrapPurpose::Intake, filled<protocol::DraftId>('d'), filled<protocol::KeyId>('k'),
            filled<protocol::KeyId>('r'), "sealed"};
}

ports::Delivery delivery()
{
    ports::Delivery result;
    result.submission = filled<protocol::SubmissionId>('s');
    result.draft = filled<protocol::DraftId>('d');
    result.round = 3;
    protocol::ChangeHeader header;
    header.draft = result.draft;
    header.kind = protocol::ChangeKind::Note;
    result.change = *protocol::makeChange(header, QByteArray(24, 'n'), QByteArray(80, 'c'));
    result.wraps = {wrap(), wrap()};
    return result;
}

ports::Rewrap rewrap()
{
    ports::Rewrap result;
    result.request.order = {filled<protocol::RequestId>('q'), filled<protocol::DraftId>('d'),
                            filled<protocol::DeviceId>('v'), QStringLiteral("hand-over"), 5};
    result.request.certificate.grant = {filled<protocol::ActorId>('a'),
                                        QStringLiteral("worker"),
                                        QStringLiteral("north"),
                                        filled<protocol::DeviceId>('v'),
                                        QByteArray(32, 's'),
                                        QByteArray(32, 'b'),
                                        QByteArray(32, 'x'),
                                        1,
                                        2};
    result.request.certificate.signature = QByteArray(64, 'c');
    result.request.signature = QByteArray(64, 'w');
    result.wraps = {wrap()};
    return result;
}

/// A desk that says what it is told to.
class FakeDesk final : public ports::KeyDesk
{
public:
    Result<ports::Acceptance> accept(const ports::Delivery &asked) override
    {
        ++calls;
        if (error)
            return *error;
        const bool same = asked.round == 3 && asked.wraps.size() == 2 &&
                          asked.change.id == delivery().change.id && asked.draft == delivery().draft;
        return ports::Acceptance{same ? ports::Verdict::Differs : ports::Verdict::Unreadable,
                                 QStringLiteral("/data/total")};
    }
    Result<protocol::RewrapReply> rewrap(const ports::Rewrap &asked) override
    {
        if (error)
            return *error;
        return protocol::RewrapReply{asked.wraps};
    }
    Result<void> erase(const protocol::DraftId &draft) override
    {
        erased = draft;
        return error ? Result<void>(*error) : Result<void>();
    }
    std::atomic<int> calls = 0;
    std::optional<base::Error> error;
    protocol::DraftId erased;
};

struct Scene
{
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("desk.socket"));
    FakeDesk desk;
    std::unique_ptr<DeskServer> server = std::move(*DeskServer::start(path, {getuid()}, desk));
    RemoteKeyDesk remote{path};
};

} // namespace

class DeskSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyQuestionReachesTheDeskWhole()
    {
        Scene scene;
        const auto accepted = scene.remote.accept(delivery());
        QVERIFY(accepted.ok() && accepted->verdict == ports::Verdict::Differs);
        QCOMPARE(accepted->detail, QStringLiteral("/data/total"));
        const auto wrapped = scene.remote.rewrap(rewrap());
        QVERIFY(wrapped.ok() && wrapped->wraps.size() == 1);
        QCOMPARE(protocol::encodeWrap(wrapped->wraps.front()), protocol::encodeWrap(wrap()));
        QVERIFY(scene.remote.erase(filled<protocol::DraftId>('e')).ok());
        QVERIFY(scene.desk.erased == filled<protocol::DraftId>('e'));
        QVERIFY(scene.remote.ready().ok());
    }

    void theDesksErrorsComeBackAsWhatTheyWere()
    {
        Scene scene;
        scene.desk.error = base::Error{ErrorCode::TooManyTries, QStringLiteral("limit"), {}};
        QCOMPARE(scene.remote.rewrap(rewrap()).error().code, ErrorCode::TooManyTries);
        QCOMPARE(scene.remote.rewrap(rewrap()).error().detail, QStringLiteral("limit"));
        QCOMPARE(scene.remote.accept(delivery()).error().code, ErrorCode::TooManyTries);
        QCOMPARE(scene.remote.erase({}).error().code, ErrorCode::TooManyTries);
    }

    void aDeskThatIsAwayIsUnavailableAndComesBack()
    {
        Scene scene;
        scene.server.reset();
        QCOMPARE(scene.remote.accept(delivery()).error().code, ErrorCode::StoreKeyUnavailable);
        QCOMPARE(scene.remote.ready().error().code, ErrorCode::StoreKeyUnavailable);
        // The socket file of the one that went is still there.
        QVERIFY(QFile::exists(scene.path));
        auto again = DeskServer::start(scene.path, {getuid()}, scene.desk);
        QVERIFY(again.ok());
        QTRY_VERIFY(scene.remote.ready().ok());
    }

    void aUserWhoIsNotListedGetsNoAnswer()
    {
        Scene scene;
        scene.server.reset();
        const auto server = DeskServer::start(scene.path, {getuid() + 1}, scene.desk);
        QVERIFY(server.ok());
        QVERIFY(!scene.remote.accept(delivery()));
        QCOMPARE(scene.desk.calls.load(), 0);
    }

    void oneSocketHasOneDesk()
    {
        Scene scene;
        QCOMPARE(DeskServer::start(scene.path, {getuid()}, scene.desk).error().code, ErrorCode::StoreBusy);
    }

    void aFileThatIsNoSocketIsNotReplaced()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("precious"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("x") == 1);
        file.close();
        FakeDesk desk;
        QVERIFY(!DeskServer::start(path, {getuid()}, desk));
        QCOMPARE(file.size(), qint64(1));
    }

    void nonsenseAndHugeFramesEndTheConnectionAndNothingElse()
    {
        Scene scene;
        auto nonsense = *LocalSocket::connectTo(scene.path);
        QVERIFY(nonsense.send("nonsense").ok());
        QCOMPARE(decodeDone(*nonsense.receive()).error().code, ErrorCode::MalformedInput);
        auto huge = *LocalSocket::connectTo(scene.path);
        const char head[] = {'\x7f', '\xff', '\xff', '\xff'};
        QCOMPARE(::write(huge.descriptor(), head, sizeof head), ssize_t(sizeof head));
        QVERIFY(!huge.receive());
        QVERIFY(scene.remote.ready().ok());
    }

    void silentPeersDoNotKeepOthersWaiting()
    {
        Scene scene;
        std::vector<LocalSocket> silent;
        for (int i = 0; i < 8; ++i)
            silent.push_back(std::move(*LocalSocket::connectTo(scene.path)));
        QVERIFY(scene.remote.accept(delivery()).ok());
    }

    void aDeskThatSaysNothingIsGivenUpSoonByProbes()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("mute"));
        const LocalSocket mute(*listenOn(path)); // takes connections and never answers
        RemoteKeyDesk remote(path);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!remote.ready());
        QVERIFY(!remote.ready()); // at once: the answer is fresh
        QVERIFY2(timer.elapsed() < 4000, "a probe waited as long as a delivery");
    }

    void manyAtTheSameTimeAreAllAnswered()
    {
        Scene scene;
        std::atomic<int> good = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 40; ++i) { // more than are served at once
            threads.emplace_back([&] {
                for (int n = 0; n < 20; ++n)
                    good += scene.remote.accept(delivery()).ok() ? 1 : 0;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(good.load(), 800);
    }
};

QTEST_APPLESS_MAIN(DeskSocketTest)
#include "DeskSocketTest.moc"
