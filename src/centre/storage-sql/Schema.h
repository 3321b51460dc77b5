#pragma once

#include <QByteArray>

#include <span>

namespace luotsi::centre::storage_sql {

/// One numbered step from one version of the tables to the next, in SQLite's words. A step that has been
/// released never changes; a new need is a new step.
struct SchemaStep
{
    int number;
    const char *sql;
};

/// Every step, numbered 1, 2, 3 … without a gap.
[[nodiscard]] std::span<const SchemaStep> schemaSteps();

/// Newest version of the centre's tables this program knows.
[[nodiscard]] int newestSchema();

} // namespace luotsi::centre::storage_sql
