#include "devices/QtPosition.h"

#include <QTest>

#include <optional>

using namespace luotsi;
using namespace luotsi::devices;
using base::ErrorCode;

namespace {

/// Tells the places a test gives it.
class FakeSource final : public QGeoPositionInfoSource
{
public:
    FakeSource() : QGeoPositionInfoSource(nullptr) {}
    QGeoPositionInfo lastKnownPosition(bool = false) const override { return {}; }
    PositioningMethods supportedPositioningMethods() const override { return AllPositioningMethods; }
    int minimumUpdateInterval() const override { return 1; }
    Error error() const override { return NoError; }
    void startUpdates() override { isOn = true; }
    void stopUpdates() override { isOn = false; }
    void requestUpdate(int = 0) override {}

    void tell(const QGeoCoordinate &place, std::optional<double> accuracy)
    {
        QGeoPositionInfo info(place, QDateTime());
        if (accuracy)
            info.setAttribute(QGeoPositionInfo::HorizontalAccuracy, *accuracy);
        Q_EMIT positionUpdated(info);
    }
    void fail(Error error) { Q_EMIT errorOccurred(error); }

    static inline bool isOn = false;
};

} // namespace

/// The place of the device: good enough, or the best there was, or a plain word that there is none.
class QtPositionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        FakeSource::isOn = false;
        m_source = nullptr;
        m_told.reset();
        m_tellings = 0;
    }

    void theFirstPlaceThatIsGoodEnough_isTaken()
    {
        QtPosition position(make());
        begin(position);
        QVERIFY(FakeSource::isOn);
        m_source->tell({60.5, 24.5}, 900.0);
        QCOMPARE(m_tellings, 0);
        m_source->tell({60.1699, 24.9384, 12.0}, 8.0);
        QCOMPARE(m_tellings, 1);
        QVERIFY(m_told->ok());
        QCOMPARE((*m_told)->latitude, 60.1699);
        QCOMPARE((*m_told)->longitude, 24.9384);
        QCOMPARE((*m_told)->altitude.value_or(0), 12.0);
        QCOMPARE((*m_told)->accuracy.value_or(0), 8.0);
        QVERIFY(!FakeSource::isOn);
    }

    void whenTimeIsUp_theBestThereWasIsTaken()
    {
        QtPosition position(make(), std::chrono::milliseconds(40));
        begin(position);
        m_source->tell({60.5, 24.5}, std::nullopt);
        m_source->tell({60.4, 24.4}, 300.0);
        m_source->tell({60.3, 24.3}, 800.0);
        QTRY_COMPARE(m_tellings, 1);
        QVERIFY(m_told->ok());
        QCOMPARE((*m_told)->latitude, 60.4);
        QVERIFY(!(*m_told)->altitude.has_value());
    }

    void noPlaceInTime_isNotFound()
    {
        QtPosition position(make(), std::chrono::milliseconds(30));
        begin(position);
        m_source->tell(QGeoCoordinate(), 1.0);
        m_source->fail(QGeoPositionInfoSource::UpdateTimeoutError);
        QCOMPARE(m_tellings, 0);
        QTRY_COMPARE(m_tellings, 1);
        QCOMPARE(m_told->error().code, ErrorCode::NotFound);
        QVERIFY(!FakeSource::isOn);
    }

    void aSourceThatRefuses_isSaidAtOnce()
    {
        QtPosition position(make());
        begin(position);
        m_source->fail(QGeoPositionInfoSource::AccessError);
        QCOMPARE(m_tellings, 1);
        QCOMPARE(m_told->error().code, ErrorCode::NotFound);
    }

    void withoutSource_itIsSaidAtOnce()
    {
        QtPosition position([] { return std::unique_ptr<QGeoPositionInfoSource>(); });
        begin(position);
        QCOMPARE(m_tellings, 1);
        QCOMPARE(m_told->error().code, ErrorCode::NotFound);
    }

    void anotherSearch_knowsNothingOfTheFirst()
    {
        QtPosition position(make(), std::chrono::milliseconds(30));
        begin(position);
        m_source->tell({60.5, 24.5}, 900.0);
        begin(position);
        QTRY_COMPARE(m_tellings, 1);
        QCOMPARE(m_told->error().code, ErrorCode::NotFound);
    }

    void whatIsStopped_tellsNothing()
    {
        QtPosition position(make(), std::chrono::milliseconds(20));
        begin(position);
        m_source->tell({60.5, 24.5}, 900.0);
        position.stop();
        QVERIFY(!FakeSource::isOn);
        QTest::qWait(80);
        QCOMPARE(m_tellings, 0);
    }

private:
    QtPosition::MakeSource make()
    {
        return [this] {
            auto source = std::make_unique<FakeSource>();
            m_source = source.get();
            return source;
        };
    }

    void begin(QtPosition &position)
    {
        position.find([this](const base::Result<ports::Fix> &fix) {
            ++m_tellings;
            m_told = fix;
        });
    }

    FakeSource *m_source = nullptr;
    std::optional<base::Result<ports::Fix>> m_told;
    int m_tellings = 0;
};

QTEST_MAIN(QtPositionTest)
#include "QtPositionTest.moc"
