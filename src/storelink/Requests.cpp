#include "storelink/Requests.h"

#include "base/Log.h"
#include "storelink/Frame.h"

#include <utility>

namespace luotsi::storelink {

using base::ErrorCode;
using base::Result;
using protocol::CborReader;
using protocol::CborWriter;

namespace {

QByteArray nothing()
{
    return CborWriter().null().take();
}

Result<QByteArray> reply(const Result<void> &done)
{
    return done ? Result<QByteArray>(nothing()) : Result<QByteArray>(done.error());
}

template<typename Value, typename Write> Result<QByteArray> reply(const Result<Value> &result, Write write)
{
    if (!result)
        return result.error();
    CborWriter out;
    write(out, *result);
    return out.take();
}

} // namespace

std::optional<QByteArray> Requests::answer(const QByteArray &payload)
{
    m_changed.reset();
    auto in = CborReader::open(payload, static_cast<std::size_t>(maximumFrameBytes));
    if (!in)
        return std::nullopt;
    in->arrayOf(2);
    const std::uint64_t number = in->number();
    const std::size_t items = in->array();
    const std::uint64_t operation = in->number();
    if (in->failed() || items == 0 || operation > static_cast<std::uint64_t>(Operation::AbandonBlob))
        return std::nullopt;
    const Outcome outcome = carryOut(static_cast<Operation>(operation), *in);
    if (in->failed())
        return std::nullopt;
    if (!outcome)
        return errorReply(number, outcome.error());
    CborWriter out;
    out.array(3).number(number).boolean(true);
    return out.take() + *outcome;
}

Requests::Outcome Requests::carryOut(Operation operation, Arguments &in)
{
    switch (operation) {
    case Operation::CreateDraft:
    case Operation::Commit:
    case Operation::PutOpenChange:
    case Operation::PromoteOpenChanges:
    case Operation::AddWraps:
    case Operation::EraseDraft:
        return writeDraft(operation, in);
    case Operation::Load:
    case Operation::Status:
        return readDraft(operation, in);
    case Operation::FindCode:
    case Operation::AddCode:
    case Operation::MarkCodeUsed:
    case Operation::CountFailedTry:
    case Operation::TryDelay:
        return codes(operation, in);
    case Operation::BeginBlob:
    case Operation::ReadBlob:
        return blobs(operation, in);
    case Operation::AppendBlob:
    case Operation::FinishBlob:
    case Operation::AbandonBlob:
        return writeBlob(operation, in);
    case Operation::FreeBytes:
        if (auto whole = in.finish(); !whole)
            return whole.error();
        return reply(m_store.freeBytes(), [](CborWriter &out, std::uint64_t bytes) { out.number(bytes); });
    }
    in.fail("operation");
    return ErrorCode::MalformedInput;
}

Result<void> Requests::reach(const protocol::DraftId &draft, Arguments &in)
{
    // Arguments are whole before anything is done with them.
    if (auto whole = in.finish(); !whole)
        return whole;
    if (m_drafts.contains(draft))
        return {};
    base::logEvent("session-reached-out");
    return ErrorCode::NotFound;
}

Requests::Outcome Requests::createDraft(Arguments &in)
{
    const ports::NewDraft draft = takeNewDraft(in);
    if (auto whole = in.finish(); !whole)
        return whole.error();
    const auto made = m_store.createDraft(draft);
    if (!made)
        return made.error();
    m_drafts.insert(draft.first.draft);
    m_codes.insert(draft.code.lookup);
    m_changed = draft.first.draft;
    return nothing();
}

Requests::Outcome Requests::writeDraft(Operation operation, Arguments &in)
{
    if (operation == Operation::CreateDraft)
        return createDraft(in);
    const auto run = [&](const protocol::DraftId &draft, auto write) -> Outcome {
        if (auto reached = reach(draft, in); !reached)
            return reached.error();
        const Result<void> done = write();
        if (done)
            m_changed = draft;
        return reply(done);
    };
    if (operation == Operation::Commit) {
        const ports::DraftCommit commit = takeCommit(in);
        return run(commit.draft, [&] { return m_store.commit(commit); });
    }
    if (operation == Operation::PutOpenChange) {
        const ports::OpenChange open = takeOpenChange(in);
        return run(open.draft, [&] { return m_store.putOpenChange(open); });
    }
    const auto draft = in.fixed<protocol::DraftId>();
    if (operation == Operation::PromoteOpenChanges)
        return run(draft, [&] { return m_store.promoteOpenChanges(draft); });
    if (operation == Operation::AddWraps) {
        const std::vector<protocol::Wrap> wraps = takeWraps(in);
        return run(draft, [&] { return m_store.addWraps(draft, wraps); });
    }
    std::optional<protocol::Change> erase;
    if (!in.null())
        erase = takeChange(in);
    return run(draft, [&] { return m_store.eraseDraft(draft, erase); });
}

Requests::Outcome Requests::load(const protocol::DraftId &draft)
{
    const auto records = m_store.load(draft);
    if (records) {
        for (const protocol::Change &change : records->changes)
            m_blobs.insert(change.header.attachments.begin(), change.header.attachments.end());
    }
    return reply(records, [](CborWriter &out, const ports::DraftRecords &value) { put(out, value); });
}

Requests::Outcome Requests::readDraft(Operation operation, Arguments &in)
{
    const auto draft = in.fixed<protocol::DraftId>();
    if (auto reached = reach(draft, in); !reached)
        return reached.error();
    if (operation == Operation::Load)
        return load(draft);
    return reply(m_store.status(draft),
                 [](CborWriter &out, const ports::DraftStatus &status) { put(out, status); });
}

Requests::Outcome Requests::findCode(const protocol::LookupId &lookup)
{
    // The session is not trusted to wait or to count: whoever has taken it over must not be able to guess.
    const auto delay = m_store.tryDelay();
    if (!delay)
        return delay.error();
    if (*delay > 0)
        return ErrorCode::TooManyTries;
    const auto found = m_store.findCode(lookup);
    if (!found)
        return found.error();
    if (found->has_value()) {
        m_drafts.insert((*found)->draft);
        m_codes.insert(lookup);
    } else {
        if (auto counted = m_store.countFailedTry(); !counted)
            return counted.error();
        m_missCounted = true;
    }
    return reply(found, [](CborWriter &out, const std::optional<ports::CodeEntry> &code) {
        if (code)
            put(out, *code);
        else
            out.null();
    });
}

Requests::Outcome Requests::countFailedTry()
{
    // The miss the session speaks of has been counted when it happened.
    const bool counted = std::exchange(m_missCounted, false);
    return reply(counted ? m_store.tryDelay() : m_store.countFailedTry(),
                 [](CborWriter &out, std::int64_t delay) { out.integer(delay); });
}

Requests::Outcome Requests::codes(Operation operation, Arguments &in)
{
    if (operation == Operation::AddCode) {
        const ports::CodeEntry code = takeCode(in);
        if (auto reached = reach(code.draft, in); !reached)
            return reached.error();
        const auto added = m_store.addCode(code);
        if (added) {
            m_codes.insert(code.lookup);
            m_changed = code.draft;
        }
        return reply(added);
    }
    const bool aboutCode = operation == Operation::FindCode || operation == Operation::MarkCodeUsed;
    const auto lookup = aboutCode ? in.fixed<protocol::LookupId>() : protocol::LookupId();
    if (auto whole = in.finish(); !whole)
        return whole.error();
    if (operation == Operation::FindCode)
        return findCode(lookup);
    if (operation == Operation::MarkCodeUsed)
        return m_codes.contains(lookup) ? reply(m_store.markCodeUsed(lookup)) : Outcome(ErrorCode::NotFound);
    if (operation == Operation::CountFailedTry)
        return countFailedTry();
    return reply(m_store.tryDelay(), [](CborWriter &out, std::int64_t delay) { out.integer(delay); });
}

Requests::Outcome Requests::blobs(Operation operation, Arguments &in)
{
    if (operation == Operation::BeginBlob) {
        const auto draft = in.fixed<protocol::DraftId>();
        const std::uint64_t size = in.number();
        if (auto reached = reach(draft, in); !reached)
            return reached.error();
        const auto writing = m_store.beginBlob(draft, size);
        if (writing)
            m_writings.insert(*writing);
        return reply(writing, [](CborWriter &out, ports::BlobWriting name) {
            out.number(static_cast<std::uint64_t>(name));
        });
    }
    const auto blob = in.fixed<protocol::BlobId>();
    if (auto whole = in.finish(); !whole)
        return whole.error();
    if (!m_blobs.contains(blob))
        return ErrorCode::NotFound;
    return reply(m_store.readBlob(blob),
                 [](CborWriter &out, const QByteArray &sealed) { out.bytes(sealed); });
}

Requests::Outcome Requests::writeBlob(Operation operation, Arguments &in)
{
    const auto writing = static_cast<ports::BlobWriting>(in.number());
    const QByteArray piece = operation == Operation::AppendBlob ? in.bytes() : QByteArray();
    if (auto whole = in.finish(); !whole)
        return whole.error();
    if (!m_writings.contains(writing))
        return ErrorCode::NotFound;
    if (operation == Operation::AppendBlob) {
        const auto appended = m_store.appendBlob(writing, piece);
        if (!appended)
            m_writings.erase(writing);
        return reply(appended);
    }
    m_writings.erase(writing);
    if (operation == Operation::AbandonBlob)
        return reply(m_store.abandonBlob(writing));
    const auto blob = m_store.finishBlob(writing);
    if (blob)
        m_blobs.insert(*blob);
    return reply(blob, [](CborWriter &out, const protocol::BlobId &id) { out.fixed(id); });
}

void Requests::abandonWritings()
{
    for (const ports::BlobWriting writing : std::exchange(m_writings, {}))
        (void)m_store.abandonBlob(writing);
}

} // namespace luotsi::storelink
