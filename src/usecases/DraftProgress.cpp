#include "usecases/DraftProgress.h"

#include "sealing/ReceiptSigning.h"

namespace luotsi::usecases {

base::Result<Progress> DraftProgress::execute(const protocol::DraftId &draft)
{
    const auto status = m_tools.store.status(draft);
    if (!status)
        return status.error();
    Progress progress;
    progress.submitted = status->submitted;
    progress.submittedAt = status->submittedAt;
    progress.unsentChanges = status->unsentChanges;
    progress.unsentBlobs = status->unsentBlobs;
    progress.problem = status->stuck;
    if (!status->receipt)
        return progress;
    const bool genuine =
        status->receipt->draft == draft && sealing::verifyReceipt(*status->receipt, m_receiptKey).ok();
    if (genuine)
        progress.receipt = status->receipt;
    else
        progress.problem = base::ErrorCode::SignatureInvalid;
    return progress;
}

} // namespace luotsi::usecases
