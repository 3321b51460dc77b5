#pragma once

#include "base/Result.h"
#include "centre/keydesk/FormLibrary.h"
#include "centre/keydesk/KeyFolder.h"
#include "centre/keydesk/WorkerRules.h"
#include "centre/ports/KeyDesk.h"
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
    [[nodiscard]] const FormLibrary &forms() const { return m_forms; }

private:
    [[nodiscard]] base::Result<void> checkAlive(const protocol::DraftId &draft) const;

    KeyFolder m_keys;
    FormLibrary m_forms;
    Checker m_checker;
    std::unique_ptr<WorkerRules> m_workers;
};

/// Does the sealed body say what the header said in clear? Empty when it does, else in which point not.
[[nodiscard]] QString contradiction(const protocol::ChangeHeader &header, const protocol::SubmitBody &body);

} // namespace luotsi::centre::keydesk
