#include "forms/AuditLog.h"

#include "xpath/Value.h"

#include <QStringList>

namespace luotsi::forms {

namespace {

/// Quotes only where a comma or a line needs them (ODK Client Audit Logs, CSV Format).
QString cell(QString text)
{
    if (!text.contains(u',') && !text.contains(u'\n') && !text.contains(u'"'))
        return text;
    text.replace(u'"', QStringLiteral("\"\""));
    return u'"' + text + u'"';
}

} // namespace

QByteArray AuditLog::csv() const
{
    QStringList columns{QStringLiteral("event"), QStringLiteral("node"), QStringLiteral("start"),
                        QStringLiteral("end")};
    if (m_settings.hasLocation)
        columns << QStringLiteral("latitude") << QStringLiteral("longitude") << QStringLiteral("accuracy");
    if (m_settings.tracksChanges)
        columns << QStringLiteral("old-value") << QStringLiteral("new-value");
    if (m_settings.asksUser)
        columns << QStringLiteral("user");
    if (!m_settings.changeReasons.isEmpty())
        columns << QStringLiteral("change-reason");
    QStringList lines{columns.join(u',')};
    for (const AuditEvent &event : m_events) {
        QStringList cells{cell(event.event), cell(event.node), QString::number(event.start),
                          event.end ? QString::number(*event.end) : QString()};
        if (m_settings.hasLocation && event.place)
            cells << xpath::numberToText(event.place->latitude) << xpath::numberToText(event.place->longitude)
                  << xpath::numberToText(event.place->accuracy);
        else if (m_settings.hasLocation)
            cells << QString() << QString() << QString();
        if (m_settings.tracksChanges)
            cells << cell(event.oldValue) << cell(event.newValue);
        if (m_settings.asksUser)
            cells << cell(event.user);
        if (!m_settings.changeReasons.isEmpty())
            cells << cell(event.reason);
        lines << cells.join(u',');
    }
    return (lines.join(u'\n') + u'\n').toUtf8();
}

} // namespace luotsi::forms
