#include "screens/EveryKind.h"

#include <algorithm>

namespace luotsi::screens {

namespace {

using Give = std::function<bool(Hand &, const QString &)>;

Give words(const char *text)
{
    return [text = QString::fromUtf8(text)](Hand &hand, const QString &field) {
        return hand.write(QStringLiteral("field:") + field, text);
    };
}

/// Boxes and what is typed into them: "day=2 month=11 year=2026".
Give boxes(const char *text)
{
    return [text = QString::fromUtf8(text)](Hand &hand, const QString &field) {
        for (const QString &box : text.split(u' ')) {
            const QString name = QStringLiteral("field:%1:%2:entry").arg(field, box.section(u'=', 0, 0));
            if (!hand.write(name, box.section(u'=', 1)))
                return false;
        }
        return true;
    };
}

Give options(const char *values)
{
    return [values = QString::fromUtf8(values)](Hand &hand, const QString &field) {
        for (const QString &value : values.split(u' ')) {
            if (!hand.press(QStringLiteral("field:%1>option:%2").arg(field, value)))
                return false;
        }
        return true;
    };
}

Give opened(const char *values)
{
    return [choose = options(values)](Hand &hand, const QString &field) {
        return hand.press(QStringLiteral("open:") + field) && choose(hand, field);
    };
}

/// Added one after the other: "60,1 24,9;60,2 25,1".
Give places(const char *text)
{
    return [text = QString::fromUtf8(text)](Hand &hand, const QString &field) {
        const QStringList places = text.split(u';');
        return std::all_of(places.begin(), places.end(), [&](const QString &place) {
            return hand.write(QStringLiteral("field:%1:latitude:entry").arg(field),
                              place.section(u' ', 0, 0)) &&
                   hand.write(QStringLiteral("field:%1:longitude:entry").arg(field),
                              place.section(u' ', 1)) &&
                   hand.press(QStringLiteral("addPlace"));
        });
    };
}

Give scale(int place, int steps)
{
    return [=](Hand &hand, const QString &field) {
        return hand.slide(QStringLiteral("field:") + field, place, steps);
    };
}

Give press(const char *name)
{
    return [name = QString::fromUtf8(name)](Hand &hand, const QString &field) {
        return hand.press(QString(name).replace(u'*', field));
    };
}

bool draw(Hand &hand, const QString &field)
{
    return hand.draw(field);
}

bool drawOver(Hand &hand, const QString &field)
{
    return hand.press(QStringLiteral("source:page.png")) && hand.draw(field);
}

} // namespace

packs::PackForm everyKind()
{
    packs::PackForm form =
        viewmodels::tests::formIn(QStringLiteral(LUOTSI_SOURCE_DIR "/tests/screens/forms/all-types"));
    form.media.insert(QStringLiteral("rain.wav"), "RIFF");
    return form;
}

std::vector<KindStep> kindSteps()
{
    const auto step = [](const char *field, Give give, const char *stands) {
        return KindStep{QString::fromLatin1(field), std::move(give), QString::fromUtf8(stands)};
    };
    const char *onePage = "Sivuja: 1";
    return {
        step("first", words("kissa"), "kissa"),
        step("story", words("Heräsin. Söin."), "Heräsin. Söin."),
        step("number_text", words("00123"), "00123"),
        step("code", words("AB12"), "AB12"),
        step("count", words("3"), "3"),
        step("weight", words("1,5"), "1,5"),
        step("mood", scale(7, 10), "7"),
        step("dose", scale(1, 4), "1,0"),
        step("day", boxes("day=2 month=11 year=2026"), "2.11.2026"),
        step("month", boxes("month=10 year=2025"), "1.10.2025"),
        step("year", boxes("year=2019"), "1.1.2019"),
        step("hour", boxes("hours=6 minutes=45"), "6.45"),
        step("moment", boxes("day=24 month=11 year=2026 hours=14 minutes=30"), "24.11.2026 14.30"),
        step("way", options("b"), "Juna"),
        step("ways", options("a c"), "Bussi, Polkupyörä"),
        step("closed", opened("c"), "Polkupyörä"),
        step("closed_many", opened("a b"), "Bussi, Juna"),
        step("view", options("4"), "Samaa mieltä"),
        step("side", options("b"), "Juna"),
        step("fast", options("a"), "Bussi"),
        step("place_select", options("d"), "Kävellen"),
        step(
            "town",
            [](Hand &hand, const QString &field) {
                return hand.write(QStringLiteral("search:") + field, QStringLiteral("turk")) &&
                       hand.press(QStringLiteral("field:%1>option:t29").arg(field));
            },
            "Turku"),
        step("order", press("down:a"), "1. Juna, 2. Bussi, 3. Polkupyörä, 4. Kävellen"),
        step("pictured", options("rain"), "Sade"),
        step("spot", boxes("latitude=60,1699 longitude=24,9384"), "60,1699 / 24,9384"),
        step("route", places("60,1 24,9;60,2 25,1"), "60,1 / 24,9; 60,2 / 25,1"),
        step("field", places("1 1;1 2;2,5 2"), "1 / 1; 1 / 2; 2,5 / 2"),
        step("photo", press("source:page.png"), onePage),
        step("sketch", draw, onePage),
        step("name_drawn", draw, onePage),
        step("marked", drawOver, onePage),
        step("agree", press("field:*"), "Kyllä"),
        step("sum", nullptr, "21"),
        step("shown_picture", words("aurinko"), "aurinko"),
        step("tog_word", words("sana"), "sana"),
        step("tog_time", boxes("hours=9 minutes=05"), "9.05"),
        step("tog_scale", scale(2, 4), "3"),
        step("tog_way", opened("d"), "Kävellen"),
        step("who", words("Matti"), "Matti"),
        step("mail", words("matti@example.org"), "matti@example.org"),
        step("calls", boxes("hours=17 minutes=00"), "17.00"),
        step("line", words("0401234567"), "0401234567"),
        step("shop", options("no"), "Ei"),
    };
}

} // namespace luotsi::screens
