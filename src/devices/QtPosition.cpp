#include "devices/QtPosition.h"

#include <limits>

namespace luotsi::devices {

namespace {

constexpr int updateMilliseconds = 1000;

double accuracyOf(const ports::Fix &fix)
{
    return fix.accuracy.value_or(std::numeric_limits<double>::infinity());
}

ports::Fix fixOf(const QGeoPositionInfo &info)
{
    const QGeoCoordinate place = info.coordinate();
    ports::Fix fix{place.latitude(), place.longitude(), std::nullopt, std::nullopt};
    if (place.type() == QGeoCoordinate::Coordinate3D)
        fix.altitude = place.altitude();
    if (info.hasAttribute(QGeoPositionInfo::HorizontalAccuracy))
        fix.accuracy = info.attribute(QGeoPositionInfo::HorizontalAccuracy);
    return fix;
}

} // namespace

QtPosition::QtPosition(MakeSource makeSource, std::chrono::milliseconds patience)
    : m_makeSource(std::move(makeSource))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &QtPosition::give);
}

QtPosition::~QtPosition()
{
    stop();
}

void QtPosition::find(Found found)
{
    stop();
    m_found = std::move(found);
    m_source = m_makeSource();
    if (!m_source) {
        give();
        return;
    }
    connect(m_source.get(), &QGeoPositionInfoSource::positionUpdated, this, &QtPosition::take);
    connect(m_source.get(), &QGeoPositionInfoSource::errorOccurred, this, [this](auto error) {
        // That nothing came yet is what our own patience is for.
        if (error != QGeoPositionInfoSource::UpdateTimeoutError)
            give();
    });
    m_patience.start();
    m_source->setUpdateInterval(updateMilliseconds);
    m_source->startUpdates();
}

void QtPosition::stop()
{
    m_found = nullptr;
    m_best.reset();
    m_patience.stop();
    if (!m_source)
        return;
    m_source->disconnect(this);
    m_source->stopUpdates();
    // It may be telling of a place just now.
    m_source.release()->deleteLater();
}

void QtPosition::take(const QGeoPositionInfo &info)
{
    if (!info.coordinate().isValid())
        return;
    const ports::Fix fix = fixOf(info);
    if (!m_best || accuracyOf(fix) <= accuracyOf(*m_best))
        m_best = fix;
    if (accuracyOf(*m_best) <= wanted)
        give();
}

void QtPosition::give()
{
    const Found found = std::exchange(m_found, nullptr);
    const auto best = m_best;
    stop();
    if (found)
        found(best ? base::Result<ports::Fix>(*best) : base::Result<ports::Fix>(base::ErrorCode::NotFound));
}

} // namespace luotsi::devices
