#include "Comparison.h"

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
    static const QRegularExpression drawn(QStringLiteral("0\\.[0-9]{9,}"));
    if (left.contains(drawn) && right.contains(drawn))
        return QString(left).replace(drawn, QStringLiteral("{random}")) ==
               QString(right).replace(drawn, QStringLiteral("{random}"));
    const auto numbers = [](QString text) {
        QStringList parts = text.replace(u';', QStringLiteral(" ; ")).simplified().split(u' ');
        for (QString &part : parts) {
            bool ok = false;
            const double number = part.toDouble(&ok);
            part = ok ? QString::number(number, 'g', 12) : part;
        }
        return parts;
    };
    return left.contains(u' ') && numbers(left) == numbers(right);
}

} // namespace luotsi::form
