#pragma once

#include "store/Database.h"

namespace luotsi::store {

/// Brings the database to SqlCipherStore::schemaVersion, one version after the other, each in a transaction
/// of its own together with its number. A new database takes the same steps from 0, so that there is one way
/// to every schema. StoreTooNew for a file from a newer program, which is left as it is.
[[nodiscard]] base::Result<void> migrate(Database &database);

} // namespace luotsi::store
