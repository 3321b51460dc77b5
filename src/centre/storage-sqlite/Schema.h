#pragma once

#include "centre/storage-sqlite/Connection.h"

namespace luotsi::centre::storage_sqlite {

/// Newest version of the centre's tables this program knows.
[[nodiscard]] int newestSchema();

/// Brings the tables to the newest version, one numbered step after the other, all in one transaction.
/// StoreTooNew when a later program has written the file: it is left untouched.
[[nodiscard]] Result<void> migrate(Connection &connection);

} // namespace luotsi::centre::storage_sqlite
