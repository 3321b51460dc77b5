#pragma once

#include "sync/core/DraftState.h"
#include "sync/core/Merge.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace luotsi::usecases {

namespace protocol = sync::protocol;

/// Who wrote one side of a conflict, where and when. The time is that of the device it was written on and for
/// reading only; `timeUnsure` when it contradicts what came before it or lies ahead of this device's clock.
struct ConflictAuthor
{
    std::optional<protocol::ActorId> worker; ///< none: the client
    protocol::Origin origin;                 ///< blank when no device has told
    std::int64_t deviceTime = 0;             ///< wall milliseconds
    bool timeUnsure = false;

    friend bool operator==(const ConflictAuthor &, const ConflictAuthor &) = default;
};

/// One of the values that stand against each other, with everybody who gave it.
struct ConflictSide
{
    enum class Choice : std::uint8_t { Value, KeepRow, RemoveRow };
    Choice choice = Choice::Value;
    QString value;                               ///< as the form keeps it; an attachment's name
    std::optional<protocol::AttachmentRef> file; ///< of an attachment
    std::vector<protocol::ChangeId> changes;     ///< sorted
    std::vector<ConflictAuthor> authors;         ///< of these changes, in their order
};

/// What two people, or one person at two places, have said of the same question without seeing each other.
/// Invariant: at least two sides, ordered by their smallest change id, which says nothing of time or person.
/// For an answer the first side is the one the form stands with meanwhile (storedStateOf). A plain value.
struct Conflict
{
    enum class Kind : std::uint8_t { Answer, Attachment, Row };
    Kind kind = Kind::Answer;
    QString path; ///< stable path of the question, or of the row
    std::vector<ConflictSide> sides;
    QString repeat = {}; ///< of a row: its repeat and where in it the row was first seen
    protocol::RowId row = {};
    std::uint32_t position = 0;
};

/// The open conflicts of a draft by path, and what depends on each of them. A plain value.
class DraftConflicts
{
public:
    DraftConflicts() = default;
    explicit DraftConflicts(const std::vector<Conflict> &conflicts);

    [[nodiscard]] bool isEmpty() const { return m_open.isEmpty(); }
    [[nodiscard]] bool contains(const QString &path) const { return m_open.contains(path); }
    /// Null when the path is not in conflict.
    [[nodiscard]] const Conflict *find(const QString &path) const;
    /// By path.
    [[nodiscard]] std::vector<const Conflict *> all() const;

    /// A change has named all heads.
    void settle(const QString &path);
    /// A removed row takes the conflicts inside along.
    void settleInside(const QString &rowPath);
    /// What stands otherwise with another side of the conflict: stable paths.
    void setDependants(const QString &path, const QSet<QString> &dependants);
    [[nodiscard]] bool hasDependant(const QString &path) const;

private:
    QHash<QString, Conflict> m_open;
    QHash<QString, QSet<QString>> m_dependants;
};

/// The conflicts of a merged draft, those of removed rows left out. `changes` are the ones `state` was merged
/// from; `now` is this device's wall clock. Pure.
[[nodiscard]] std::vector<Conflict> conflictsOf(const sync::core::DraftState &state,
                                                const std::vector<sync::core::OpenedChange> &changes,
                                                std::int64_t now);

/// Since when a conflict stands: its second side was written then. Not sure when a clock on the way is odd.
struct ConflictAge
{
    std::int64_t since = 0; ///< wall milliseconds
    bool unsure = false;
};
[[nodiscard]] ConflictAge ageOf(const Conflict &conflict);

} // namespace luotsi::usecases
