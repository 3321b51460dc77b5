#pragma once

#include "centre/storage/Transaction.h"

#include <functional>

namespace luotsi::centre::storage {

/// What the centre keeps. Engine-neutral: nothing here names SQL, a file or a connection.
/// Threading: any thread; an implementation queues writers. Errors: the Store… codes of base::ErrorCode.
class Storage
{
public:
    using Work = std::function<Result<void>(Transaction &)>;

    virtual ~Storage() = default;
    /// Runs `work` and commits, durable (fsynced) when it returns ok. An error from `work` rolls everything
    /// back and is returned. An engine may run `work` again after a serialisation failure, at most three
    /// times: `work` sets its results afresh on each run and has no effect outside the transaction.
    virtual Result<void> write(const Work &work) = 0;
    /// A consistent view; changes made by `work` are discarded.
    virtual Result<void> read(const Work &work) = 0;
};

} // namespace luotsi::centre::storage
