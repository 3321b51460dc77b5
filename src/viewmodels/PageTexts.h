#pragma once

#include "usecases/DraftProgress.h"
#include "usecases/ServiceTexts.h"
#include "viewmodels/SessionModels.h"

#include <QString>
#include <QTimeZone>

namespace luotsi::viewmodels {

namespace protocol = sync::protocol;

/// Puts the pack's texts of one language into the pages that show them.
void showServiceTexts(const usecases::ServiceTexts &texts, SessionModels &models);

/// What the receipt and status pages say about a draft that was sent, or was not. `promised`: something is
/// still to be brought.
[[nodiscard]] ReceiptView::Facts receiptFacts(const usecases::Progress &progress, const QString &reference,
                                              int attachments, bool promised,
                                              const usecases::ServiceTexts &texts, const QTimeZone &zone);

/// "24.11.2026 10.40": a moment as it stands on receipts and slips, in the zone of the site.
[[nodiscard]] QString momentText(std::int64_t wallMilliseconds, const QTimeZone &zone);
[[nodiscard]] QString dayText(std::int64_t wallMilliseconds, const QTimeZone &zone);

} // namespace luotsi::viewmodels
