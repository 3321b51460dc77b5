#pragma once

#include "centre/handlers/Services.h"

#include <map>
#include <variant>
#include <vector>

namespace luotsi::centre::handlers {

/// Gathers the feed lines of one transaction and numbers them at its end: each scope's counter is raised
/// once, scopes in ascending order, so that commit order is number order and two transactions never wait for
/// each other crosswise. Threading: as its transaction.
class FeedBook
{
public:
    explicit FeedBook(storage::Transaction &rows) : m_rows(rows) {}

    void addChange(const QString &scope, const protocol::ChangeId &change);
    /// The draft enters the scope: all it has so far, in the order it was stored.
    Result<void> addDraft(const QString &scope, const protocol::DraftId &draft);
    /// Takes everything of the draft out of the storage and tells every scope that had it. What this
    /// transaction brought of it before goes out of the feed to be numbered as well. Returns the attachments
    /// whose bytes may go after the commit.
    Result<std::vector<protocol::BlobId>> erase(const storage::Draft &draft, std::int64_t now);
    /// Last in the transaction.
    Result<void> number();

private:
    using Line = std::variant<protocol::ChangeId, protocol::DraftId>; ///< a change or a tombstone
    Result<void> numberScope(const QString &scope, const std::vector<Line> &lines);

    storage::Transaction &m_rows;
    std::map<QString, std::vector<Line>> m_lines; ///< by scope, ascending: the locking order
};

} // namespace luotsi::centre::handlers
