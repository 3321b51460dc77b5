#pragma once

#include "ports/DraftStore.h"
#include "store/DraftTable.h"
#include "store/Statement.h"

namespace luotsi::store {

/// Where a draft stands, told from its rows as they are now: nothing of it is kept beside them. All members
/// run inside Database::read and throw Failure.
class StatusTable
{
public:
    explicit StatusTable(Database &database);

    [[nodiscard]] ports::DraftStatus of(const DraftRow &draft);

private:
    [[nodiscard]] std::vector<ports::AttachmentProgress> attachmentsOf(std::int64_t draft);

    Statement m_receipt;
    Statement m_unsentChanges;
    Statement m_unsentBlobs;
    Statement m_putAside;
    Statement m_progress;
};

} // namespace luotsi::store
