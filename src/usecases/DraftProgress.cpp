#include "usecases/DraftProgress.h"

#include "sealing/ReceiptSigning.h"

#include <algorithm>

namespace luotsi::usecases {

namespace {

constexpr qsizetype digitsInName = 12; // attachmentName (sealing/BlobSealing.h)
constexpr std::uint64_t whole = 100;

QString nameOf(const protocol::BlobId &blob)
{
    return QString::fromLatin1(blob.toHex().left(digitsInName));
}

bool isSigned(const Progress &progress, const QString &stem, std::uint32_t round)
{
    if (!progress.received(round))
        return false;
    const auto &missing = progress.receipt->missing;
    return progress.receipt->complete ||
           std::none_of(missing.begin(), missing.end(),
                        [&](const protocol::BlobId &blob) { return nameOf(blob) == stem; });
}

} // namespace

ArrivedAttachments arrivedOf(const Progress &progress, const QStringList &names, std::uint32_t round)
{
    ArrivedAttachments result;
    result.total = static_cast<int>(names.size());
    for (const QString &name : names) {
        const QString stem = name.section(QLatin1Char('.'), 0, 0);
        const auto here =
            std::find_if(progress.attachments.begin(), progress.attachments.end(),
                         [&](const ports::AttachmentProgress &one) { return nameOf(one.blob) == stem; });
        const bool isHere = here != progress.attachments.end();
        if ((isHere && here->arrived()) || isSigned(progress, stem, round)) {
            ++result.arrived;
        } else if (isHere && !here->putAside) {
            // Rounded down: never said to be whole before it is.
            const auto percent = static_cast<int>(here->acknowledged * whole / here->size);
            result.percentOfNext = std::max(result.percentOfNext.value_or(0), percent);
        }
    }
    return result;
}

BytesOnTheWay bytesOnTheWay(const Progress &progress)
{
    BytesOnTheWay bytes;
    for (const ports::AttachmentProgress &one : progress.attachments) {
        if (one.putAside)
            continue;
        bytes.acknowledged += one.acknowledged;
        bytes.total += one.size;
    }
    return bytes;
}

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
    progress.attachments = status->attachments;
    if (!status->receipt)
        return progress;
    const bool genuine =
        status->receipt->draft == draft && sealing::verifyReceipt(*status->receipt, m_receiptKey).ok();
    if (genuine)
        progress.receipt = status->receipt;
    else
        progress.problem = ports::PutAside{base::ErrorCode::SignatureInvalid, 0};
    return progress;
}

} // namespace luotsi::usecases
