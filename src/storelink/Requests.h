#pragma once

#include "ports/DraftStore.h"
#include "storelink/StoreMessages.h"

#include <QByteArray>

#include <cstdint>
#include <optional>
#include <set>

namespace luotsi::storelink {

/// What one session may reach, and the carrying out of its requests within that. Invariant: nothing outside
/// `drafts`, `blobs`, `writings` and `codes` is ever handed to the store, and these grow only by what the
/// session made itself or found with a code. Threading: the store's thread.
class Requests
{
public:
    explicit Requests(ports::DraftStore &store) : m_store(store) {}

    /// The session is over: what it was still writing is taken out.
    void abandonWritings();

    /// Reply to one request; nothing when the bytes are no request, after which the session is not to be
    /// listened to any more.
    [[nodiscard]] std::optional<QByteArray> answer(const QByteArray &payload);

    /// The draft the last answered request made something durable in.
    [[nodiscard]] const std::optional<protocol::DraftId> &changed() const { return m_changed; }
    [[nodiscard]] const std::set<protocol::DraftId> &drafts() const { return m_drafts; }

private:
    using Arguments = protocol::CborReader;
    /// Encoded result of a request that was carried out.
    using Outcome = base::Result<QByteArray>;

    [[nodiscard]] Outcome carryOut(Operation operation, Arguments &in);
    [[nodiscard]] Outcome writeDraft(Operation operation, Arguments &in);
    [[nodiscard]] Outcome readDraft(Operation operation, Arguments &in);
    [[nodiscard]] Outcome codes(Operation operation, Arguments &in);
    [[nodiscard]] Outcome blobs(Operation operation, Arguments &in);
    [[nodiscard]] Outcome writeBlob(Operation operation, Arguments &in);

    [[nodiscard]] Outcome createDraft(Arguments &in);
    [[nodiscard]] Outcome load(const protocol::DraftId &draft);
    [[nodiscard]] Outcome findCode(const protocol::LookupId &lookup);
    [[nodiscard]] Outcome countFailedTry();
    [[nodiscard]] base::Result<void> reach(const protocol::DraftId &draft, Arguments &in);

    ports::DraftStore &m_store;
    std::set<protocol::DraftId> m_drafts;
    std::set<protocol::BlobId> m_blobs;
    std::set<ports::BlobWriting> m_writings;
    std::set<protocol::LookupId> m_codes;
    std::optional<protocol::DraftId> m_changed;
    bool m_missCounted = false;
};

} // namespace luotsi::storelink
