#include "storelink/ControlChannel.h"

#include "storelink/SessionControl.h"
#include "sync/protocol/Receipt.h"

#include <QTest>

using namespace luotsi;
using namespace luotsi::storelink;

namespace {

std::vector<control::Message> everyMessage()
{
    ports::DraftStatus status;
    status.submitted = true;
    status.submittedAt = 1'900'000'000'000;
    status.unsentChanges = 12;
    status.unsentBlobs = 3;
    status.stuck = {base::ErrorCode::Quarantined, 1'900'000'100'000};
    status.attachments = {{ports::protocol::BlobId(), 1000, 400, true}};
    status.receipt.emplace();
    status.receipt->reference = QStringLiteral("7KQ4-M2RD");
    status.receipt->signature = QByteArray(64, 's');
    const ports::protocol::DraftId draft(std::array<std::uint8_t, 16>{1, 2, 3});
    const ports::protocol::LookupId lookup(std::array<std::uint8_t, 16>{4, 5, 6});
    return {control::Begin{control::Intent::ContinueWithCode, QStringLiteral("sv"), 150, 2},
            control::Setup{QByteArray(32, 'v'), QByteArray(32, 'r'), QByteArray(32, 'i'), {}},
            control::Connection{false, base::ErrorCode::CaptivePortal},
            control::Connection{true, std::nullopt},
            control::QueueChanged{draft, status},
            control::Shutdown{},
            control::Ready{},
            control::Ended{control::Ending::Deleted},
            control::Activity{},
            control::Submitted{draft},
            control::FindDraft{lookup},
            control::StopFinding{},
            control::DraftFound{lookup, base::ErrorCode::NotHereYet, {}},
            control::DraftFound{
                lookup,
                std::nullopt,
                {{1'900'000'000'000, ports::protocol::Access::By::Code, QStringLiteral("library-2")}}}};
}

} // namespace

