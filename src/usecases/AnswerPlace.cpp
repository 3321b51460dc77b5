#include "usecases/AnswerPlace.h"

#include "domain/Text.h"

#include <cmath>

namespace luotsi::usecases {

namespace {

constexpr double mostLatitude = 90;
constexpr double mostLongitude = 180;

base::Error failure(const char *textId)
{
    return {base::ErrorCode::MalformedInput, QString::fromLatin1(textId), {}};
}

base::Error wrongForm()
{
    //: Beside fields for a place on the map
    //% "Write both numbers of the place, for example 60,1699 and 24,9384."
    return failure(QT_TRID_NOOP("check-place-form"));
}

bool isPlain(const QString &number)
{
    return std::all_of(number.begin(), number.end(), [](QChar character) {
        return (character >= u'0' && character <= u'9') || character == u'.' || character == u'-';
    });
}

QStringList numbersOf(const QString &text)
{
    QStringList numbers = text.simplified().split(u' ', Qt::SkipEmptyParts);
    for (QString &number : numbers)
        number = domain::withoutSpaces(number).replace(u',', u'.');
    return numbers;
}

base::Result<QString> normalisePlaces(const QString &typed)
{
    QStringList places;
    for (const QString &place : typed.split(u';', Qt::SkipEmptyParts)) {
        if (place.trimmed().isEmpty())
            continue;
        auto normal = normalisePlace(place);
        if (!normal)
            return normal.error();
        places.append(*normal);
    }
    return places.join(u';');
}

bool isSamePlace(const QString &first, const QString &second)
{
    return numbersOf(first).mid(0, 2) == numbersOf(second).mid(0, 2);
}

} // namespace

base::Result<QString> normalisePlace(const QString &typed)
{
    QStringList numbers = numbersOf(typed);
    if (numbers.size() < 2 || numbers.size() > 4)
        return wrongForm();
    for (const QString &number : numbers) {
        bool ok = false;
        const double value = number.toDouble(&ok);
        if (!ok || !isPlain(number) || !std::isfinite(value))
            return wrongForm();
    }
    if (std::abs(numbers[0].toDouble()) > mostLatitude || std::abs(numbers[1].toDouble()) > mostLongitude) {
        //: Beside fields for a place on the map
        //% "Latitude is from -90 to 90 and longitude from -180 to 180. Check the numbers."
        return failure(QT_TRID_NOOP("check-place-range"));
    }
    while (numbers.size() < 4)
        numbers.append(QStringLiteral("0"));
    return numbers.join(u' ');
}

base::Result<QString> normaliseTrace(const QString &typed)
{
    auto places = normalisePlaces(typed);
    if (places && placesOf(*places).size() < 2) {
        //: Beside the list of places that make a line on the map
        //% "Add at least two places."
        return failure(QT_TRID_NOOP("check-trace-places"));
    }
    return places;
}

base::Result<QString> normaliseShape(const QString &typed)
{
    auto places = normalisePlaces(typed);
    if (!places)
        return places;
    QStringList all = places->split(u';', Qt::SkipEmptyParts);
    if (all.size() > 1 && isSamePlace(all.constFirst(), all.constLast()))
        all.removeLast();
    if (all.size() < 3) {
        //: Beside the list of places that make an area on the map
        //% "Add at least three places."
        return failure(QT_TRID_NOOP("check-shape-places"));
    }
    all.append(all.constFirst());
    return all.join(u';');
}

QStringList placesOf(const QString &stored)
{
    QStringList places;
    for (const QString &place : stored.split(u';', Qt::SkipEmptyParts)) {
        if (!place.trimmed().isEmpty())
            places.append(place.trimmed());
    }
    if (places.size() > 3 && isSamePlace(places.constFirst(), places.constLast()))
        places.removeLast();
    return places;
}

QString readPlace(const QString &stored)
{
    const QStringList numbers = numbersOf(stored);
    if (numbers.size() < 2)
        return stored;
    return QString(numbers[0] + QStringLiteral(" / ") + numbers[1]).replace(u'.', u',');
}

QString editPlace(const QString &stored)
{
    const QStringList numbers = numbersOf(stored);
    return numbers.size() < 2 ? stored : QString(numbers[0] + u' ' + numbers[1]).replace(u'.', u',');
}

} // namespace luotsi::usecases
