#include "usecases/SubmitApplication.h"

#include "base/Log.h"
#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/SubmissionOf.h"

#include <algorithm>

namespace luotsi::usecases {

namespace {

protocol::Urgency urgencyOf(const OpenDraft &draft)
{
    const QString expression = draft.form().expressions.value(QLatin1String(urgencyExpression));
    if (expression.isEmpty())
        return protocol::Urgency::Submission;
    const auto urgent = draft.instance().evaluateText(expression);
    if (!urgent) {
        // A rule that cannot be read must not hold an application back; it goes with the others.
        base::logEvent("urgency-not-evaluated", {{"error", urgent.error().code}});
        return protocol::Urgency::Submission;
    }
    return *urgent == QLatin1String(urgentValue) ? protocol::Urgency::UrgentSubmission
                                                 : protocol::Urgency::Submission;
}

/// Conflicts that hold a sending back.
std::vector<QString> holdingBack(const OpenDraft &draft, Attendance attendance)
{
    std::vector<QString> paths;
    if (attendance == Attendance::SendAsItIs)
        return paths;
    for (const Conflict *conflict : draft.openConflicts()) {
        const forms::NodeId node = draft.instance().find(conflict->path);
        if (attendance == Attendance::AskFirst || draft.instance().isRequired(node))
            paths.push_back(conflict->path);
    }
    return paths;
}

QString toldValue(const ConflictSide &side)
{
    switch (side.choice) {
    case ConflictSide::Choice::KeepRow:
        return QStringLiteral("keep");
    case ConflictSide::Choice::RemoveRow:
        return QStringLiteral("remove");
    case ConflictSide::Choice::Value:
        break;
    }
    return side.value;
}

/// What the centre is told of conflicts that nobody has chosen between.
std::vector<protocol::OpenConflict> toldConflicts(const OpenDraft &draft)
{
    std::vector<protocol::OpenConflict> told;
    for (const Conflict *conflict : draft.openConflicts()) {
        protocol::OpenConflict one{conflict->path, {}};
        for (const ConflictSide &side : conflict->sides) {
            for (const protocol::ChangeId &change : side.changes)
                one.sides.push_back({change, toldValue(side)});
        }
        std::sort(one.sides.begin(), one.sides.end(),
                  [](const auto &left, const auto &right) { return left.change < right.change; });
        told.push_back(std::move(one));
    }
    return told;
}

/// What the person was asked for and no round has named yet: staff judge what answers it.
std::vector<protocol::ChangeId> openRequests(const OpenDraft &draft)
{
    std::vector<protocol::ChangeId> open;
    for (const AuthorityRequest &request : draft.facts().records.requests) {
        if (!request.answered)
            open.push_back(request.id);
    }
    std::sort(open.begin(), open.end());
    return open;
}

bool fits(const std::vector<protocol::OpenConflict> &conflicts)
{
    return conflicts.size() <= protocol::maximumConflicts &&
           std::all_of(conflicts.begin(), conflicts.end(), [](const protocol::OpenConflict &conflict) {
               return conflict.sides.size() <= protocol::maximumSides;
           });
}

} // namespace

SubmitOutcome SubmitApplication::obstacles(const OpenDraft &draft, Attendance attendance)
{
    SubmitOutcome outcome;
    outcome.violations = draft.instance().violations();
    outcome.conflicts = holdingBack(draft, attendance);
    return outcome;
}

/// What the form notes of its end is an answer like any other: durable, and among the heads that are sent.
base::Result<void> SubmitApplication::complete(OpenDraft &draft)
{
    if (auto noted = draft.note(draft.instance().complete()); !noted)
        return noted;
    return draft.commit(m_tools);
}

base::Result<SubmitOutcome> SubmitApplication::execute(OpenDraft &draft, Attendance attendance)
{
    if (draft.facts().rounds > 0)
        return base::ErrorCode::AlreadySubmitted;
    if (auto stored = draft.commit(m_tools); !stored)
        return stored.error();
    SubmitOutcome outcome = obstacles(draft, attendance);
    if (!outcome.violations.empty() || !outcome.conflicts.empty())
        return outcome;
    if (auto completed = complete(draft); !completed)
        return completed.error();
    // The end of the form may make an answer necessary, or a day that was right before wrong.
    outcome = obstacles(draft, attendance);
    if (!outcome.violations.empty() || !outcome.conflicts.empty())
        return outcome;
    if (auto wrapped = wrapForIntake(draft); !wrapped)
        return wrapped.error();
    auto sent = send(draft, urgencyOf(draft));
    if (!sent)
        return sent.error();
    outcome.sent = std::move(*sent);
    return outcome;
}

base::Result<Sent> SubmitApplication::sendPapers(OpenDraft &draft)
{
    if (draft.facts().rounds == 0 || !draft.facts().whole)
        return base::ErrorCode::NotFound;
    if (auto stored = draft.commit(m_tools); !stored)
        return stored.error();
    if (!draft.hasUnsentAttachments())
        return base::ErrorCode::AlreadySubmitted;
    if (auto completed = complete(draft); !completed)
        return completed.error();
    if (auto wrapped = wrapForIntake(draft); !wrapped)
        return wrapped.error();
    return send(draft, protocol::Urgency::Submission);
}

base::Result<void> SubmitApplication::wrapForIntake(OpenDraft &draft)
{
    if (draft.facts().intakeWrapped)
        return {};
    if (!m_intake)
        return {base::ErrorCode::Internal, QStringLiteral("no intake key")};
    auto wrap = sealing::sealWrap(protocol::WrapPurpose::Intake, draft.facts().id, draft.keys(),
                                  m_intake->publicKey, m_intake->id);
    if (!wrap)
        return wrap.error();
    if (auto stored = m_tools.store.addWraps(draft.facts().id, {*wrap}); !stored)
        return stored;
    draft.facts().intakeWrapped = true;
    return {};
}

base::Result<Sent> SubmitApplication::send(OpenDraft &draft, protocol::Urgency urgency)
{
    const protocol::DraftId &id = draft.facts().id;
    protocol::SubmitBody body;
    body.round = draft.facts().rounds + 1;
    body.instanceId = protocol::instanceIdOf(id, body.round);
    const QString before = body.round > 1 ? protocol::instanceIdOf(id, body.round - 1) : QString();
    body.instance = draft.instance().serialise({body.instanceId, false, before});
    body.heads = draft.heads().all();
    body.attachments = draft.attachments();
    // The moment the form was calculated for, so that the centre calculates it for the same.
    body.deviceTime = draft.instance().moment();
    body.language = draft.instance().language();
    body.answers = openRequests(draft);
    if (body.answers.size() > protocol::maximumAnswered)
        body.answers.resize(protocol::maximumAnswered);
    body.conflicts = toldConflicts(draft);
    if (!fits(body.conflicts))
        return {base::ErrorCode::QuotaExceeded, QStringLiteral("too many answers in conflict")};

    auto header = draft.header(QLatin1String(submitSlot), m_tools);
    if (!header)
        return header.error();
    header->urgency = urgency;
    for (const protocol::AttachmentRef &file : body.attachments)
        header->attachments.push_back(file.blob);
    header->round = body.round;
    header->submission = protocol::submissionOf(id, body.round, body.heads, header->attachments);
    header->deviceTime = body.deviceTime;
    const Sent sent{*header->submission, body.round, protocol::referenceOf(*header->submission),
                    body.deviceTime, draft.givenAttachments()};
    auto sealed = sealing::sealChange(std::move(*header), body, draft.keys(), m_tools.random);
    if (!sealed)
        return sealed.error();
    ports::DraftCommit commit;
    // Every page is durable since it was attached; what was attached at another device is not here.
    commit.draft = id;
    commit.changes.push_back(std::move(*sealed));
    commit.submits = true;
    if (auto stored = m_tools.store.commit(commit); !stored)
        return stored.error();
    for (AuthorityRequest &request : draft.facts().records.requests)
        request.answered =
            request.answered || std::binary_search(body.answers.begin(), body.answers.end(), request.id);
    draft.facts().rounds = body.round;
    draft.facts().submission = sent.submission;
    draft.facts().sentAt = sent.sentAt;
    draft.facts().sentAttachments.clear();
    for (const protocol::AttachmentRef &file : body.attachments)
        draft.facts().sentAttachments.append(file.name);
    return sent;
}

} // namespace luotsi::usecases
