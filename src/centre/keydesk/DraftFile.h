#pragma once

#include "sync/protocol/Body.h"
#include "sync/protocol/Change.h"
#include "sync/protocol/Wrap.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::centre::keydesk {

namespace protocol = sync::protocol;

/// A change with what the centre knows of its arrival.
struct ArrivedChange
{
    protocol::Change change;
    protocol::DeviceId device;
    std::int64_t receivedAt = 0;  ///< wall milliseconds of the centre
    bool afterSubmission = false; ///< the draft had been received when it came
};

/// A draft as the centre has it, on its way to the key desk: all of it sealed.
struct DraftFile
{
    protocol::DraftId draft;
    std::vector<ArrivedChange> changes;       ///< in the order they were stored
    std::vector<protocol::Wrap> wraps;        ///< as the centre has them
    std::vector<protocol::ChangeId> accepted; ///< submit changes it has given a receipt for, by round
};

/// One change of a draft as the desk sees it; no body when no key of the desk opens it.
struct OpenedChange
{
    ArrivedChange arrived;
    std::optional<protocol::Body> body;
};

} // namespace luotsi::centre::keydesk
