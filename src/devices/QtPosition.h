#pragma once

#include "ports/Position.h"

#include <QGeoPositionInfoSource>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace luotsi::devices {

/// The place as Qt Positioning tells it. Takes the first place that is good to `wanted` metres; when none
/// comes in time, the best there was. The source runs no longer than the search. Threading: GUI thread.
class QtPosition final : public QObject, public ports::Position
{
    Q_OBJECT

public:
    using MakeSource = std::function<std::unique_ptr<QGeoPositionInfoSource>()>;
    static constexpr double wanted = 25; ///< metres: tells one building from the next

    explicit QtPosition(MakeSource makeSource, std::chrono::milliseconds patience = std::chrono::seconds(20));
    ~QtPosition() override;

    void find(Found found) override;
    void stop() override;

private:
    void take(const QGeoPositionInfo &info);
    void give(); ///< the best there was, or that there was none

    MakeSource m_makeSource;
    std::unique_ptr<QGeoPositionInfoSource> m_source;
    Found m_found;
    std::optional<ports::Fix> m_best;
    QTimer m_patience;
};

} // namespace luotsi::devices
