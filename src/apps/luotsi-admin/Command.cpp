#include "Command.h"

#include <QDateTime>

#include <cstdio>

namespace luotsi::apps {

Exit fail(Exit code, const QString &sentence)
{
    std::fputs(("luotsi-admin: " + sentence.toUtf8() + '\n').constData(), stderr);
    return code;
}

Exit fail(const base::Error &error)
{
    const QString name(base::name(error.code));
    return fail(error.code == base::ErrorCode::NotFound ? Exit::NotFound : Exit::Failed,
                error.detail.isEmpty() ? name : name + QStringLiteral(": ") + error.detail);
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
