#pragma once

#include "sync/protocol/Messages.h"
#include "usecases/DraftProgress.h"
#include "usecases/ServiceTexts.h"
#include "viewmodels/SessionModels.h"

#include <QString>
#include <QTimeZone>

namespace luotsi::viewmodels {

namespace protocol = sync::protocol;

/// Puts the pack's texts of one language into the pages that show them.
void showServiceTexts(const usecases::ServiceTexts &texts, SessionModels &models);

/// What the receipt and status pages are written from.
struct ReceiptSource
{
    usecases::Progress progress;
    QString reference;        ///< of the last round, as this device knows it
    std::uint32_t rounds = 0; ///< how often it was sent
    std::int64_t sentAt = 0;  ///< of the last round
    int attachments = 0;
    QStringList openPapers;                    ///< promised and not brought
    usecases::ArrivedAttachments arrived = {}; ///< of the last round
};
/// What they say about a draft that was sent, or was not.
[[nodiscard]] ReceiptView::Facts receiptFacts(const ReceiptSource &source,
                                              const usecases::ServiceTexts &texts, const QTimeZone &zone);

/// "Sending still takes about 3 minutes."
[[nodiscard]] QString remainingText(std::int64_t seconds);

/// "22.11.2026 10.15, library X: with the code". `siteName` gives a site its name.
[[nodiscard]] QString accessText(const protocol::Access &access, const QString &siteName,
                                 const QTimeZone &zone);

/// "24.11.2026 10.40": a moment as it stands on receipts and slips, in the zone of the site.
[[nodiscard]] QString momentText(std::int64_t wallMilliseconds, const QTimeZone &zone);
/// Also of a date as files and forms write it; what is no date stays as it is.
[[nodiscard]] QString dayText(const QString &iso);
[[nodiscard]] QString dayText(std::int64_t wallMilliseconds, const QTimeZone &zone);

} // namespace luotsi::viewmodels
