#include "storelink/RemoteStore.h"

#include "base/Log.h"
#include "storelink/StoreMessages.h"

namespace luotsi::storelink {

using base::ErrorCode;
using base::Result;
using protocol::CborReader;
using protocol::CborWriter;
using Clock = std::chrono::steady_clock;

namespace {

/// Reads the result of a good reply with `take`.
template<typename Take>
auto parse(const Result<QByteArray> &reply, Take take) -> Result<std::invoke_result_t<Take, CborReader &>>
{
    using Value = std::invoke_result_t<Take, CborReader &>;
    if (!reply)
        return reply.error();
    auto in = CborReader::open(*reply, static_cast<std::size_t>(maximumFrameBytes));
    if (!in)
        return in.error();
    if constexpr (std::is_void_v<Value>) {
        take(*in);
        return in->finish();
    } else {
        Value value = take(*in);
        if (auto finished = in->finish(); !finished)
            return finished.error();
        return value;
    }
}

void takeNothing(CborReader &in)
{
    if (!in.null())
        in.fail("null");
}

/// Operation and its arguments, of which there are `count`; the request's number is put in front at sending.
CborWriter request(Operation operation, std::size_t count)
{
    CborWriter out;
    out.array(1 + count).number(static_cast<std::uint64_t>(operation));
    return out;
}

} // namespace

RemoteStore::RemoteStore(Socket socket, std::chrono::milliseconds timeout)
    : m_socket(std::move(socket)), m_timeout(timeout)
{
}

base::Error RemoteStore::lost(const char *why)
{
    if (m_socket.valid()) {
        base::logEvent("store-lost");
        m_socket.close();
    }
    return {ErrorCode::StoreFailed, QString::fromLatin1(why), {}};
}

Result<QByteArray> RemoteStore::receive(Clock::time_point deadline)
{
    for (;;) {
        auto payload = m_reader.next();
        if (!payload)
            return lost("the supervisor sent something that is no reply");
        if (payload->has_value())
            return std::move(**payload);
        if (!m_socket.waitReadable(deadline))
            return lost("the supervisor does not answer");
        const auto bytes = m_socket.readSome();
        if (!bytes)
            return lost("the supervisor is gone");
        m_reader.append(*bytes);
    }
}

Result<QByteArray> RemoteStore::call(const QByteArray &request)
{
    if (!m_socket.valid())
        return lost("the supervisor is gone");
    const auto deadline = Clock::now() + m_timeout;
    CborWriter head;
    head.array(2).number(++m_lastRequest);
    const auto frame = encodeFrame(head.take() + request);
    if (!frame)
        return {ErrorCode::AttachmentTooLarge, frame.error().detail};
    for (qsizetype sent = 0; sent < frame->size();) {
        const auto written = m_socket.writeSome(QByteArrayView(*frame).sliced(sent));
        if (!written)
            return lost("the supervisor is gone");
        sent += *written;
        if (sent < frame->size() && *written == 0 && !m_socket.waitWritable(deadline))
            return lost("the supervisor does not listen");
    }
    const auto payload = receive(deadline);
    if (!payload)
        return payload;
    auto in = CborReader::open(*payload, static_cast<std::size_t>(maximumFrameBytes));
    if (!in)
        return lost("the supervisor sent something that is no reply");
    in->arrayOf(3);
    const bool mine = in->number() == m_lastRequest;
    const bool good = in->boolean();
    if (good) {
        QByteArray result = in->skip();
        return mine && in->finish() ? Result<QByteArray>(std::move(result))
                                    : lost("a reply to something else");
    }
    in->arrayOf(2);
    const ErrorCode code = takeErrorCode(*in);
    const QString detail = in->text();
    if (!mine || !in->finish())
        return lost("a reply to something else");
    return {code, detail};
}

Result<void> RemoteStore::createDraft(const ports::NewDraft &draft)
{
    CborWriter out = request(Operation::CreateDraft, 1);
    put(out, draft);
    return parse(call(out.take()), takeNothing);
}

Result<void> RemoteStore::commit(const ports::DraftCommit &commit)
{
    CborWriter out = request(Operation::Commit, 1);
    put(out, commit);
    return parse(call(out.take()), takeNothing);
}

Result<void> RemoteStore::putOpenChange(const ports::OpenChange &open)
{
    CborWriter out = request(Operation::PutOpenChange, 1);
    put(out, open);
    return parse(call(out.take()), takeNothing);
}

Result<void> RemoteStore::promoteOpenChanges(const protocol::DraftId &draft)
{
    return parse(call(request(Operation::PromoteOpenChanges, 1).fixed(draft).take()), takeNothing);
}

Result<ports::DraftRecords> RemoteStore::load(const protocol::DraftId &draft)
{
    return parse(call(request(Operation::Load, 1).fixed(draft).take()), takeRecords);
}

Result<ports::DraftStatus> RemoteStore::status(const protocol::DraftId &draft)
{
    return parse(call(request(Operation::Status, 1).fixed(draft).take()), takeStatus);
}

Result<std::optional<ports::CodeEntry>> RemoteStore::findCode(const protocol::LookupId &lookup)
{
    return parse(call(request(Operation::FindCode, 1).fixed(lookup).take()),
                 [](CborReader &in) { return in.null() ? std::optional<ports::CodeEntry>() : takeCode(in); });
}

Result<void> RemoteStore::addCode(const ports::CodeEntry &code)
{
    CborWriter out = request(Operation::AddCode, 1);
    put(out, code);
    return parse(call(out.take()), takeNothing);
}

Result<void> RemoteStore::markCodeUsed(const protocol::LookupId &lookup)
{
    return parse(call(request(Operation::MarkCodeUsed, 1).fixed(lookup).take()), takeNothing);
}

Result<std::int64_t> RemoteStore::countFailedTry()
{
    return parse(call(request(Operation::CountFailedTry, 0).take()),
                 [](CborReader &in) { return in.integer(); });
}

Result<std::int64_t> RemoteStore::tryDelay()
{
    return parse(call(request(Operation::TryDelay, 0).take()), [](CborReader &in) { return in.integer(); });
}

Result<void> RemoteStore::addWraps(const protocol::DraftId &draft, const std::vector<protocol::Wrap> &wraps)
{
    CborWriter out = request(Operation::AddWraps, 2);
    out.fixed(draft);
    put(out, wraps);
    return parse(call(out.take()), takeNothing);
}

Result<void> RemoteStore::eraseDraft(const protocol::DraftId &draft,
                                     const std::optional<protocol::Change> &erase)
{
    CborWriter out = request(Operation::EraseDraft, 2);
    out.fixed(draft);
    if (erase)
        put(out, *erase);
    else
        out.null();
    return parse(call(out.take()), takeNothing);
}

Result<ports::BlobWriting> RemoteStore::beginBlob(const protocol::DraftId &draft, std::uint64_t size)
{
    return parse(call(request(Operation::BeginBlob, 2).fixed(draft).number(size).take()),
                 [](CborReader &in) { return static_cast<ports::BlobWriting>(in.number()); });
}

Result<void> RemoteStore::appendBlob(ports::BlobWriting writing, const QByteArray &piece)
{
    CborWriter out = request(Operation::AppendBlob, 2);
    out.number(static_cast<std::uint64_t>(writing)).bytes(piece);
    return parse(call(out.take()), takeNothing);
}

Result<protocol::BlobId> RemoteStore::finishBlob(ports::BlobWriting writing)
{
    return parse(call(request(Operation::FinishBlob, 1).number(static_cast<std::uint64_t>(writing)).take()),
                 [](CborReader &in) { return in.fixed<protocol::BlobId>(); });
}

Result<void> RemoteStore::abandonBlob(ports::BlobWriting writing)
{
    CborWriter out = request(Operation::AbandonBlob, 1);
    return parse(call(out.number(static_cast<std::uint64_t>(writing)).take()), takeNothing);
}

Result<QByteArray> RemoteStore::readBlob(const protocol::BlobId &blob)
{
    return parse(call(request(Operation::ReadBlob, 1).fixed(blob).take()),
                 [](CborReader &in) { return in.bytes(); });
}

Result<std::uint64_t> RemoteStore::freeBytes()
{
    return parse(call(request(Operation::FreeBytes, 0).take()), [](CborReader &in) { return in.number(); });
}

} // namespace luotsi::storelink
