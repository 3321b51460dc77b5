#pragma once

#include "sync/core/DraftState.h"
#include "sync/protocol/Ids.h"

#include <QHash>
#include <QMap>
#include <QString>

#include <set>
#include <vector>

namespace luotsi::usecases {

namespace protocol = sync::protocol;

/// The heads of every slot of an open draft by stable path, as its user was shown them: what the next change
/// of a slot names as parents. Rows and registers share one map, because a row's path is never a register's.
/// Threading: a value.
class DraftHeads
{
public:
    DraftHeads() = default;
    explicit DraftHeads(const sync::core::DraftState &state);

    [[nodiscard]] std::vector<protocol::ChangeId> of(const QString &path) const;
    /// The row's own heads and every head inside it: a removal counts only against edits its author had seen.
    [[nodiscard]] std::vector<protocol::ChangeId> ofRow(const QString &rowPath) const;
    [[nodiscard]] bool knows(const QString &path) const { return m_heads.contains(path); }
    /// A change of the slot was made durable; it replaced all heads.
    void replace(const QString &path, const protocol::ChangeId &change);
    /// Everything inside a removed row goes with it.
    void forgetInside(const QString &rowPath);
    /// All heads, sorted: what a submission says it was made from.
    [[nodiscard]] std::vector<protocol::ChangeId> all() const;

private:
    QMap<QString, std::vector<protocol::ChangeId>> m_heads; ///< ordered, so that a row's inside is a range
};

} // namespace luotsi::usecases
