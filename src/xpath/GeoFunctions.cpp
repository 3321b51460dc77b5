// Areas and distances on a sphere, as the ODK XForms specification defines them.
#include "xpath/Function.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace luotsi::xpath {

namespace {

struct Point
{
    double latitude = 0;  ///< degrees
    double longitude = 0; ///< degrees
};

constexpr double earthRadius = 6'378'100.0; ///< metres, equatorial
constexpr double radians = std::numbers::pi / 180.0;

/// Nothing when any point is malformed.
std::optional<std::vector<Point>> parsePoints(const std::vector<QString> &texts)
{
    std::vector<Point> points;
    for (const QString &text : texts) {
        for (const QString &part : text.split(u';', Qt::SkipEmptyParts)) {
            if (part.trimmed().isEmpty())
                continue;
            const QStringList numbers = part.simplified().split(u' ');
            bool latitudeOk = false;
            bool longitudeOk = false;
            const Point point{numbers.value(0).toDouble(&latitudeOk),
                              numbers.value(1).toDouble(&longitudeOk)};
            if (!latitudeOk || !longitudeOk)
                return std::nullopt;
            points.push_back(point);
        }
    }
    return points;
}

bool isOnEarth(const Point &point)
{
    return std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180;
}

double between(const Point &from, const Point &to)
{
    const double latitude = (to.latitude - from.latitude) * radians;
    const double longitude = (to.longitude - from.longitude) * radians;
    const double half = std::pow(std::sin(latitude / 2), 2) + std::cos(from.latitude * radians) *
                                                                  std::cos(to.latitude * radians) *
                                                                  std::pow(std::sin(longitude / 2), 2);
    return 2 * earthRadius * std::asin(std::min(1.0, std::sqrt(half)));
}

double rounded(double metres)
{
    return std::round(metres * 100) / 100;
}

Value area(const Call &call)
{
    const auto points = parsePoints(call.texts(0));
    if (!points || points->empty())
        return std::nan("");
    double total = 0;
    if (points->size() > 2) {
        for (std::size_t i = 0; i < points->size(); ++i) {
            const Point &from = (*points)[i];
            const Point &to = (*points)[(i + 1) % points->size()];
            total += (to.longitude - from.longitude) * radians *
                     (2 + std::sin(from.latitude * radians) + std::sin(to.latitude * radians));
        }
    }
    return rounded(std::abs(total * earthRadius * earthRadius / 2));
}

Value distance(const Call &call)
{
    const auto points = parsePoints(call.texts(0));
    if (!points || points->empty() || !std::all_of(points->begin(), points->end(), isOnEarth))
        return std::nan("");
    double total = 0;
    for (std::size_t i = 1; i < points->size(); ++i)
        total += between((*points)[i - 1], (*points)[i]);
    return rounded(total);
}

/// Even-odd rule over the outline.
Value geofence(const Call &call)
{
    const auto point = parsePoints({call.text(0)});
    const auto outline = parsePoints({call.text(1)});
    if (!point || point->size() != 1 || !outline || outline->size() < 3)
        return false;
    const Point p = point->front();
    bool inside = false;
    for (std::size_t i = 0, j = outline->size() - 1; i < outline->size(); j = i++) {
        const Point &a = (*outline)[i];
        const Point &b = (*outline)[j];
        const bool crosses = (a.latitude > p.latitude) != (b.latitude > p.latitude);
        if (crosses && p.longitude < (b.longitude - a.longitude) * (p.latitude - a.latitude) /
                                             (b.latitude - a.latitude) +
                                         a.longitude)
            inside = !inside;
    }
    return inside;
}

} // namespace

const Function geoFunctions[] = {
    {QLatin1String("area"), 1, -1, area, true},
    {QLatin1String("enclosed-area"), 1, -1, area, true},
    {QLatin1String("distance"), 1, -1, distance, true},
    {QLatin1String("geofence"), 2, 2, geofence, true},
    {{}, 0, 0, nullptr, false},
};

} // namespace luotsi::xpath
