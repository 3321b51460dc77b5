#pragma once

#include "base/Result.h"
#include "sync/protocol/Change.h"
#include "sync/protocol/Rewrap.h"
#include "sync/protocol/Wrap.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace luotsi::centre::ports {

namespace protocol = sync::protocol;

/// A submission on its way to the key desk: everything it needs, all of it sealed.
struct Delivery
{
    protocol::SubmissionId submission;
    protocol::DraftId draft;
    std::uint32_t round = 1;
    protocol::Change change;           ///< the submit change
    std::vector<protocol::Wrap> wraps; ///< the draft's wraps as the centre has them
};

/// What the key desk found. A difference is shown to staff; it never drops or changes a submission.
enum class Verdict : std::uint8_t {
    Agreed,    ///< the form engine comes to the same instance
    Differs,   ///< accepted, with a difference
    Unchecked, ///< opened, but there is no definition of its form here
    NoWrap,    ///< no wrap for the intake key has arrived yet
    Unreadable ///< wrap or body does not open, or they contradict the header
};

struct Acceptance
{
    Verdict verdict = Verdict::Agreed;
    QString detail; ///< paths and figures only, never an answer
};

/// A worker's request with what the centre knows of the draft. The desk believes nothing but the request's
/// own signatures and what opens.
struct Rewrap
{
    protocol::RewrapRequest request;
    std::vector<protocol::Wrap> wraps; ///< the draft's wraps as the centre has them
};

/// The only holder of the intake keys, seen from the endpoint: in the same process or in one of its own.
/// An error means that the desk is down or busy; the delivery stays in the queue. Threading: any thread.
class KeyDesk
{
public:
    virtual ~KeyDesk() = default;
    virtual base::Result<Acceptance> accept(const Delivery &delivery) = 0;
    /// Wraps the draft's keys for the worker who signed the request, and keeps a record of it before it
    /// answers. The same request again is one request. Errors: SignatureInvalid, CertificateExpired, Revoked
    /// (the worker), TooManyTries (the day's limit), Erased, NotFound (no wrap of this desk).
    virtual base::Result<protocol::RewrapReply> rewrap(const Rewrap &)
    {
        return base::Error{
            base::ErrorCode::StoreKeyUnavailable, QStringLiteral("this desk serves no workers"), {}};
    }
    /// From now on the desk opens nothing of that draft, whatever backup comes back. Idempotent.
    virtual base::Result<void> erase(const protocol::DraftId &)
    {
        return base::Error{base::ErrorCode::StoreKeyUnavailable,
                           QStringLiteral("this desk keeps no record of erasures"),
                           {}};
    }
    /// Does the desk answer, with its keys at hand? One that lives in this process and needs none does.
    virtual base::Result<void> ready() { return {}; }
};

} // namespace luotsi::centre::ports
