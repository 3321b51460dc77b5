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
    const protocol::Origin *origin = nullptr; ///< this device as people call it; null: nobody has told

    /// Stands with what is written here.
    [[nodiscard]] protocol::Origin here() const { return origin == nullptr ? protocol::Origin{} : *origin; }
};

} // namespace luotsi::usecases