/// The few messages beside the store's requests.
class ControlChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyMessage_comesBackAsItWas()
    {
        for (const control::Message &message : everyMessage()) {
            const QByteArray bytes = control::encode(message);
            const auto decoded = control::decode(bytes);
            QVERIFY(decoded.ok());
            QCOMPARE(decoded->index(), message.index());
            QCOMPARE(control::encode(*decoded), bytes);
        }
        const auto begin = control::decode(control::encode(everyMessage().front()));
        QVERIFY(std::get<control::Begin>(*begin) == std::get<control::Begin>(everyMessage().front()));
    }

    void everyPrefixAndEveryFlippedBit_isRefusedOrRead()
    {
        for (const control::Message &message : everyMessage()) {
            const QByteArray bytes = control::encode(message);
            for (qsizetype size = 0; size < bytes.size(); ++size)
                QVERIFY(!control::decode(bytes.first(size)).ok());
            QVERIFY(!control::decode(bytes + '\0').ok());
            for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
                QByteArray flipped = bytes;
                flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
                if (const auto decoded = control::decode(flipped); decoded.ok())
                    QCOMPARE(control::encode(*decoded), flipped);
            }
        }
    }

    void valuesOutOfRange_areRefused()
    {
        QVERIFY(!control::decode(control::encode(control::Begin{control::Intent::Apply, {}, 100, 0})).ok());
        const QString fi = QStringLiteral("fi");
        QVERIFY(!control::decode(control::encode(control::Begin{control::Intent::Apply, fi, 20, 0})).ok());
        QVERIFY(!control::decode(control::encode(control::Begin{static_cast<control::Intent>(9), fi, 100, 0}))
                     .ok());
        QVERIFY(!control::decode(control::encode(control::Begin{control::Intent::Apply, fi, 100, 3})).ok());
        QVERIFY(!control::decode(control::encode(control::Setup{QByteArray(31, 'v'), {}, {}, {}})).ok());
        QVERIFY(!control::decode(control::encode(control::Ended{static_cast<control::Ending>(0)})).ok());
    }

    void messages_arriveInOrderBothWays()
    {
        connectPair();
        const auto all = everyMessage();
        for (const control::Message &message : all) {
            m_supervisor->send(message);
            m_session->send(message);
        }
        QTRY_COMPARE(m_atSession.size(), all.size());
        QTRY_COMPARE(m_atSupervisor.size(), all.size());
        for (std::size_t index = 0; index < all.size(); ++index)
            QCOMPARE(control::encode(m_atSession[index]), control::encode(all[index]));
    }

    void goneSession_isToldOnce()
    {
        connectPair();
        m_session->send(control::Ended{});
        m_session.reset();
        QTRY_COMPARE(m_closed, 1);
        QCOMPARE(m_atSupervisor.size(), std::size_t{1});
        m_supervisor->send(control::Shutdown{});
        QVERIFY(!m_supervisor->connected());
        QCOMPARE(m_closed, 1);
    }

    void garbage_closesTheChannel()
    {
        auto ends = Socket::pair();
        ControlChannel channel(std::move(ends->first));
        int closed = 0;
        connect(&channel, &ControlChannel::closed, this, [&] { ++closed; });
        QVERIFY(ends->second
                    .writeSome(QByteArray::fromHex("00000002"
                                                   "8163"))
                    .ok());
        QTRY_COMPARE(closed, 1);
        QVERIFY(!channel.connected());
    }

    void peerThatDoesNotRead_isGivenUp()
    {
        auto ends = Socket::pair();
        ControlChannel channel(std::move(ends->first));
        const control::Message message = everyMessage()[4];
        for (int number = 0; number < 100'000 && channel.connected(); ++number)
            channel.send(message);
        QVERIFY(!channel.connected());
    }

    void frames_areCutWhereverTheyBreak()
    {
        QByteArray stream;
        for (int number = 1; number < 50; ++number)
            stream += *encodeFrame(QByteArray(number * 7, static_cast<char>(number)));
        for (const qsizetype step : {qsizetype{1}, qsizetype{3}, qsizetype{4096}}) {
            FrameReader reader;
            int seen = 0;
            for (qsizetype at = 0; at < stream.size(); at += step) {
                reader.append(QByteArrayView(stream).sliced(at, std::min(step, stream.size() - at)));
                for (auto next = reader.next(); next->has_value(); next = reader.next()) {
                    ++seen;
                    QCOMPARE(**next, QByteArray(seen * 7, static_cast<char>(seen)));
                }
            }
            QCOMPARE(seen, 49);
        }
    }

    void frameReader_staysFailed()
    {
        FrameReader reader(100);
        reader.append(QByteArray::fromHex("00000065"));
        QVERIFY(!reader.next().ok());
        reader.append(*encodeFrame("good"));
        QVERIFY(!reader.next().ok());
        QVERIFY(!encodeFrame({}).ok());
        QVERIFY(!encodeFrame(QByteArray(maximumFrameBytes + 1, 'x')).ok());
    }

private:
    void connectPair()
    {
        auto ends = Socket::pair();
        QVERIFY(ends.ok());
        m_atSession.clear();
        m_atSupervisor.clear();
        m_closed = 0;
        m_supervisor = std::make_unique<ControlChannel>(std::move(ends->first));
        m_session = std::make_unique<ControlChannel>(std::move(ends->second));
        connect(m_supervisor.get(), &ControlChannel::received, this,
                [this](const control::Message &message) { m_atSupervisor.push_back(message); });
        connect(m_session.get(), &ControlChannel::received, this,
                [this](const control::Message &message) { m_atSession.push_back(message); });
        connect(m_supervisor.get(), &ControlChannel::closed, this, [this] { ++m_closed; });
    }

    std::unique_ptr<ControlChannel> m_supervisor;
    std::unique_ptr<ControlChannel> m_session;
    std::vector<control::Message> m_atSupervisor;
    std::vector<control::Message> m_atSession;
    int m_closed = 0;
};

QTEST_GUILESS_MAIN(ControlChannelTest)
#include "ControlChannelTest.moc"
