#pragma once

#include "forms/AuditLog.h"
#include "usecases/OpenDraft.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace luotsi::usecases {

/// The log a form asks for of how it is filled (ODK XForms, Audit Attributes; events of ODK's client audit
/// logs). What happens is noted here and kept as an attachment of the draft under meta/audit, sealed like any
/// other: never on a device in clear, and sent with the application. Goes on from the log of earlier sessions
/// where its file is here. What was noted since it was last kept is lost with a session that is killed; the
/// answers are not. Does nothing for a form that wants no log. Threading: as the store.
class AuditTrail
{
public:
    using Place = std::function<std::optional<forms::Geopoint>()>;
    /// `place`: where the device is now, asked only when the form wants it logged; may be empty.
    AuditTrail(Tools tools, Place place) : m_tools(tools), m_place(std::move(place)) {}

    /// A draft has been begun, or opened again.
    void begin(const OpenDraft &draft, bool again);
    void forget();
    [[nodiscard]] bool isWanted() const { return m_log.has_value(); }

    /// Questions have come to be seen; those seen before have been left.
    void shown(const OpenDraft &draft, const std::vector<forms::NodeId> &questions);
    /// What was seen is seen no more.
    void left(const OpenDraft &draft);
    /// `event` as ODK names it, e.g. `form save`; `node`: reference, blank where it is about none.
    void note(const QString &event, const QString &node = {});
    /// Makes durable what was noted since the last time; one commit. Nothing when nothing was.
    [[nodiscard]] base::Result<void> keep(OpenDraft &draft);

private:
    struct Seen
    {
        QString path; ///< stable
        QString reference;
        qint64 since = 0;
        QString value;
    };

    void add(forms::AuditEvent event);
    [[nodiscard]] std::optional<QByteArray> earlier(const OpenDraft &draft, const QString &path) const;

    Tools m_tools;
    Place m_place;
    std::optional<forms::AuditLog> m_log;
    std::vector<Seen> m_seen;
    bool m_changed = false;
};

} // namespace luotsi::usecases
