#include "usecases/TakeInHand.h"

#include "sealing/ChangeSealing.h"

namespace luotsi::usecases {

base::Result<void> TakeInHand::execute(OpenDraft &draft, const QString &holder,
                                       const std::optional<protocol::ActorId> &worker)
{
    std::vector<Custody> &custody = draft.facts().records.custody;
    if (custody.size() == 1 && custody.front().body.holder == holder)
        return {};
    auto header = draft.header(QLatin1String(custodySlot), m_tools);
    if (!header)
        return header.error();
    header->parents.clear();
    for (const Custody &before : custody)
        header->parents.push_back(before.change);
    header->actor = worker;
    header->urgency = protocol::Urgency::Handover;
    const protocol::HandoverBody body{holder, header->deviceTime};
    auto sealed = sealing::sealChange(std::move(*header), body, draft.keys(), m_tools.random);
    if (!sealed)
        return sealed.error();
    const protocol::ChangeId id = sealed->id;
    ports::DraftCommit commit;
    commit.draft = draft.facts().id;
    commit.changes.push_back(std::move(*sealed));
    if (auto stored = m_tools.store.commit(commit); !stored)
        return stored.error();
    custody = {{id, body}};
    return {};
}

} // namespace luotsi::usecases
