#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "ports/DraftStore.h"

namespace luotsi::usecases {

namespace protocol = sync::protocol;

/// What every verb needs of the world. Borrowed; outlives every use case. Threading: as the store.
struct Tools
{
    ports::DraftStore &store;
    const base::Clock &clock;
    base::Random &random;
};

} // namespace luotsi::usecases
