#include "ModelCentre.h"

#include <algorithm>

namespace luotsi::sync::core {

using protocol::PushOutcome;

protocol::PushReply ModelCentre::push(const std::vector<protocol::Record> &records, bool commits)
{
    const ModelCentre before = *this;
    protocol::PushReply reply;
    bool stopped = false;
    for (const protocol::Record &record : records) {
        if (stopped) {
            reply.results.push_back({PushOutcome::Stored, base::ErrorCode::Internal, 0, {}});
            continue;
        }
        reply.results.push_back(take(record));
        stopped = m_bug == SeededBug::StopAtFirstBadRecord &&
                  reply.results.back().outcome == PushOutcome::Quarantined;
    }
    if (!commits)
        *this = before;
    return reply;
}

protocol::PushResult ModelCentre::take(const protocol::Record &record)
{
    const protocol::Envelope &envelope = record.envelope;
    ChainEnd &end = m_chains[{envelope.draft, envelope.device, envelope.epoch}];
    const protocol::EnvelopeHash hash = protocol::hashOf(envelope);
    if (envelope.sequence <= end.sequence) {
        if (end.seen[envelope.sequence] == hash || m_bug == SeededBug::NoForkCheck) {
            auto result = accept(record);
            if (result.outcome == PushOutcome::Stored)
                result.outcome = PushOutcome::Duplicate;
            return result;
        }
        return {PushOutcome::Fork, base::ErrorCode::Fork, 0, {}};
    }
    if (envelope.sequence > end.sequence + 1)
        return {PushOutcome::Gap, base::ErrorCode::Gap, end.sequence + 1, {}};
    if (envelope.previous != end.hash && m_bug != SeededBug::NoForkCheck)
        return {PushOutcome::Fork, base::ErrorCode::Fork, 0, {}};
    end.sequence = envelope.sequence;
    end.hash = hash;
    end.seen[envelope.sequence] = hash;
    return accept(record);
}

protocol::PushResult ModelCentre::accept(const protocol::Record &record)
{
    const protocol::ChangeHeader &header = record.change.header;
    places[{record.envelope.draft, record.envelope.device, record.envelope.epoch, record.envelope.sequence}]
        .insert(record.change.id);
    if (header.kind == protocol::ChangeKind::Note) {
        quarantined.insert(record.change.id);
        return {PushOutcome::Quarantined, base::ErrorCode::MalformedInput, 0, {}};
    }
    protocol::PushResult result;
    const bool known = changes.contains(record.change.id);
    result.outcome = known ? PushOutcome::Duplicate : PushOutcome::Stored;
    if (!known || m_bug == SeededBug::NoDuplicateCheck)
        ++changes[record.change.id];
    if (header.kind != protocol::ChangeKind::Submit)
        return result;
    const Round round{header.draft, header.round};
    Submission &submission = submissions[round];
    if (submission.accepted == 0)
        submission = {*header.submission, header.attachments, 1};
    else if (m_bug == SeededBug::SubmissionNotIdempotent)
        ++submission.accepted;
    result.receipt = receipt(round);
    return result;
}

std::uint64_t ModelCentre::open(const protocol::BlobId &blob, std::uint64_t size)
{
    return uploads.emplace(blob, Upload{size, 0}).first->second.offset;
}

std::uint64_t ModelCentre::append(const protocol::BlobId &blob, std::uint64_t offset, std::uint32_t length)
{
    const auto found = uploads.find(blob);
    if (found == uploads.end())
        return 0;
    Upload &upload = found->second;
    if (upload.offset == offset)
        upload.offset = std::min(upload.size, offset + length);
    return upload.offset;
}

bool ModelCentre::isComplete(const Submission &submission) const
{
    return std::all_of(submission.attachments.begin(), submission.attachments.end(),
                       [this](const auto &blob) {
                           const auto upload = uploads.find(blob);
                           return upload != uploads.end() && upload->second.offset == upload->second.size;
                       });
}

protocol::Receipt ModelCentre::receipt(const Round &round) const
{
    const Submission &submission = submissions.at(round);
    protocol::Receipt receipt;
    receipt.submission = submission.id;
    receipt.draft = round.first;
    receipt.round = round.second;
    receipt.complete = m_bug == SeededBug::CompleteBeforeAttachments || isComplete(submission);
    return receipt;
}

} // namespace luotsi::sync::core
