#include "centre/JsonSchema.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace luotsi::tests {

namespace {

bool isOfType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1String("object"))
        return value.isObject();
    if (type == QLatin1String("array"))
        return value.isArray();
    if (type == QLatin1String("string"))
        return value.isString();
    if (type == QLatin1String("boolean"))
        return value.isBool();
    return type == QLatin1String("integer") && value.isDouble() &&
           value.toDouble() == static_cast<double>(value.toInteger());
}

const QSet<QString> &knownWords()
{
    static const QSet<QString> words{
        QStringLiteral("type"),     QStringLiteral("enum"),       QStringLiteral("const"),
        QStringLiteral("pattern"),  QStringLiteral("minimum"),    QStringLiteral("maximum"),
        QStringLiteral("items"),    QStringLiteral("properties"), QStringLiteral("additionalProperties"),
        QStringLiteral("required"), QStringLiteral("description")};
    return words;
}

} // namespace

QJsonObject JsonSchema::resolved(const QJsonObject &object) const
{
    const QString reference = object.value(QStringLiteral("$ref")).toString();
    if (reference.isEmpty())
        return object;
    QJsonValue at = m_document;
    const QStringList parts = reference.split(QLatin1Char('/'));
    for (const QString &part : parts.mid(1))
        at = at.toObject().value(part);
    return at.toObject();
}

QString JsonSchema::trouble(const QJsonValue &value, const QJsonObject &reference, const QString &place) const
{
    const QJsonObject schema = resolved(reference);
    if (schema.isEmpty())
        return place + QStringLiteral(": no schema");
    for (const QString &word : schema.keys()) {
        if (!knownWords().contains(word))
            return place + QStringLiteral(": a rule nobody checks: ") + word;
    }
    const QString type = schema.value(QStringLiteral("type")).toString();
    if (!type.isEmpty() && !isOfType(value, type))
        return place + QStringLiteral(": not of type ") + type;
    if (schema.contains(QStringLiteral("enum")) &&
        !schema.value(QStringLiteral("enum")).toArray().contains(value))
        return place + QStringLiteral(": not in the list");
    if (schema.contains(QStringLiteral("const")) && schema.value(QStringLiteral("const")) != value)
        return place + QStringLiteral(": another value");
    const QString pattern = schema.value(QStringLiteral("pattern")).toString();
    if (!pattern.isEmpty() && !QRegularExpression(pattern).match(value.toString()).hasMatch())
        return place + QStringLiteral(": does not match ") + pattern;
    if (value.isDouble() && (value.toDouble() < schema.value(QStringLiteral("minimum")).toDouble(-1e300) ||
                             value.toDouble() > schema.value(QStringLiteral("maximum")).toDouble(1e300)))
        return place + QStringLiteral(": out of range");
    if (value.isObject())
        return objectTrouble(value.toObject(), schema, place);
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString found = trouble(items[i], schema.value(QStringLiteral("items")).toObject(),
                                      place + u'[' + QString::number(i) + u']');
        if (!found.isEmpty())
            return found;
    }
    return {};
}

QString JsonSchema::objectTrouble(const QJsonObject &value, const QJsonObject &schema,
                                  const QString &place) const
{
    const QJsonArray required = schema.value(QStringLiteral("required")).toArray();
    for (const QJsonValue &name : required) {
        if (!value.contains(name.toString()))
            return place + QStringLiteral(": missing ") + name.toString();
    }
    const QJsonObject properties = schema.value(QStringLiteral("properties")).toObject();
    const bool closed = schema.contains(QStringLiteral("additionalProperties")) &&
                        !schema.value(QStringLiteral("additionalProperties")).toBool(true);
    for (const QString &name : value.keys()) {
        if (!properties.contains(name)) {
            if (closed)
                return place + QStringLiteral(": unknown member ") + name;
            continue;
        }
        const QString found =
            trouble(value.value(name), properties.value(name).toObject(), place + u'/' + name);
        if (!found.isEmpty())
            return found;
    }
    return {};
}

} // namespace luotsi::tests
