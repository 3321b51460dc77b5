#pragma once

#include "forms/FormValues.h"
#include "sync/protocol/Body.h"

#include <QString>

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
/// the earlier one; rows are kept as they happened. Threading: a value.
class PendingChanges
{
public:
    /// Takes the values and rows of a report. Internal when a row id is not ours.
    [[nodiscard]] base::Result<void> note(const forms::ChangeReport &report);
    /// An attachment is the value of its question; it replaces a plain value of the same path.
    void noteAttachment(const protocol::AttachBody &attach);

    void put(const QString &path, protocol::Body body);

    [[nodiscard]] bool isEmpty() const { return m_changes.empty(); }
    [[nodiscard]] bool holds(const QString &path) const;
    [[nodiscard]] const std::vector<PendingChange> &changes() const { return m_changes; }
    void clear() { m_changes.clear(); }
    void drop(const QString &path);

private:
    [[nodiscard]] base::Result<void> noteRow(const forms::RowChange &row);

    std::vector<PendingChange> m_changes;
};

} // namespace luotsi::usecases
