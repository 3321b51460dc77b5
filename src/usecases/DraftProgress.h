#pragma once

#include "usecases/ArrivalEstimate.h"
#include "usecases/Tools.h"

#include <QByteArray>
#include <QStringList>

#include <optional>
#include <vector>

namespace luotsi::usecases {

/// Where a draft stands, told apart as a person must hear it: saved here, sent from here, received there.
struct Progress
{
    bool submitted = false;
    std::int64_t submittedAt = 0;
    std::optional<protocol::Receipt> receipt; ///< verified; the only ground to say "received"
    std::uint32_t unsentChanges = 0;
    std::uint32_t unsentBlobs = 0;

    std::vector<ports::AttachmentProgress> attachments; ///< those that are here

    /// Has the centre this round? An earlier one that arrived does not answer for it.
    [[nodiscard]] bool received(std::uint32_t round) const { return receipt && receipt->round >= round; }

    /// Why and since when something stays here, or SignatureInvalid when a receipt is not the centre's.
    std::optional<ports::PutAside> problem;
};

/// How far the attachments of a sent round have come.
struct ArrivedAttachments
{
    int total = 0;
    int arrived = 0;
    std::optional<int> percentOfNext; ///< of the one on its way; none when it is not on this device

    [[nodiscard]] bool allThere() const { return arrived == total; }
    friend bool operator==(const ArrivedAttachments &, const ArrivedAttachments &) = default;
};

/// `names` as they stand in the sent instance: each begins with the hash of its attachment. One counts as
/// arrived when the centre has acknowledged its last byte to this device, or has signed that nothing of it is
/// missing. Pure.
[[nodiscard]] ArrivedAttachments arrivedOf(const Progress &progress, const QStringList &names,
                                           std::uint32_t round);

/// All of the draft that is still to go or has gone from here, also what no round names: it takes its turn,
/// too. What lies aside takes none. Pure.
[[nodiscard]] BytesOnTheWay bytesOnTheWay(const Progress &progress);

/// Reads the store's facts and believes a receipt only when the centre's receipt key signed it for this very
/// draft.
class DraftProgress
{
public:
    /// `receiptKey`: Ed25519 public key of the centre; empty on a device that is not enrolled.
    DraftProgress(Tools tools, QByteArray receiptKey) : m_tools(tools), m_receiptKey(std::move(receiptKey)) {}
    [[nodiscard]] base::Result<Progress> execute(const protocol::DraftId &draft);

private:
    Tools m_tools;
    QByteArray m_receiptKey;
};

} // namespace luotsi::usecases
