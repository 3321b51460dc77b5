#pragma once

#include "base/Result.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/storage/Storage.h"

#include <QString>

#include <memory>

namespace luotsi::centre::storage_choice {

using base::Result;

/// Which engine keeps a centre's rows, chosen once when the centre is made. Written beside the centre's keys,
/// mode 0600, so that no program can meet the wrong one by a forgotten option.
struct StorageChoice
{
    QString postgresTarget; ///< connection string or URI of libpq; empty: the SQLite file of the centre

    friend bool operator==(const StorageChoice &, const StorageChoice &) = default;
};

/// SQLite when nothing was written. MalformedInput when the file says something unknown.
[[nodiscard]] Result<StorageChoice> readStorageChoice(const identity::CentreLayout &layout);
[[nodiscard]] Result<void> writeStorageChoice(const identity::CentreLayout &layout,
                                              const StorageChoice &choice);

/// How the chosen storage is opened. A tool beside an endpoint leaves the upkeep of a SQLite file to it.
struct Opening
{
    QString keyFile; ///< of a SQLite file; empty: it is plain
    bool besideEndpoint = false;
};

[[nodiscard]] Result<std::unique_ptr<storage::Storage>> openStorage(const identity::CentreLayout &layout,
                                                                    const Opening &opening);

} // namespace luotsi::centre::storage_choice
