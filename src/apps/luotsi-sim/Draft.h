#pragma once

#include "crypto/ResumeCode.h"
#include "ports/DraftStore.h"
#include "sealing/DraftKeys.h"

#include <set>

namespace luotsi::sim {

namespace protocol = sync::protocol;

/// What a person knows of a draft of theirs: its keys and code, and where they have worked on it.
struct Draft
{
    protocol::DraftId id;
    sealing::DraftKeys keys;
    crypto::CodeKeys code;
    protocol::FormHash form;
    ports::CentreCopy copy = ports::CentreCopy::AsWritten;
    QString scope;                 ///< of the device it was begun at
    std::set<std::size_t> devices; ///< where it has been opened
    std::uint32_t rounds = 0;      ///< sent so far
    bool over = false;             ///< erased: nobody goes on with it
    int number = 0;
};

} // namespace luotsi::sim
