#pragma once

#include "sync/protocol/Ids.h"

#include <QByteArray>

#include <cstdint>

namespace luotsi::sync::protocol {

/// Who a wrap is for. Part of the sealed content, so that no wrap can be used for another purpose.
enum class WrapPurpose : std::uint8_t { ResumeCode = 1, Intake = 2, Worker = 3, ScopeRoster = 4 };

/// A draft's keys, sealed to one reader. `reader` names the reader's key (intake key, worker key; for a
/// resume code the key derived from it). `sealed` opens to {purpose, draft, key id, draft key, slot key}
/// and a reader refuses any mismatch with the plain fields here. Sealing and opening are crypto's.
struct Wrap
{
    WrapPurpose purpose = WrapPurpose::ResumeCode;
    DraftId draft;
    KeyId key;    ///< the draft key inside
    KeyId reader; ///< the key it is sealed to
    QByteArray sealed;
};

} // namespace luotsi::sync::protocol
