#include "Answers.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace luotsi::demo {

base::Result<Answers> Answers::read(const QString &file)
{
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        return {base::ErrorCode::NotFound, file + QStringLiteral(": ") + opened.errorString()};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(opened.readAll(), &error);
    if (!document.isObject())
        return {base::ErrorCode::MalformedInput, file + QStringLiteral(": ") + error.errorString()};
    Answers answers;
    const QJsonObject object = document.object();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry.key().startsWith(u'/'))
            answers.m_values.insert(entry.key(), entry.value().toVariant().toString());
    }
    return answers;
}

QString Answers::indexed(const QString &stablePath)
{
    static const QRegularExpression row(QStringLiteral("\\{([^}]*)\\}"));
    QString path = stablePath;
    for (auto match = row.match(path); match.hasMatch(); match = row.match(path)) {
        QStringList &seen = m_rows[path.left(match.capturedStart())];
        if (!seen.contains(match.captured(1)))
            seen.append(match.captured(1));
        const qsizetype number = seen.indexOf(match.captured(1)) + 1;
        path.replace(match.capturedStart(), match.capturedLength(), QStringLiteral("[%1]").arg(number));
    }
    return path;
}

QString Answers::take(const QString &path)
{
    if (!m_taken.contains(path))
        m_taken.append(path);
    return m_values.value(path);
}

int Answers::rowsOf(const QString &task, const QString &repeat) const
{
    int rows = 0;
    const QString row = u'/' + repeat + u'[';
    for (auto entry = m_values.begin(); entry != m_values.end(); ++entry) {
        const qsizetype at = entry.key().indexOf(row);
        if (at >= 0 && entry.key().section(u'/', 2, 2) == task)
            rows = std::max(rows, entry.key().mid(at + row.size()).section(u']', 0, 0).toInt());
    }
    return rows;
}

QStringList Answers::papersAt(const QString &path)
{
    QStringList names;
    for (auto entry = m_values.begin(); entry != m_values.end(); ++entry) {
        if (entry.key() == path || entry.key().startsWith(path + u'[')) {
            names.append(entry.value());
            (void)take(entry.key());
        }
    }
    return names;
}

QStringList Answers::neverAsked() const
{
    QStringList rest = m_values.keys();
    rest.removeIf([this](const QString &path) { return m_taken.contains(path); });
    return rest;
}

} // namespace luotsi::demo
