#pragma once

#include "base/Random.h"
#include "base/Result.h"
#include "centre/keydesk/DraftFile.h"
#include "centre/keydesk/FormLibrary.h"
#include "centre/keydesk/KeyFolder.h"
#include "centre/keydesk/WorkerRules.h"
#include "centre/ports/KeyDesk.h"
#include "sealing/DraftKeys.h"
#include "sync/protocol/Body.h"

#include <functional>
#include <memory>

namespace luotsi::centre::keydesk {

/// Comes to its own opinion of an opened submission: what the form engine says of the instance.
using Checker =
    std::function<ports::Acceptance(const protocol::SubmitBody &body, const packs::PackForm &form)>;

/// The key desk in the endpoint's own process, for the demo and for one machine: opens a submission's wrap
/// and body, compares the sealed body with what the header says in clear, and has the instance checked. Plain
/// answers live in memory for the length of a call only. Threading: any thread.
class IntakeDesk final : public ports::KeyDesk
{
public:
    /// Without `workers` the desk checks and opens submissions, and refuses every worker.
    IntakeDesk(KeyFolder keys, FormLibrary forms, Checker checker, std::unique_ptr<WorkerRules> workers = {})
        : m_keys(std::move(keys)), m_forms(std::move(forms)), m_checker(std::move(checker)),
          m_workers(std::move(workers))
    {
    }
    base::Result<ports::Acceptance> accept(const ports::Delivery &delivery) override;
    base::Result<protocol::RewrapReply> rewrap(const ports::Rewrap &rewrap) override;
    base::Result<void> erase(const protocol::DraftId &draft) override;
    base::Result<void> ready() override;

    /// The opened submission, for export. NotFound without a wrap for a key of this desk, StoreKeyUnavailable
    /// when the desk is down, CryptoRejected and WrapMismatch when something was changed or moved.
    [[nodiscard]] base::Result<protocol::SubmitBody> open(const ports::Delivery &delivery) const;
    /// All of a draft, for staff: what no key of the desk opens comes back without its body. Errors as
    /// `open`.
    [[nodiscard]] base::Result<std::vector<OpenedChange>> openDraft(const DraftFile &draft) const;
    /// A change of the centre's own for everybody who reads the draft: sealed with the newest of its keys
    /// that the desk has. `header` needs its kind only; the rest is set. Errors as `open`.
    [[nodiscard]] base::Result<protocol::Change> seal(const DraftFile &draft, QStringView slotPath,
                                                      protocol::ChangeHeader header,
                                                      const protocol::Body &body, base::Random &random) const;
    [[nodiscard]] const FormLibrary &forms() const { return m_forms; }

private:
    [[nodiscard]] base::Result<std::vector<sealing::DraftKeys>>
    keysOf(const protocol::DraftId &draft, const std::vector<protocol::Wrap> &wraps) const;
    [[nodiscard]] base::Result<void> checkAlive(const protocol::DraftId &draft) const;

    KeyFolder m_keys;
    FormLibrary m_forms;
    Checker m_checker;
    std::unique_ptr<WorkerRules> m_workers;
};

/// Does the sealed body say what the header said in clear? Empty when it does, else in which point not.
[[nodiscard]] QString contradiction(const protocol::ChangeHeader &header, const protocol::SubmitBody &body);

} // namespace luotsi::centre::keydesk
