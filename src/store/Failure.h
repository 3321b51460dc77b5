#pragma once

#include "base/Error.h"

#include <utility>

namespace luotsi::store {

/// Thrown and caught inside this module only: it leaves a half-done transaction from any depth, and
/// Database::write turns it into a Result after rolling back.
struct Failure
{
    base::Error error;
    bool diskBroken =
        false; ///< a failed write or fsync: what the page cache holds cannot be trusted any more

    explicit Failure(base::ErrorCode code, QString detail = {}) : error{code, std::move(detail), {}} {}
};

} // namespace luotsi::store
