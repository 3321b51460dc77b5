#pragma once

#include "forms/FormInstance.h"
#include "sealing/DraftKeys.h"
#include "sync/core/DraftState.h"
#include "usecases/DraftConflicts.h"
#include "usecases/DraftHeads.h"
#include "usecases/DraftRecords.h"
#include "usecases/KnownForm.h"
#include "usecases/PendingChanges.h"
#include "usecases/Tools.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace luotsi::usecases {

/// Facts of a draft beside its answers.
struct DraftFacts
{
    protocol::DraftId id;
    ports::CentreCopy copy = ports::CentreCopy::WhenSent;
    bool intakeWrapped = false;                       ///< the centre's intake key has a wrap
    std::uint32_t rounds = 0;                         ///< how often it was sent
    std::optional<protocol::SubmissionId> submission; ///< of the last round, while its change is here
    std::int64_t sentAt = 0;                          ///< of the last round, wall milliseconds; 0 as above
    QStringList sentAttachments;                      ///< names in the last round
    bool whole = true;           ///< false: sent and safe at the centre, the copy here has gone
    QString resumeCode;          ///< as shown to the person; secret
    protocol::FormHash formHash; ///< also when the form is not known here
    protocol::Origin began = {}; ///< where the draft was begun
    DraftRecords records = {};   ///< what it says beside its answers
    std::size_t missing = 0;     ///< changes their authors had and the centre has not given
    QStringList unplaced = {};   ///< paths of answers its form has no place for: kept, and sent to nobody
};

/// One draft while its person is at the kiosk: keys in guarded memory, the live form, the heads of every
/// slot, and what is not durable yet. Invariant: after a successful commit() the store holds everything the
/// live form holds. Nothing of it outlives the session's process. Move-only. Threading: one thread at a time.
class OpenDraft
{
public:
    OpenDraft(DraftFacts facts, sealing::DraftKeys keys, KnownForm form,
              std::unique_ptr<forms::FormInstance> instance, const sync::core::DraftState &state,
              DraftConflicts conflicts = {});

    [[nodiscard]] const DraftFacts &facts() const { return m_facts; }
    [[nodiscard]] DraftFacts &facts() { return m_facts; }
    [[nodiscard]] const sealing::DraftKeys &keys() const { return m_keys; }
    [[nodiscard]] const KnownForm &form() const { return m_form; }
    [[nodiscard]] forms::FormInstance &instance() { return *m_instance; }
    [[nodiscard]] const forms::FormInstance &instance() const { return *m_instance; }
    [[nodiscard]] const DraftHeads &heads() const { return m_heads; }
    [[nodiscard]] PendingChanges &pending() { return m_pending; }
    [[nodiscard]] const PendingChanges &pending() const { return m_pending; }

    /// Takes what a call of the live form did: what must become durable, and what looks different now.
    [[nodiscard]] base::Result<void> note(const forms::ChangeReport &report);
    /// Nodes that look different since this was last asked, in order of happening; a node may come twice.
    [[nodiscard]] std::vector<forms::NodeChange> takeTouched();

    /// The attachment that is a question's value now; null when there is none.
    [[nodiscard]] const protocol::AttachmentRef *attachment(const QString &path) const;
    /// Attachments by the name they have in the instance.
    [[nodiscard]] std::vector<protocol::AttachmentRef> attachments() const;
    /// How many of them a person has attached; the log of the form is none of these.
    [[nodiscard]] std::size_t givenAttachments() const;
    /// Has anything been attached that no sent round holds?
    [[nodiscard]] bool hasUnsentAttachments() const;
    /// Everything nobody has chosen between yet.
    [[nodiscard]] const DraftConflicts &conflicts() const { return m_conflicts; }
    /// What of it a person can be asked about now: it is there and relevant. By path.
    [[nodiscard]] std::vector<const Conflict *> openConflicts() const;
    /// Is there an open conflict without whose choice the application is not whole?
    [[nodiscard]] bool hasRequiredConflict() const;

    /// Must an answer be written although it is the one that stands: a side of a conflict is being chosen, or
    /// an open change says something else?
    [[nodiscard]] bool mustWrite(const QString &path) const
    {
        return m_conflicts.contains(path) || m_open.contains(path);
    }

    /// Header for a change of that slot, parents as shown.
    [[nodiscard]] base::Result<protocol::ChangeHeader> header(const QString &slotPath,
                                                              const Tools &tools) const;

    /// Makes the draft exist: the create change and all of `report` in one createDraft.
    [[nodiscard]] base::Result<void> begin(ports::NewDraft draft, const protocol::CreateBody &create,
                                           const forms::ChangeReport &report, Tools &tools);
    /// Makes everything pending durable: sealed, in exactly one commit; none when nothing differs from what
    /// is durable. On failure everything stays pending and may be tried again.
    [[nodiscard]] base::Result<void> commit(Tools &tools);
    /// Seals the answer being typed and replaces the open change of its slot. Not a commit.
    [[nodiscard]] base::Result<void> keepOpen(const QString &path, const QString &value, Tools &tools);

private:
    struct Prepared
    {
        ports::DraftCommit commit;
        DraftHeads heads; ///< as they are once the commit is durable
    };
    [[nodiscard]] base::Result<Prepared> prepare(Tools &tools) const;
    void accept(DraftHeads heads);
    [[nodiscard]] bool isDurable(const PendingChange &change) const;
    [[nodiscard]] base::Result<protocol::Change> seal(const PendingChange &change, const DraftHeads &heads,
                                                      Tools &tools) const;
    void noteConflict(const sync::core::SlotState &slot);
    [[nodiscard]] protocol::Body withOrigin(protocol::Body body, const Tools &tools) const;
    void settle(const PendingChange &change);

    DraftFacts m_facts;
    sealing::DraftKeys m_keys;
    KnownForm m_form;
    std::unique_ptr<forms::FormInstance> m_instance;
    DraftHeads m_heads;
    PendingChanges m_pending;
    QHash<QString, QString> m_durable; ///< value by path as the store has it
    QHash<QString, protocol::AttachmentRef> m_attachments;
    DraftConflicts m_conflicts;
    QSet<QString> m_unsettled; ///< every path in conflict, those nobody can be asked about too
    std::vector<forms::NodeChange> m_touched;
    QSet<QString> m_open; ///< paths with an open change in the store
};

/// Special slots: not questions of the form.
inline constexpr char createSlot[] = "#create";
inline constexpr char submitSlot[] = "#submit";
inline constexpr char eraseSlot[] = "#erase";

} // namespace luotsi::usecases
