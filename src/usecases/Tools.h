#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "ports/DraftStore.h"
#include "sync/protocol/Body.h"

namespace luotsi::usecases {

namespace protocol = sync::protocol;

/// What every verb needs of the world. Borrowed; outlives every use case. Threading: as the store.
struct Tools
{
    ports::DraftStore &store;
    const base::Clock &clock;
    base::Random &random;
    protocol::Origin origin = {}; ///< this device as people call it: stands with what is written here
};

} // namespace luotsi::usecases
