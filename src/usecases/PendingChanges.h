#pragma once

#include "forms/FormValues.h"
#include "sync/protocol/Body.h"

#include <QString>

#include <cstdint>
#include <map>
#include <vector>

namespace luotsi::usecases {

namespace protocol = sync::protocol;

/// One thing that stands in the live form and is not durable yet. `path` names its slot.
struct PendingChange
{
    QString path;
    protocol::Body body;
};

/// What has happened in the live form since the last commit, in order. A later value of a question replaces
/// the earlier one; rows are kept as they happened. What is noted costs the same however much is pending.
/// Threading: a value.
class PendingChanges
{
public:
    /// Takes the values and rows of a report. Internal when a row id is not ours.
    [[nodiscard]] base::Result<void> note(const forms::ChangeReport &report);
    /// An attachment is the value of its question; it replaces a plain value of the same path.
    void noteAttachment(const protocol::AttachBody &attach);

    void put(const QString &path, protocol::Body body);

    [[nodiscard]] bool isEmpty() const { return m_changes.empty(); }
    [[nodiscard]] bool holds(const QString &path) const { return m_at.count(path) > 0; }
    [[nodiscard]] std::vector<PendingChange> changes() const;
    void clear();
    void drop(const QString &path);

private:
    [[nodiscard]] base::Result<void> noteRow(const forms::RowChange &row);

    void append(const QString &path, protocol::Body body);
    void dropInside(const QString &row);

    std::map<std::uint64_t, PendingChange> m_changes; ///< by number, in order of happening
    std::multimap<QString, std::uint64_t> m_at;       ///< path to numbers
    std::uint64_t m_next = 0;
};

} // namespace luotsi::usecases
