#pragma once

#include "forms/FormValues.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace luotsi::forms {

/// One thing that happened while a form was filled.
struct AuditEvent
{
    QString event;                  ///< e.g. `form start`, `question`
    QString node;                   ///< reference; blank where the event is about no node
    qint64 start = 0;               ///< wall milliseconds since 1970 UTC
    std::optional<qint64> end = {}; ///< nothing for a moment
    std::optional<Geopoint> place = {};
    QString oldValue = {};
    QString newValue = {};
    QString user = {};
    QString reason = {};
};

/// The log a form asks for with `meta/audit`, as a table in the format of ODK's client audit logs: columns of
/// places, values, users and reasons stand there only where the form wants them, so that nothing is kept that
/// nobody asked for. Holds answers where changes are tracked: it is kept and sent like an attachment.
/// Threading: one thread at a time.
class AuditLog
{
public:
    explicit AuditLog(AuditSettings settings) : m_settings(std::move(settings)) {}
    /// Goes on from what `csv` gave in an earlier session. False when that log has other columns.
    bool continueFrom(const QByteArray &earlier);
    [[nodiscard]] const AuditSettings &settings() const { return m_settings; }
    void add(AuditEvent event) { m_events.push_back(std::move(event)); }
    [[nodiscard]] bool isEmpty() const { return m_events.empty(); }
    /// UTF-8 with a header row and newlines as ends of lines.
    [[nodiscard]] QByteArray csv() const;

private:
    [[nodiscard]] QStringList columns() const;
    [[nodiscard]] QString row(const AuditEvent &event) const;

    AuditSettings m_settings;
    QByteArray m_earlier; ///< rows as they were written, each with its end of line
    std::vector<AuditEvent> m_events;
};

} // namespace luotsi::forms
