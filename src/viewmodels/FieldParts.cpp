#include "viewmodels/FieldParts.h"

namespace luotsi::viewmodels {

namespace {

constexpr int dateSize = 3;
constexpr int timeSize = 2;
constexpr int placeSize = 2;

QStringList sized(QStringList parts, int size)
{
    parts.resize(size);
    return parts;
}

QString joinedDate(QStringList parts, int dateParts)
{
    const int first = dateSize - dateParts;
    if (parts.mid(first).join(QString()).isEmpty())
        return {};
    for (int part = 0; part < first; ++part)
        parts[part] = QStringLiteral("1");
    return parts.join(u'.');
}

QString joinedUnlessEmpty(const QStringList &parts, QChar separator)
{
    return parts.join(QString()).isEmpty() ? QString() : parts.join(separator);
}

} // namespace

int partCount(Field::Kind kind)
{
    switch (kind) {
    case Field::Date:
        return dateSize;
    case Field::Time:
        return timeSize;
    case Field::DateTime:
        return dateSize + timeSize;
    case Field::Geopoint:
    case Field::Geotrace:
    case Field::Geoshape:
        return placeSize;
    default:
        return 0;
    }
}

QString joinedParts(Field::Kind kind, const QStringList &parts, int dateParts)
{
    switch (kind) {
    case Field::Date:
        return joinedDate(parts, dateParts);
    case Field::Time:
        return joinedUnlessEmpty(parts, u':');
    case Field::DateTime: {
        const QString date = joinedDate(parts.first(dateSize), dateSize);
        const QString time = joinedUnlessEmpty(parts.mid(dateSize), u':');
        return date.isEmpty() && time.isEmpty() ? QString() : date + u' ' + time;
    }
    default:
        return joinedUnlessEmpty(parts, u' ');
    }
}

QStringList partsOf(Field::Kind kind, const QString &text)
{
    switch (kind) {
    case Field::Date:
        return sized(text.split(u'.'), dateSize);
    case Field::Time:
        return sized(text.split(u':'), timeSize);
    case Field::DateTime: {
        const qsizetype border = text.lastIndexOf(u' ');
        return sized(text.left(border < 0 ? text.size() : border).split(u'.'), dateSize) +
               sized(border < 0 ? QStringList() : text.mid(border + 1).split(u':'), timeSize);
    }
    case Field::Geopoint:
        return sized(text.split(u' '), placeSize);
    default:
        return sized({}, partCount(kind));
    }
}

} // namespace luotsi::viewmodels
