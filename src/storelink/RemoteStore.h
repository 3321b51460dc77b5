#pragma once

#include "base/Result.h"
#include "ports/DraftStore.h"
#include "storelink/Frame.h"
#include "storelink/Socket.h"

#include <QByteArray>

#include <chrono>
#include <cstdint>

namespace luotsi::storelink {

/// The supervisor's store as the session sees it: one request, one reply, in order. A call blocks until the
/// reply, the loss of the peer or the timeout; after either of the last two every call says StoreFailed at
/// once, because a request without a reply may or may not have been carried out.
/// Threading: one thread at a time.
class RemoteStore final : public ports::DraftStore
{
public:
    /// Takes the connected stream socket. `timeout` covers one call from first byte out to last byte in.
    explicit RemoteStore(Socket socket, std::chrono::milliseconds timeout = std::chrono::seconds(20));

    base::Result<void> createDraft(const ports::NewDraft &draft) override;
    base::Result<void> commit(const ports::DraftCommit &commit) override;
    base::Result<void> putOpenChange(const ports::OpenChange &open) override;
    base::Result<void> promoteOpenChanges(const ports::protocol::DraftId &draft) override;
    base::Result<ports::DraftRecords> load(const ports::protocol::DraftId &draft) override;
    base::Result<ports::DraftStatus> status(const ports::protocol::DraftId &draft) override;
    base::Result<std::optional<ports::CodeEntry>> findCode(const ports::protocol::LookupId &lookup) override;
    base::Result<void> addCode(const ports::CodeEntry &code) override;
    base::Result<void> markCodeUsed(const ports::protocol::LookupId &lookup) override;
    base::Result<std::int64_t> countFailedTry() override;
    base::Result<std::int64_t> tryDelay() override;
    base::Result<void> addWraps(const ports::protocol::DraftId &draft,
                                const std::vector<ports::protocol::Wrap> &wraps) override;
    base::Result<void> eraseDraft(const ports::protocol::DraftId &draft,
                                  const std::optional<ports::protocol::Change> &erase) override;
    base::Result<ports::BlobWriting> beginBlob(const ports::protocol::DraftId &draft,
                                               std::uint64_t size) override;
    base::Result<void> appendBlob(ports::BlobWriting writing, const QByteArray &piece) override;
    base::Result<ports::protocol::BlobId> finishBlob(ports::BlobWriting writing) override;
    base::Result<void> abandonBlob(ports::BlobWriting writing) override;
    base::Result<QByteArray> readBlob(const ports::protocol::BlobId &blob) override;
    base::Result<std::uint64_t> freeBytes() override;

    /// False once the supervisor is gone or has broken the protocol.
    [[nodiscard]] bool connected() const { return m_socket.valid(); }

private:
    /// Sends one request and gives the reply's body.
    base::Result<QByteArray> call(const QByteArray &request);
    base::Result<QByteArray> receive(std::chrono::steady_clock::time_point deadline);
    base::Error lost(const char *why);

    Socket m_socket;
    std::chrono::milliseconds m_timeout;
    FrameReader m_reader;
    std::uint64_t m_lastRequest = 0;
};

} // namespace luotsi::storelink
