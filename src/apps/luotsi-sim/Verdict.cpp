#include "Verdict.h"

#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"
#include "store/testing/TableScan.h"
#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

namespace luotsi::sim {

bool Verdict::atCentre(const protocol::ChangeId &id)
{
    const auto stored = m_centre.rows([&](storage::Transaction &rows) { return rows.change(id); });
    return stored && *stored && (*stored)->has_value();
}

bool Verdict::isTombstone(const protocol::DraftId &draft)
{
    const auto row = m_centre.rows([&](storage::Transaction &rows) { return rows.draft(draft); });
    return row && *row && (*row)->has_value() && (**row)->erasedAt != 0;
}

bool Verdict::isOn(Device &device, const protocol::DraftId &draft, const protocol::ChangeId &id)
{
    const auto place = std::pair(device.number(), draft);
    auto known = m_here.find(place);
    if (known == m_here.end()) {
        known = m_here.emplace(place, std::set<protocol::ChangeId>()).first;
        if (const auto records = device.store().load(draft)) {
            for (const protocol::Change &change : records->changes)
                known->second.insert(change.id);
        }
    }
    return known->second.contains(id);
}

bool Verdict::onSomeDevice(const protocol::DraftId &draft, const protocol::ChangeId &id)
{
    return std::any_of(m_devices.begin(), m_devices.end(),
                       [&](const auto &device) { return isOn(*device, draft, id); });
}

void Verdict::changes(bool restoredCentre)
{
    for (const auto &[id, fact] : m_ledger.changes) {
        if (isTombstone(fact.change.header.draft) || fact.change.header.kind == protocol::ChangeKind::Erase)
            continue;
        if (fact.revoked)
            m_ledger.check(14, !atCentre(id),
                           QStringLiteral("a change of a revoked device stands in a draft"));
        else if (!restoredCentre || !m_devices[fact.device]->revoked) // its work is in quarantine by then
            fate(id, fact);
        if (!fact.acknowledged || m_ledger.erased.contains(fact.change.header.draft))
            continue;
        // What a restored centre and the devices have both lost is lost; and what was opened elsewhere after
        // the backup is a stranger's again: kept in quarantine, and said.
        const bool gone = restoredCentre && (fact.refused || m_devices[fact.device]->revoked ||
                                             !onSomeDevice(fact.change.header.draft, id));
        m_ledger.check(
            1, gone || atCentre(id),
            QStringLiteral("an acknowledged change of kind %2 of device %1 is not at the centre (%3)")
                .arg(fact.device)
                .arg(static_cast<int>(fact.change.header.kind))
                .arg(QLatin1String(id.toHex().left(8))));
    }
}

void Verdict::fate(const protocol::ChangeId &id, const Ledger::Fact &fact)
{
    const protocol::DraftId &draft = fact.change.header.draft;
    if (m_ledger.erased.contains(draft))
        return;
    Device &device = *m_devices[fact.device];
    if (fact.refused && !atCentre(id)) {
        const auto status = device.store().status(draft);
        const bool told = status && status->stuck.has_value();
        m_ledger.check(
            2, told || fact.fate == Ledger::Fate::Lost,
            QStringLiteral("a refused change of device %1 has no visible reason").arg(fact.device));
        return;
    }
    if (fact.fate == Ledger::Fate::Held && !m_ledger.isReleased(draft)) {
        m_ledger.check(2, !atCentre(id),
                       QStringLiteral("a change is at the centre that its person holds back"));
        m_ledger.check(2, onSomeDevice(draft, id), QStringLiteral("a change that is held back is gone"));
        return;
    }
    if (fact.fate == Ledger::Fate::Durable)
        m_ledger.check(
            2, atCentre(id),
            QStringLiteral("a durable change of kind %1 of device %2 never came to the centre (%3)")
                .arg(static_cast<int>(fact.change.header.kind))
                .arg(fact.device)
                .arg(QLatin1String(id.toHex().left(8))));
}

/// The product's merge, or what a careless reader makes of it.
core::DraftState Verdict::merged(const std::vector<protocol::Change> &changes, const Draft &draft) const
{
    auto state = core::mergeDraft(
        changes, [&](const protocol::Change &change) { return openedBy(draft.keys, change); });
    if (m_bug != SeededBug::LastWriteWins && m_bug != SeededBug::MergeByArrival)
        return state;
    const auto arrival = [&](const core::Head &head) {
        return std::find_if(changes.begin(), changes.end(),
                            [&](const auto &change) { return change.id == head.change; }) -
               changes.begin();
    };
    for (core::SlotState &slot : state.registers) {
        const auto winner =
            std::max_element(slot.heads.begin(), slot.heads.end(), [&](const auto &a, const auto &b) {
                return m_bug == SeededBug::LastWriteWins ? a.deviceTime < b.deviceTime
                                                         : arrival(a) < arrival(b);
            });
        slot.heads = {*winner};
    }
    return state;
}

void Verdict::heads(const core::DraftState &state, const std::vector<protocol::Change> &changes)
{
    std::set<std::pair<protocol::SlotId, protocol::ChangeId>> replaced;
    for (const protocol::Change &change : changes) {
        for (const protocol::ChangeId &parent : change.header.parents)
            replaced.emplace(change.header.slot, parent);
    }
    for (const core::SlotState &slot : state.registers) {
        std::set<protocol::ChangeId> shown;
        for (const core::Head &head : slot.heads)
            shown.insert(head.change);
        for (const protocol::Change &change : changes) {
            if (change.header.slot != slot.slot)
                continue;
            const bool isHead = shown.contains(change.id);
            const bool isReplaced = replaced.contains({change.header.slot, change.id});
            m_ledger.check(4, isHead != isReplaced,
                           QStringLiteral("a value nobody replaced is not shown, or a replaced one is"));
        }
    }
}

void Verdict::authorship(const std::vector<protocol::Change> &changes)
{
    for (const protocol::Change &change : changes) {
        const auto fact = m_ledger.changes.find(change.id);
        if (fact == m_ledger.changes.end())
            continue;
        for (const protocol::ChangeId &parent : change.header.parents)
            m_ledger.check(4, fact->second.seen.contains(parent),
                           QStringLiteral("a value was replaced by somebody who had not seen it"));
    }
}

void Verdict::drafts()
{
    for (const auto &draft : m_people.drafts) {
        const auto stored =
            m_centre.rows([&](storage::Transaction &rows) { return rows.changesOf(draft->id); });
        if (!stored || !*stored || (*stored)->empty())
            continue;
        std::vector<protocol::Change> changes;
        for (const storage::StoredChange &row : **stored) {
            auto change = protocol::decodeChange(row.bytes);
            m_ledger.check(1, change.ok() && change->id == row.id,
                           QStringLiteral("the centre's bytes are not the change's"));
            if (change)
                changes.push_back(std::move(*change));
        }
        const auto state = merged(changes, *draft);
        heads(state, changes);
        authorship(changes);
        std::reverse(changes.begin(), changes.end());
        m_ledger.check(3, merged(changes, *draft) == state,
                       QStringLiteral("draft %1 reads otherwise in another order").arg(draft->number));
        std::rotate(changes.begin(), changes.begin() + static_cast<std::ptrdiff_t>(changes.size() / 2),
                    changes.end());
        changes.push_back(changes.front());
        m_ledger.check(
            3, merged(changes, *draft) == state,
            QStringLiteral("draft %1 reads otherwise with a change given twice").arg(draft->number));
    }
}

void Verdict::submissions(bool restoredCentre)
{
    const auto stored = m_centre.rows([](storage::Transaction &rows) { return rows.submissions(); });
    if (!stored || !*stored)
        return;
    std::set<std::pair<protocol::DraftId, std::uint32_t>> rounds;
    for (const storage::Submission &submission : **stored) {
        m_ledger.check(5, rounds.emplace(submission.draft, submission.round).second,
                       QStringLiteral("two submissions of one round"));
        const bool complete =
            std::all_of(submission.attachments.begin(), submission.attachments.end(),
                        [this](const protocol::BlobId &blob) { return m_ledger.isWhole(blob); });
        m_ledger.check(6, submission.completedAt == 0 || complete,
                       QStringLiteral("a submission counts as complete without its attachments"));
        m_ledger.check(
            2, submission.completedAt != 0 || m_ledger.stranded.contains(submission.id) || restoredCentre,
            QStringLiteral("a submission never became complete"));
    }
}

void Verdict::wraps()
{
    for (const auto &draft : m_people.drafts) {
        const auto wraps = m_centre.rows([&](storage::Transaction &rows) { return rows.wraps(draft->id); });
        if (!wraps || !*wraps)
            continue;
        for (const protocol::Wrap &wrap : **wraps) {
            if (wrap.purpose != protocol::WrapPurpose::Intake)
                continue;
            const auto made = m_people.wraps.find(wrap.sealed);
            const bool own = made != m_people.wraps.end() && made->second == draft->id;
            // A careless reader asks the wrap what it is for.
            const protocol::DraftId wanted =
                m_bug == SeededBug::WrapNotChecked && made != m_people.wraps.end() ? made->second : draft->id;
            protocol::Wrap read = wrap;
            read.draft = wanted;
            if (m_bug == SeededBug::WrapNotChecked && !own) {
                for (const auto &other : m_people.drafts)
                    read.key = other->id == wanted ? other->keys.keyId : read.key;
            }
            const auto opened =
                sealing::openWrap(read, protocol::WrapPurpose::Intake, wanted, m_prototype.intake());
            m_ledger.check(15, opened.ok() == own,
                           QStringLiteral("a wrap made for one draft was taken for another"));
            const auto other =
                sealing::openWrap(wrap, protocol::WrapPurpose::Worker, draft->id, m_prototype.intake());
            m_ledger.check(15, !other.ok(),
                           QStringLiteral("a wrap opened for a purpose it was not made for"));
        }
    }
}

void Verdict::disks()
{
    for (const auto &device : m_devices) {
        for (const QByteArray &content : device->disk().image())
            m_ledger.check(11, !content.contains(canary), QStringLiteral("a text in clear on a disk"));
    }
    Device &device = *m_devices.front();
    const QString path = device.prototype().folder + QStringLiteral("/luotsi.db");
    device.die(PowerCut::KeepAll);
    device.disk().powerOn();
    const auto found = store::testing::columnsHolding(path, QByteArray(32, 'k'), canary);
    m_ledger.check(11, found && found->isEmpty(),
                   found ? found->join(QLatin1Char(' ')) : QStringLiteral("the database cannot be searched"));
}

void judge(Centre &centre, People &people, std::vector<std::unique_ptr<Device>> &devices,
           const Prototype &prototype, Ledger &ledger, SeededBug bug, bool restoredCentre)
{
    Verdict verdict(centre, people, devices, prototype, ledger, bug);
    verdict.changes(restoredCentre);
    verdict.drafts();
    verdict.submissions(restoredCentre);
    verdict.feeds();
    verdict.erasures();
    verdict.orders();
    verdict.record();
    verdict.wraps();
    verdict.disks();
}

QByteArray Simulation::outcome()
{
    QByteArray text;
    for (const auto &draft : m_people.drafts) {
        const auto stored =
            m_centre.rows([&](storage::Transaction &rows) { return rows.changesOf(draft->id); });
        if (!stored || !*stored)
            continue;
        std::vector<protocol::Change> changes;
        for (const storage::StoredChange &row : **stored)
            changes.push_back(*protocol::decodeChange(row.bytes));
        const auto state = core::mergeDraft(
            changes, [&](const protocol::Change &change) { return openedBy(draft->keys, change); });
        text += "draft " + QByteArray::number(draft->number) + ' ' + QByteArray::number(changes.size()) +
                ' ' + QByteArray::number(state.submissions.size()) + '\n';
        for (const core::SlotState &slot : state.registers) {
            QStringList values;
            for (const core::Head &head : slot.heads) {
                const auto *answer = head.body ? std::get_if<protocol::AnswerBody>(&*head.body) : nullptr;
                values.append(answer != nullptr ? answer->value : QStringLiteral("-"));
            }
            values.sort();
            text += slot.path.toUtf8() + " = " + values.join(QStringLiteral(" | ")).toUtf8() + '\n';
        }
    }
    return text;
}

} // namespace luotsi::sim
