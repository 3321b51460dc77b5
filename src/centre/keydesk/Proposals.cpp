#include "centre/keydesk/Proposals.h"

#include "centre/keydesk/InstanceAnswers.h"

#include <QMap>

#include <algorithm>
#include <map>
#include <set>

namespace luotsi::centre::keydesk {

namespace {

using protocol::ChangeId;
using protocol::ChangeKind;
using ById = std::map<ChangeId, const OpenedChange *>;

bool isContent(ChangeKind kind)
{
    return kind == ChangeKind::Answer || kind == ChangeKind::Attach || kind == ChangeKind::RepeatAdd ||
           kind == ChangeKind::RepeatRemove;
}

const protocol::ChangeHeader &headerOf(const OpenedChange &change)
{
    return change.arrived.change.header;
}

const protocol::SubmitBody *submitOf(const OpenedChange &change)
{
    return change.body ? std::get_if<protocol::SubmitBody>(&*change.body) : nullptr;
}

/// Everything those heads were made from, themselves included.
std::set<ChangeId> historyOf(const ById &all, std::vector<ChangeId> open)
{
    std::set<ChangeId> seen;
    while (!open.empty()) {
        const ChangeId id = open.back();
        open.pop_back();
        if (!seen.insert(id).second)
            continue;
        if (const auto known = all.find(id); known != all.end()) {
            const auto &parents = headerOf(*known->second).parents;
            open.insert(open.end(), parents.begin(), parents.end());
        }
    }
    return seen;
}

QString valueOf(const OpenedChange &change)
{
    if (!change.body)
        return {};
    if (const auto *answer = std::get_if<protocol::AnswerBody>(&*change.body))
        return answer->value;
    if (const auto *attach = std::get_if<protocol::AttachBody>(&*change.body))
        return attach->file.name;
    return {};
}

ProposedEdit editOf(const OpenedChange &change)
{
    ProposedEdit edit;
    edit.arrived = change.arrived;
    edit.value = valueOf(change);
    edit.what = ProposedEdit::What::Unreadable;
    if (!change.body)
        return edit;
    if (const auto *answer = std::get_if<protocol::AnswerBody>(&*change.body)) {
        edit.what = ProposedEdit::What::Answer;
        edit.path = answer->path;
    } else if (const auto *attach = std::get_if<protocol::AttachBody>(&*change.body)) {
        edit.what = ProposedEdit::What::Attachment;
        edit.path = attach->path;
        edit.file = attach->file;
    } else if (const auto *add = std::get_if<protocol::RepeatAddBody>(&*change.body)) {
        edit.what = ProposedEdit::What::RowAdded;
        edit.path = add->path;
        edit.value = QString::fromLatin1(add->row.toHex());
    } else if (const auto *removal = std::get_if<protocol::RepeatRemoveBody>(&*change.body)) {
        edit.what = ProposedEdit::What::RowRemoved;
        edit.path = removal->path;
        edit.value = QString::fromLatin1(removal->row.toHex());
    }
    return edit;
}

/// The value of a slot as the received rounds were made with it.
QString receivedValue(const std::vector<OpenedChange> &draft, const std::set<ChangeId> &received,
                      const protocol::SlotId &slot)
{
    std::set<ChangeId> replaced;
    std::vector<const OpenedChange *> inSlot;
    for (const OpenedChange &change : draft) {
        const protocol::ChangeHeader &header = headerOf(change);
        if (header.slot != slot || !received.contains(change.arrived.change.id))
            continue;
        inSlot.push_back(&change);
        replaced.insert(header.parents.begin(), header.parents.end());
    }
    const auto head = std::find_if(inSlot.begin(), inSlot.end(), [&](const OpenedChange *change) {
        return !replaced.contains(change->arrived.change.id);
    });
    return head == inSlot.end() ? QString() : valueOf(**head);
}

std::vector<ProposedEdit> editsOf(const std::vector<OpenedChange> &draft, const std::set<ChangeId> &received)
{
    std::vector<const OpenedChange *> beside;
    std::set<ChangeId> replaced;
    for (const OpenedChange &change : draft) {
        if (!isContent(headerOf(change).kind) || received.contains(change.arrived.change.id))
            continue;
        beside.push_back(&change);
        const auto &parents = headerOf(change).parents;
        replaced.insert(parents.begin(), parents.end());
    }
    std::vector<ProposedEdit> edits;
    for (const OpenedChange *change : beside) {
        if (replaced.contains(change->arrived.change.id))
            continue;
        ProposedEdit edit = editOf(*change);
        if (edit.what == ProposedEdit::What::Answer || edit.what == ProposedEdit::What::Attachment)
            edit.before = receivedValue(draft, received, headerOf(*change).slot);
        edits.push_back(std::move(edit));
    }
    return edits;
}

QMap<QString, QString> byReference(const protocol::SubmitBody &body, const QStringList &repeats)
{
    QMap<QString, QString> result;
    if (const auto answers = instanceAnswers(body.instance, repeats)) {
        for (const auto &[reference, value] : *answers) {
            // Meta belongs to the sender and says nothing of the person's matter.
            if (!reference.contains(QLatin1String("/meta/")))
                result.insert(reference, value);
        }
    }
    return result;
}

std::vector<Difference> differencesOf(const protocol::SubmitBody &received,
                                      const protocol::SubmitBody &further, const QStringList &repeats)
{
    const auto before = byReference(received, repeats);
    const auto after = byReference(further, repeats);
    QStringList references = before.keys() + after.keys();
    references.sort();
    references.removeDuplicates();
    std::vector<Difference> differences;
    for (const QString &reference : references) {
        if (before.value(reference) != after.value(reference))
            differences.push_back({reference, before.value(reference), after.value(reference)});
    }
    return differences;
}

} // namespace

base::Result<Proposals> proposalsOf(const std::vector<OpenedChange> &draft,
                                    const std::vector<ChangeId> &accepted, const RepeatsOf &repeats)
{
    ById all;
    std::map<std::uint32_t, const protocol::SubmitBody *> rounds;
    std::vector<ChangeId> heads = accepted;
    for (const OpenedChange &change : draft) {
        all.emplace(change.arrived.change.id, &change);
        const protocol::SubmitBody *submit = submitOf(change);
        if (submit == nullptr ||
            std::find(accepted.begin(), accepted.end(), change.arrived.change.id) == accepted.end())
            continue;
        rounds.emplace(submit->round, submit);
        heads.insert(heads.end(), submit->heads.begin(), submit->heads.end());
    }
    if (rounds.empty())
        return base::Error{
            base::ErrorCode::NotFound, QStringLiteral("no received round can be opened here"), {}};
    const std::set<ChangeId> received = historyOf(all, std::move(heads));
    Proposals proposals;
    proposals.edits = editsOf(draft, received);
    for (const OpenedChange &change : draft) {
        if (headerOf(change).kind != ChangeKind::Submit || received.contains(change.arrived.change.id))
            continue;
        ProposedRound further{change.arrived, std::nullopt, {}};
        if (const protocol::SubmitBody *submit = submitOf(change)) {
            further.body = *submit;
            if (const auto known = rounds.find(submit->round); known != rounds.end())
                further.differences = differencesOf(*known->second, *submit, repeats(headerOf(change).form));
        }
        proposals.rounds.push_back(std::move(further));
    }
    return proposals;
}

} // namespace luotsi::centre::keydesk
