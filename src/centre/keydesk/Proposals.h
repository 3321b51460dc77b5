#pragma once

#include "base/Result.h"
#include "centre/keydesk/DraftFile.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace luotsi::centre::keydesk {

// What came beside a draft's submissions and is a proposal for staff, never an overwrite (protocol notes,
// Submit): edits no received round was made from, and further submissions of a round that has one.

/// One edit nobody has replaced and no received round holds.
struct ProposedEdit
{
    enum class What : std::uint8_t { Answer, Attachment, RowAdded, RowRemoved, Unreadable };
    What what = What::Answer;
    ArrivedChange arrived;
    QString path;   ///< stable path; empty when it cannot be opened
    QString before; ///< the value the submission was made with; empty when it had none
    QString value;
    std::optional<protocol::AttachmentRef> file; ///< of an attachment
};

/// One answer that a further submission gives otherwise.
struct Difference
{
    QString reference; ///< "/data/cost[2]/amount"
    QString before;
    QString value;

    friend bool operator==(const Difference &, const Difference &) = default;
};

/// A further submission of a round that has one.
struct ProposedRound
{
    ArrivedChange arrived;
    std::optional<protocol::SubmitBody> body; ///< none: no key of the desk opens it
    std::vector<Difference> differences;      ///< to the round that was received
};

struct Proposals
{
    std::vector<ProposedEdit> edits;   ///< in order of arrival
    std::vector<ProposedRound> rounds; ///< likewise

    [[nodiscard]] bool empty() const { return edits.empty() && rounds.empty(); }
};

/// Paths of a form's repeats by its hash.
using RepeatsOf = std::function<QStringList(const protocol::FormHash &form)>;

/// Pure. `accepted` are the submit changes that were received. NotFound when none of them can be opened: then
/// nothing can be said about what is new.
[[nodiscard]] base::Result<Proposals> proposalsOf(const std::vector<OpenedChange> &draft,
                                                  const std::vector<protocol::ChangeId> &accepted,
                                                  const RepeatsOf &repeats);

} // namespace luotsi::centre::keydesk
