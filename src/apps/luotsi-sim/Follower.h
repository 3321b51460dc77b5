#pragma once

#include "Ledger.h"
#include "SeededBug.h"
#include "centre/storage/Values.h"

#include <QString>

#include <map>
#include <vector>

namespace luotsi::sim {

/// Somebody who reads a scope's feed page by page, as a worker's tablet will: page and cursor are one
/// transaction of its disk, and it dies before or after. Until the product has a reader of its own, this one
/// stands for it; what it reads are the real rows of the centre.
class Follower
{
public:
    Follower(QString scope, SeededBug bug) : m_scope(std::move(scope)), m_bug(bug) {}

    [[nodiscard]] const QString &scope() const { return m_scope; }
    [[nodiscard]] std::uint64_t cursor() const { return m_cursor; }
    /// `dies` between the two writes a careless reader makes; a careful one makes one.
    void apply(const std::vector<centre::storage::FeedEntry> &page, bool dies);
    /// The centre was restored: everything is read again.
    void reset();
    [[nodiscard]] bool has(std::uint64_t number, const protocol::ChangeId &change) const;

private:
    QString m_scope;
    SeededBug m_bug;
    std::uint64_t m_cursor = 0;
    std::map<std::uint64_t, protocol::ChangeId> m_lines;
};

} // namespace luotsi::sim
