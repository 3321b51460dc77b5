#include "usecases/AuditTrail.h"

#include "base/Log.h"
#include "sealing/BlobSealing.h"
#include "usecases/AttachPage.h"

namespace luotsi::usecases {

void AuditTrail::begin(const OpenDraft &draft, bool again)
{
    forget();
    const auto settings = draft.form().definition->audit();
    const forms::NodeId node = draft.instance().find(draft.form().definition->auditReference());
    if (!settings || node.isNull())
        return;
    m_log.emplace(*settings);
    if (const auto before = earlier(draft, draft.instance().stablePath(node)))
        (void)m_log->continueFrom(*before);
    note(again ? QStringLiteral("form resume") : QStringLiteral("form start"));
}

void AuditTrail::forget()
{
    m_log.reset();
    m_seen.clear();
    m_changed = false;
}

void AuditTrail::shown(const OpenDraft &draft, const std::vector<forms::NodeId> &questions)
{
    if (!m_log)
        return;
    std::vector<Seen> next;
    for (const forms::NodeId node : questions) {
        const forms::FormInstance &form = draft.instance();
        next.push_back({form.stablePath(node), form.reference(node), m_tools.clock.wallMilliseconds(),
                        form.value(node)});
    }
    const auto samePath = [](const Seen &one, const Seen &other) { return one.path == other.path; };
    if (std::equal(next.begin(), next.end(), m_seen.begin(), m_seen.end(), samePath))
        return;
    left(draft);
    m_seen = std::move(next);
}

void AuditTrail::left(const OpenDraft &draft)
{
    for (const Seen &seen : std::exchange(m_seen, {})) {
        forms::AuditEvent event{QStringLiteral("question"), seen.reference, seen.since,
                                m_tools.clock.wallMilliseconds()};
        const forms::NodeId node = draft.instance().find(seen.path);
        const QString value = node.isNull() ? QString() : draft.instance().value(node);
        if (value != seen.value) {
            event.oldValue = seen.value;
            event.newValue = value;
        }
        add(std::move(event));
    }
}

void AuditTrail::note(const QString &event, const QString &node)
{
    add({event, node, m_tools.clock.wallMilliseconds()});
}

void AuditTrail::add(forms::AuditEvent event)
{
    if (!m_log)
        return;
    if (m_place && m_log->settings().hasLocation)
        event.place = m_place();
    m_log->add(std::move(event));
    m_changed = true;
}

base::Result<void> AuditTrail::keep(OpenDraft &draft)
{
    if (!m_log || !m_changed)
        return {};
    const auto file =
        storeFile(draft, {m_log->csv(), QStringLiteral("text/csv"), QStringLiteral("csv")}, m_tools);
    if (!file)
        return file.error();
    forms::FormInstance &form = draft.instance();
    const forms::NodeId node = form.find(draft.form().definition->auditReference());
    const auto report = form.setValue(node, file->name);
    if (!report)
        return report.error();
    if (auto noted = draft.note(*report); !noted)
        return noted;
    draft.pending().noteAttachment({form.stablePath(node), *file});
    if (auto kept = draft.commit(m_tools); !kept)
        return kept;
    m_changed = false;
    return {};
}

/// The log of earlier sessions; nothing when there is none, or its file is on another device.
std::optional<QByteArray> AuditTrail::earlier(const OpenDraft &draft, const QString &path) const
{
    const protocol::AttachmentRef *file = draft.attachment(path);
    if (file == nullptr)
        return std::nullopt;
    const auto sealed = m_tools.store.readBlob(file->blob);
    const auto plain =
        sealed ? sealing::openBlob(*sealed, file->blob, file->key) : base::Result<QByteArray>(sealed.error());
    if (!plain) {
        base::logEvent("audit-log-not-read", {{"error", plain.error().code}});
        return std::nullopt;
    }
    return *plain;
}

} // namespace luotsi::usecases
