#include "Command.h"

#include <QDateTime>

#include <cstdio>

namespace luotsi::apps {

namespace {

Exit exitOf(base::ErrorCode code)
{
    switch (code) {
    case base::ErrorCode::NotFound:
        return Exit::NotFound;
    case base::ErrorCode::MalformedForm:
        return Exit::Refused;
    default:
        return Exit::Failed;
    }
}

} // namespace

Exit fail(Exit code, const QString &sentence)
{
    std::fputs(("luotsi-admin: " + sentence.toUtf8() + '\n').constData(), stderr);
    return code;
}

Exit fail(const base::Error &error)
{
    const QString name(base::name(error.code));
    QString sentence = error.detail.isEmpty() ? name : name + QStringLiteral(": ") + error.detail;
    if (error.place.line > 0)
        sentence += QStringLiteral(" (line %1, column %2)").arg(error.place.line).arg(error.place.column);
    return fail(exitOf(error.code), sentence);
}

void print(const QString &text)
{
    std::fputs((text.toUtf8() + '\n').constData(), stdout);
}

QString timeText(qint64 wallMilliseconds)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(wallMilliseconds);
    return time.toOffsetFromUtc(time.offsetFromUtc()).toString(Qt::ISODate);
}

} // namespace luotsi::apps
