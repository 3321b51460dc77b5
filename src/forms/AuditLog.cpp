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

QStringList AuditLog::columns() const
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
    return columns;
}

QString AuditLog::row(const AuditEvent &event) const
{
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
    return cells.join(u',');
}

bool AuditLog::continueFrom(const QByteArray &earlier)
{
    const QByteArray head = columns().join(u',').toUtf8() + '\n';
    if (!earlier.startsWith(head))
        return false;
    m_earlier = earlier.mid(head.size());
    return true;
}

QByteArray AuditLog::csv() const
{
    QByteArray csv = columns().join(u',').toUtf8() + '\n' + m_earlier;
    for (const AuditEvent &event : m_events)
        csv += row(event).toUtf8() + '\n';
    return csv;
}

} // namespace luotsi::forms
