#include "packs/CanonicalJson.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace luotsi::packs {

using base::ErrorCode;
using base::Result;

namespace {

void writeString(QByteArray &out, const QString &text)
{
    out.append('"');
    for (const char byte : text.toUtf8()) {
        switch (byte) {
        case '"':
            out.append("\\\"");
            break;
        case '\\':
            out.append("\\\\");
            break;
        case '\b':
            out.append("\\b");
            break;
        case '\t':
            out.append("\\t");
            break;
        case '\n':
            out.append("\\n");
            break;
        case '\f':
            out.append("\\f");
            break;
        case '\r':
            out.append("\\r");
            break;
        default:
            if (static_cast<unsigned char>(byte) < 0x20)
                out.append("\\u00").append(QByteArray(1, byte).toHex());
            else
                out.append(byte);
        }
    }
    out.append('"');
}

void write(QByteArray &out, const QJsonValue &value);

void writeArray(QByteArray &out, const QJsonArray &array)
{
    out.append('[');
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (i > 0)
            out.append(',');
        write(out, array[i]);
    }
    out.append(']');
}

void writeObject(QByteArray &out, const QJsonObject &object)
{
    QStringList members = object.keys();
    std::sort(members.begin(), members.end()); // UTF-16 code units, as RFC 8785 section 3.2.3 wants
    out.append('{');
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (i > 0)
            out.append(',');
        writeString(out, members[i]);
        out.append(':');
        write(out, object.value(members[i]));
    }
    out.append('}');
}

void write(QByteArray &out, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Object:
        return writeObject(out, value.toObject());
    case QJsonValue::Array:
        return writeArray(out, value.toArray());
    case QJsonValue::String:
        return writeString(out, value.toString());
    case QJsonValue::Double:
        out.append(QByteArray::number(value.toInteger()));
        return;
    case QJsonValue::Bool:
        out.append(value.toBool() ? "true" : "false");
        return;
    default:
        out.append("null");
    }
}

qsizetype countMembers(const QJsonValue &value)
{
    qsizetype count = 0;
    if (value.isArray()) {
        for (const auto &element : value.toArray())
            count += countMembers(element);
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        count += object.size();
        for (const auto &element : object)
            count += countMembers(element);
    }
    return count;
}

/// Colons outside strings: one for each member as written.
qsizetype countColons(QByteArrayView json)
{
    qsizetype count = 0;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (inString && json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            inString = !inString;
        else if (json[i] == ':' && !inString)
            ++count;
    }
    return count;
}

} // namespace

QByteArray canonicalJson(const QJsonValue &value)
{
    QByteArray out;
    write(out, value);
    return out;
}

Result<QJsonObject> parseObject(QByteArrayView json, qsizetype maximumBytes)
{
    if (json.size() > maximumBytes)
        return {ErrorCode::MalformedInput, QStringLiteral("JSON too large")};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json.toByteArray(), &error);
    if (error.error != QJsonParseError::NoError)
        return {ErrorCode::MalformedInput,
                QStringLiteral("JSON at byte %1: %2").arg(error.offset).arg(error.errorString())};
    if (!document.isObject())
        return {ErrorCode::MalformedInput, QStringLiteral("JSON is not an object")};
    const QJsonObject object = document.object();
    if (countMembers(object) != countColons(json))
        return {ErrorCode::MalformedInput, QStringLiteral("JSON with a member twice")};
    return object;
}

QJsonValue StrictObject::take(const char *member, QJsonValue::Type type)
{
    const QString name = QLatin1String(member);
    m_taken.insert(name);
    const QJsonValue value = m_object.value(name);
    if (value.type() != type)
        fail(member, value.isUndefined() ? "is missing" : "has a wrong type");
    return failed() ? QJsonValue() : value;
}

QString StrictObject::text(const char *member)
{
    return take(member, QJsonValue::String).toString();
}

QStringList StrictObject::texts(const char *member)
{
    QStringList result;
    for (const auto &element : array(member)) {
        if (!element.isString())
            fail(member, "holds something else than text");
        result.append(element.toString());
    }
    return result;
}

qint64 StrictObject::number(const char *member, qint64 least, qint64 most)
{
    const QJsonValue value = take(member, QJsonValue::Double);
    if (failed())
        return least;
    const double exact = value.toDouble();
    constexpr double largest = 9007199254740991.0; // 2^53 - 1
    // Bounds first: converting a number that does not fit is undefined.
    const bool fits = exact >= -largest && exact <= largest;
    const auto whole = fits ? static_cast<qint64>(exact) : 0;
    if (!fits || static_cast<double>(whole) != exact || whole < least || whole > most) {
        fail(member, "is out of bounds");
        return least;
    }
    return whole;
}

bool StrictObject::flag(const char *member)
{
    return take(member, QJsonValue::Bool).toBool();
}

QJsonObject StrictObject::object(const char *member)
{
    return take(member, QJsonValue::Object).toObject();
}

QJsonArray StrictObject::array(const char *member)
{
    return take(member, QJsonValue::Array).toArray();
}

QByteArray StrictObject::hex(const char *member, qsizetype size)
{
    const QByteArray digits = text(member).toLatin1();
    QByteArray bytes = QByteArray::fromHex(digits);
    if (!failed() && (bytes.size() != size || bytes.toHex() != digits))
        fail(member, "is not the right hexadecimal");
    return bytes;
}

QByteArray StrictObject::base64(const char *member, qsizetype size)
{
    const QByteArray written = text(member).toLatin1();
    QByteArray bytes = QByteArray::fromBase64(written);
    if (!failed() && (bytes.size() != size || bytes.toBase64() != written))
        fail(member, "is not the right base64");
    return bytes;
}

qint64 StrictObject::time(const char *member)
{
    const QString written = text(member);
    const QDateTime moment = QDateTime::fromString(written, Qt::ISODate);
    const qint64 milliseconds = moment.isValid() ? moment.toMSecsSinceEpoch() : -1;
    if (!failed() && timeText(milliseconds) != written)
        fail(member, "is not a time like 2026-01-31T12:00:00Z");
    return milliseconds;
}

void StrictObject::fail(const char *member, const char *what)
{
    if (!m_error)
        m_error = base::Error{
            ErrorCode::MalformedInput,
            QStringLiteral("%1: '%2' %3").arg(m_where, QLatin1String(member), QLatin1String(what)),
            {}};
}

Result<void> StrictObject::finish()
{
    for (auto member = m_object.constBegin(); !failed() && member != m_object.constEnd(); ++member) {
        if (!m_taken.contains(member.key()))
            fail(member.key().toUtf8().constData(), "is unknown");
    }
    if (failed())
        return *m_error;
    return {};
}

QString timeText(qint64 wallMilliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(wallMilliseconds).toUTC().toString(Qt::ISODate);
}

} // namespace luotsi::packs
