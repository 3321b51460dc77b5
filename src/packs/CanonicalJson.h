#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>

namespace luotsi::packs {

/// RFC 8785 for objects, arrays, strings, booleans and whole numbers: members sorted, no white space, only
/// the escapes that must be. Pure; any thread.
[[nodiscard]] QByteArray canonicalJson(const QJsonValue &value);

/// A JSON object in which no member comes twice (QJsonDocument would keep the last and say nothing).
/// MalformedInput otherwise.
[[nodiscard]] base::Result<QJsonObject> parseObject(QByteArrayView json, qsizetype maximumBytes);

/// Reads an object member by member and remembers the first thing that is not as asked for; `finish` also
/// refuses members nobody asked for. A plain value, used within one function.
class StrictObject
{
public:
    StrictObject(QJsonObject object, QString where) : m_object(std::move(object)), m_where(std::move(where))
    {
    }

    QString text(const char *member);
    QStringList texts(const char *member);
    qint64 number(const char *member, qint64 least, qint64 most);
    bool flag(const char *member);
    QJsonObject object(const char *member);
    QJsonArray array(const char *member);
    QByteArray hex(const char *member, qsizetype size);
    QByteArray base64(const char *member, qsizetype size);
    /// ISO 8601 in UTC with whole seconds, as wall milliseconds.
    qint64 time(const char *member);
    [[nodiscard]] bool has(const char *member) const { return m_object.contains(QLatin1String(member)); }

    void fail(const char *member, const char *what);
    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    [[nodiscard]] base::Result<void> finish();

private:
    QJsonValue take(const char *member, QJsonValue::Type type);

    QJsonObject m_object;
    QString m_where;
    QSet<QString> m_taken;
    std::optional<base::Error> m_error;
};

[[nodiscard]] QString timeText(qint64 wallMilliseconds);

} // namespace luotsi::packs
