#include "Comparison.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>

namespace luotsi::form {

QStringList sorted(const QString &options)
{
    QStringList parts = options.split(u'|');
    parts.sort();
    return parts;
}

QStringList canonical(const QString &xml)
{
    QXmlStreamReader reader(xml);
    reader.setNamespaceProcessing(false);
    QStringList tokens;
    QString text;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::Characters) {
            text += reader.text();
        } else if (token == QXmlStreamReader::StartElement || token == QXmlStreamReader::EndElement) {
            if (!text.trimmed().isEmpty())
                tokens.append(text.trimmed());
            text.clear();
            QString name =
                (token == QXmlStreamReader::StartElement ? u'<' : u'>') + reader.qualifiedName().toString();
            QStringList attributes;
            for (const auto &attribute : reader.attributes()) {
                if (!attribute.qualifiedName().startsWith(u"xmlns"))
                    attributes.append(attribute.qualifiedName().toString() + u'=' +
                                      attribute.value().toString());
            }
            attributes.sort();
            tokens.append(name + u' ' + attributes.join(u' '));
        }
    }
    return tokens;
}

bool sameValue(const QString &left, const QString &right)
{
    if (left == right)
        return true;
    bool first = false;
    bool second = false;
    const double a = left.toDouble(&first);
    const double b = right.toDouble(&second);
    if (first && second)
        return a == b || std::abs(a - b) < 1e-9 * std::max(std::abs(a), std::abs(b));
    const auto numbers = [](QString text) {
        QStringList parts = text.replace(u';', QStringLiteral(" ; ")).simplified().split(u' ');
        for (QString &part : parts) {
            bool ok = false;
            const double number = part.toDouble(&ok);
            part = ok ? QString::number(number, 'g', 12) : part;
        }
        if (parts.last() == u";")
            parts.removeLast();
        return parts;
    };
    return left.contains(u' ') && numbers(left) == numbers(right);
}

bool sameText(const QString &left, const QString &right)
{
    static const QRegularExpression pointless(QStringLiteral("\\b([0-9]+)\\.0\\b"));
    const auto plain = [](const QString &text) {
        return text.simplified().replace(pointless, QStringLiteral("\\1"));
    };
    return plain(left) == plain(right);
}

bool sameDraw(QString left, QString right)
{
    static const QRegularExpression drawn(QStringLiteral("0\\.[0-9]{9,}"));
    const QString any = QStringLiteral("{random}");
    return left.contains(drawn) && right.contains(drawn) &&
           left.replace(drawn, any) == right.replace(drawn, any);
}

bool sameMoment(const QString &left, const QString &right)
{
    constexpr qint64 longestRun = 20 * 60 * 1000; // milliseconds
    const QDateTime first = QDateTime::fromString(left, Qt::ISODateWithMs);
    const QDateTime second = QDateTime::fromString(right, Qt::ISODateWithMs);
    return left.size() > 10 && right.size() > 10 && first.isValid() && second.isValid() &&
           std::abs(first.msecsTo(second)) < longestRun;
}

QMap<QString, QString> textsByPlace(const QString &xml)
{
    QMap<QString, QString> texts;
    QXmlStreamReader reader(xml);
    reader.setNamespaceProcessing(false);
    QStringList places{QString()};
    QList<QMap<QString, int>> seen{{}};
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartElement) {
            const QString name = reader.qualifiedName().toString();
            const int number = ++seen.last()[name];
            places.append(QStringLiteral("%1/%2[%3]").arg(places.last(), name).arg(number));
            seen.append(QMap<QString, int>());
            texts.insert(places.last(), {});
            for (const auto &attribute : reader.attributes()) {
                if (!attribute.qualifiedName().startsWith(u"xmlns"))
                    texts.insert(places.last() + QStringLiteral("/@") + attribute.qualifiedName().toString(),
                                 attribute.value().toString());
            }
        } else if (token == QXmlStreamReader::EndElement) {
            places.removeLast();
            seen.removeLast();
        } else if (token == QXmlStreamReader::Characters) {
            texts[places.last()] += reader.text().trimmed();
        }
    }
    return texts;
}

} // namespace luotsi::form
