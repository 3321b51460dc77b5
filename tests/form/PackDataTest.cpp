#include "FormSource.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

#include <cmath>

namespace {

const QString pack = QStringLiteral(LUOTSI_SOURCE_DIR "/assets/pack-fi/");
const QStringList languages{QStringLiteral("fi"), QStringLiteral("sv"), QStringLiteral("en")};

QByteArray bytes(const QString &file)
{
    QFile device(file);
    return device.open(QIODevice::ReadOnly) ? device.readAll() : QByteArray();
}

QJsonObject json(const QString &name)
{
    return QJsonDocument::fromJson(bytes(pack + name)).object();
}

/// Rows of a CSV without quotes, the header left out.
QList<QStringList> rows(const QString &name)
{
    QList<QStringList> result;
    const QStringList lines = QString::fromUtf8(bytes(pack + name)).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines.mid(1))
        result.append(line.split(u','));
    return result;
}

/// The shape of a value: keys and lengths, with the texts left out, so that languages can be compared.
QString shape(const QJsonValue &value)
{
    if (value.isObject()) {
        QStringList parts;
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            parts.append(member.key() + u':' + shape(member.value()));
        return u'{' + parts.join(u',') + u'}';
    }
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &element : value.toArray())
            parts.append(shape(element));
        return u'[' + parts.join(u',') + u']';
    }
    return value.isString() && value.toString().isEmpty() ? QStringLiteral("empty") : QStringLiteral("value");
}

} // namespace

