#include "usecases/OpenDraft.h"

#include "sealing/ChangeSealing.h"

#include <algorithm>
#include <utility>

namespace luotsi::usecases {

namespace {

QString valueOf(const protocol::Body &body)
{
    if (const auto *answer = std::get_if<protocol::AnswerBody>(&body))
        return answer->value;
    if (const auto *attach = std::get_if<protocol::AttachBody>(&body))
        return attach->file.name;
    return {};
}

} // namespace

OpenDraft::OpenDraft(DraftFacts facts, sealing::DraftKeys keys, KnownForm form,
                     std::unique_ptr<forms::FormInstance> instance, const sync::core::DraftState &state,
                     DraftConflicts conflicts)
    : m_facts(std::move(facts)), m_keys(std::move(keys)), m_form(std::move(form)),
      m_instance(std::move(instance)), m_heads(state), m_conflicts(std::move(conflicts))
{
    for (const sync::core::SlotState &slot : state.registers) {
        const protocol::Body *settled = slot.settled();
        if (settled != nullptr) {
            m_durable.insert(slot.path, valueOf(*settled));
            if (const auto *attach = std::get_if<protocol::AttachBody>(settled))
                m_attachments.insert(slot.path, attach->file);
        } else if (slot.settlement == sync::core::Settlement::Conflict) {
            noteConflict(slot);
        }
    }
}

/// Nobody can be asked about a value that an action of the form set: the one the form stands with now settles
/// it with the next commit.
void OpenDraft::noteConflict(const sync::core::SlotState &slot)
{
    m_unsettled.insert(slot.path);
    const forms::NodeId node = m_instance->find(slot.path);
    if (!node.isNull() && m_instance->kind(node) == forms::NodeKind::ModelValue) {
        m_pending.put(slot.path, protocol::AnswerBody{slot.path, m_instance->keptValue(node)});
        m_conflicts.settle(slot.path);
        return;
    }
    // The file the form stands with is sent when nobody chooses.
    const protocol::Body *first = slot.heads.front().body ? &*slot.heads.front().body : nullptr;
    if (const auto *attach = first == nullptr ? nullptr : std::get_if<protocol::AttachBody>(first))
        m_attachments.insert(slot.path, attach->file);
}

std::vector<const Conflict *> OpenDraft::openConflicts() const
{
    std::vector<const Conflict *> open;
    for (const Conflict *conflict : m_conflicts.all()) {
        const forms::NodeId node = m_instance->find(conflict->path);
        if (!node.isNull() && m_instance->isAlive(node) && m_instance->isRelevant(node))
            open.push_back(conflict);
    }
    return open;
}

/// What is written where the draft was begun says so by saying nothing.
protocol::Body OpenDraft::withOrigin(protocol::Body body, const Tools &tools) const
{
    const protocol::Origin here = tools.here();
    if (here == m_facts.began)
        return body;
    std::visit(
        [&](auto &known) {
            if constexpr (requires { known.origin; })
                known.origin = here;
        },
        body);
    return body;
}

base::Result<void> OpenDraft::note(const forms::ChangeReport &report)
{
    m_touched.insert(m_touched.end(), report.nodes.begin(), report.nodes.end());
    return m_pending.note(report);
}

std::vector<forms::NodeChange> OpenDraft::takeTouched()
{
    return std::exchange(m_touched, {});
}

const protocol::AttachmentRef *OpenDraft::attachment(const QString &path) const
{
    const auto found = m_attachments.constFind(path);
    return found == m_attachments.constEnd() ? nullptr : &*found;
}

std::vector<protocol::AttachmentRef> OpenDraft::attachments() const
{
    const QStringList names = m_instance->attachmentNames();
    std::vector<protocol::AttachmentRef> found;
    for (const QString &name : names) {
        const auto at = std::find_if(m_attachments.begin(), m_attachments.end(),
                                     [&](const protocol::AttachmentRef &file) { return file.name == name; });
        if (at != m_attachments.end())
            found.push_back(*at);
    }
    return found;
}

std::size_t OpenDraft::givenAttachments() const
{
    const forms::NodeId log = m_instance->find(m_form.definition->auditReference());
    const bool hasLog = !log.isNull() && attachment(m_instance->stablePath(log)) != nullptr;
    return attachments().size() - (hasLog ? 1 : 0);
}

bool OpenDraft::hasUnsentAttachments() const
{
    const QStringList names = m_instance->attachmentNames();
    return std::any_of(names.begin(), names.end(),
                       [this](const QString &name) { return !m_facts.sentAttachments.contains(name); });
}

base::Result<protocol::ChangeHeader> OpenDraft::header(const QString &slotPath, const Tools &tools) const
{
    auto slot = sealing::slotFor(m_keys, slotPath);
    if (!slot)
        return slot.error();
    protocol::ChangeHeader header;
    header.draft = m_facts.id;
    header.slot = *slot;
    header.parents = m_heads.of(slotPath);
    header.form = m_form.hash;
    header.key = m_keys.keyId;
    header.deviceTime = tools.clock.wallMilliseconds();
    return header;
}

bool OpenDraft::isDurable(const PendingChange &change) const
{
    const auto *answer = std::get_if<protocol::AnswerBody>(&change.body);
    if (answer == nullptr || m_open.contains(change.path) || m_unsettled.contains(change.path))
        return false;
    return m_durable.value(change.path) == answer->value;
}

base::Result<protocol::Change> OpenDraft::seal(const PendingChange &change, const DraftHeads &heads,
                                               Tools &tools) const
{
    auto made = header(change.path, tools);
    if (!made)
        return made.error();
    protocol::ChangeHeader &header = *made;
    const bool ofRow = std::holds_alternative<protocol::RepeatRemoveBody>(change.body) ||
                       std::holds_alternative<protocol::RepeatAddBody>(change.body);
    header.parents = ofRow ? heads.ofRow(change.path) : heads.of(change.path);
    if (const auto *attach = std::get_if<protocol::AttachBody>(&change.body))
        header.attachments = {attach->file.blob};
    return sealing::sealChange(header, withOrigin(change.body, tools), m_keys, tools.random);
}

base::Result<OpenDraft::Prepared> OpenDraft::prepare(Tools &tools) const
{
    Prepared prepared{{}, m_heads};
    prepared.commit.draft = m_facts.id;
    for (const PendingChange &change : m_pending.changes()) {
        if (isDurable(change))
            continue;
        auto sealed = seal(change, prepared.heads, tools);
        if (!sealed)
            return sealed.error();
        prepared.heads.replace(change.path, sealed->id);
        if (m_open.contains(change.path))
            prepared.commit.closedSlots.push_back(sealed->header.slot);
        for (const protocol::BlobId &blob : sealed->header.attachments)
            prepared.commit.blobs.push_back(blob);
        prepared.commit.changes.push_back(std::move(*sealed));
    }
    return prepared;
}

void OpenDraft::accept(DraftHeads heads)
{
    m_heads = std::move(heads);
    for (const PendingChange &change : m_pending.changes())
        settle(change);
    m_pending.clear();
}

base::Result<void> OpenDraft::begin(ports::NewDraft draft, const protocol::CreateBody &create,
                                    const forms::ChangeReport &report, Tools &tools)
{
    if (auto noted = m_pending.note(report); !noted)
        return noted;
    auto createHeader = header(QLatin1String(createSlot), tools);
    if (!createHeader)
        return createHeader.error();
    auto created = sealing::sealChange(*createHeader, create, m_keys, tools.random);
    if (!created)
        return created.error();
    auto prepared = prepare(tools);
    if (!prepared)
        return prepared.error();
    draft.first = std::move(prepared->commit);
    draft.first.changes.insert(draft.first.changes.begin(), std::move(*created));
    if (auto stored = tools.store.createDraft(draft); !stored)
        return stored;
    accept(std::move(prepared->heads));
    return {};
}

base::Result<void> OpenDraft::commit(Tools &tools)
{
    auto prepared = prepare(tools);
    if (!prepared)
        return prepared.error();
    if (!prepared->commit.changes.empty()) {
        if (auto stored = tools.store.commit(prepared->commit); !stored)
            return stored;
    }
    accept(std::move(prepared->heads));
    return {};
}

base::Result<void> OpenDraft::keepOpen(const QString &path, const QString &value, Tools &tools)
{
    auto sealed = seal({path, protocol::AnswerBody{path, value}}, m_heads, tools);
    if (!sealed)
        return sealed.error();
    const protocol::SlotId slot = sealed->header.slot;
    if (auto stored = tools.store.putOpenChange({m_facts.id, slot, std::move(*sealed)}); !stored)
        return stored;
    m_open.insert(path);
    return {};
}

void OpenDraft::settle(const PendingChange &change)
{
    m_open.remove(change.path);
    m_conflicts.settle(change.path);
    m_unsettled.remove(change.path);
    if (const auto *attach = std::get_if<protocol::AttachBody>(&change.body))
        m_attachments.insert(change.path, attach->file);
    else
        m_attachments.remove(change.path);
    if (std::holds_alternative<protocol::RepeatRemoveBody>(change.body)) {
        m_heads.forgetInside(change.path);
        const QString inside = change.path + QLatin1Char('/');
        const auto isInside = [&](const auto &entry) { return entry.key().startsWith(inside); };
        m_attachments.removeIf(isInside);
        m_durable.removeIf(isInside);
        m_conflicts.settleInside(change.path);
        m_unsettled.removeIf([&](const QString &path) { return path.startsWith(inside); });
        return;
    }
    if (!std::holds_alternative<protocol::RepeatAddBody>(change.body))
        m_durable.insert(change.path, valueOf(change.body));
}

} // namespace luotsi::usecases
