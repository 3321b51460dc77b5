#pragma once

#include "base/Result.h"
#include "sync/protocol/Change.h"
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

/// The only holder of the intake keys, seen from the endpoint: in the same process or in one of its own.
/// An error means that the desk is down or busy; the delivery stays in the queue. Threading: any thread.
class KeyDesk
{
public:
    virtual ~KeyDesk() = default;
    virtual base::Result<Acceptance> accept(const Delivery &delivery) = 0;
};

} // namespace luotsi::centre::ports