/// The pack's data: dated, sourced, complete in three languages, consistent with itself.
class PackDataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFile_isDatedSourcedAndReviewed()
    {
        QDirIterator files(pack, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
        int seen = 0;
        while (files.hasNext()) {
            const QString file = files.next();
            const QJsonObject object = QJsonDocument::fromJson(bytes(file)).object();
            for (const char *member : {"version", "asOf", "source", "review"})
                QVERIFY2(object.contains(QLatin1String(member)),
                         qPrintable(file + u' ' + QLatin1String(member)));
            QVERIFY2(QDate::fromString(object[QLatin1String("asOf")].toString(), Qt::ISODate).isValid(),
                     qPrintable(file));
            ++seen;
        }
        QVERIFY(seen >= 13);
    }

    void everyText_isThereInThreeLanguages()
    {
        QDirIterator files(pack, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            const QJsonObject texts =
                QJsonDocument::fromJson(bytes(file)).object()[QLatin1String("texts")].toObject();
            if (file.endsWith(QLatin1String("deadlines.json")))
                continue; // rules only, nothing a person reads
            QCOMPARE(texts.size(), languages.size());
            for (const QString &language : languages)
                QVERIFY2(shape(texts[language]) == shape(texts[languages.first()]),
                         qPrintable(file + u' ' + language));
        }
    }

    void municipalities_areUniqueAndBelongToACounty()
    {
        const QJsonArray codes = json(QStringLiteral("counties.json"))[QLatin1String("codes")].toArray();
        QHash<QString, QString> names;
        for (const QStringList &row : rows(QStringLiteral("forms/totu-1.0/municipalities.csv"))) {
            QCOMPARE(row.size(), 5);
            QVERIFY2(QRegularExpression(QStringLiteral("^[0-9]{3}$")).match(row.at(0)).hasMatch(),
                     qPrintable(row.at(0)));
            QVERIFY2(codes.contains(row.at(2)), qPrintable(row.at(0)));
            QVERIFY2(!names.contains(row.at(0)), qPrintable(row.at(0)));
            names.insert(row.at(0), row.at(3) + u' ' + row.at(2));
        }
        QCOMPARE(names.size(), 309);
        QCOMPARE(names.value(QStringLiteral("091")), QStringLiteral("Helsinki 90"));
        QCOMPARE(names.value(QStringLiteral("405")), QStringLiteral("Lappeenranta 11"));
        QCOMPARE(names.value(QStringLiteral("580")), QStringLiteral("Parikkala 11"));
        QCOMPARE(names.value(QStringLiteral("142")), QStringLiteral("Iitti 09"));
        QCOMPARE(names.value(QStringLiteral("609")), QStringLiteral("Pori 06"));
        QCOMPARE(names.value(QStringLiteral("092")), QStringLiteral("Vantaa 04"));
        QCOMPARE(names.value(QStringLiteral("478")), QStringLiteral("Maarianhamina 91"));
    }

    void postalCodes_areFiveDigitsOfAKnownMunicipality()
    {
        QSet<QString> municipalities;
        for (const QStringList &row : rows(QStringLiteral("forms/totu-1.0/municipalities.csv")))
            municipalities.insert(row.at(0));
        QSet<QString> seen;
        for (const QStringList &row : rows(QStringLiteral("forms/totu-1.0/postal-codes.csv"))) {
            QCOMPARE(row.size(), 3);
            QVERIFY2(QRegularExpression(QStringLiteral("^[0-9]{5}$")).match(row.at(0)).hasMatch(),
                     qPrintable(row.at(0)));
            QVERIFY2(municipalities.contains(row.at(2)), qPrintable(row.at(0)));
            QVERIFY2(!seen.contains(row.at(0)), qPrintable(row.at(0)));
            seen.insert(row.at(0));
        }
        QVERIFY(seen.contains(QStringLiteral("59100")));
        QVERIFY(seen.contains(QStringLiteral("00100")));
    }

    void accountLengths_ofListAndFormAreTheSame()
    {
        QSet<QString> list;
        for (const QStringList &row : rows(QStringLiteral("lists/iban-countries.csv")))
            list.insert(row.at(0) + row.at(1));
        QVERIFY(list.remove(QStringLiteral("FI18")));
        const auto form = luotsi::tests::FormSource::read(pack + QStringLiteral("forms/totu-1.0/form.xml"));
        static const QRegularExpression table(QStringLiteral("'\\|([A-Z0-9|]+)\\|'"));
        int tables = 0;
        for (const QString &expression : form.expressions) {
            const auto found = table.match(expression);
            if (!found.hasMatch())
                continue;
            const QStringList entries = found.captured(1).split(u'|');
            QCOMPARE(QSet<QString>(entries.begin(), entries.end()), list);
            ++tables;
        }
        QCOMPARE(tables, 2);
    }

    void basicAmounts_followTheirShareOfLivingAlone()
    {
        const QJsonArray amounts =
            json(QStringLiteral("amounts.json"))[QLatin1String("basicAmounts")].toArray();
        const double single = amounts.first()[QLatin1String("cents")][QLatin1String("2026-03")].toDouble();
        QCOMPARE(single, 57843.0);
        for (const QJsonValue &amount : amounts) {
            const double share = amount[QLatin1String("shareOfSinglePercent")].toDouble();
            const double cents = amount[QLatin1String("cents")][QLatin1String("2026-03")].toDouble();
            QVERIFY2(std::abs(cents - single * share / 100) <= 0.5,
                     qPrintable(amount[QLatin1String("id")].toString()));
        }
    }

    void madeUpPlaces_reachNobody()
    {
        for (const char *file : {"urgent.json", "help.json", "directory.json"}) {
            const QString all = QString::fromUtf8(bytes(pack + QLatin1String(file)));
            QVERIFY(all.contains(QLatin1String("112")));
            const QJsonObject texts = json(QLatin1String(file))[QLatin1String("texts")].toObject();
            for (const QString &language : languages) {
                for (const QJsonValue &place : texts[language][QLatin1String("places")].toArray()) {
                    const bool made = place[QLatin1String("fictitious")].toBool();
                    QCOMPARE(place[QLatin1String("phone")].toString().startsWith(QLatin1String("000")), made);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(PackDataTest)
#include "PackDataTest.moc"
