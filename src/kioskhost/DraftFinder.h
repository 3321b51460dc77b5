#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "ports/DraftStore.h"
#include "ports/SyncStore.h"
#include "storelink/StoreThread.h"
#include "sync/client/DraftClaim.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace luotsi::kioskhost {

namespace protocol = sync::protocol;

/// What came of a search for the draft of a code. Without an error the store has draft and code.
struct FoundDraft
{
    std::optional<base::ErrorCode> error;
    std::vector<protocol::Access> accesses; ///< as the centre told them; empty when it was not asked
};

/// Brings the draft of a code into this device's store: looks here first, then asks the centre. What is here
/// already is brought up to date when the centre answers soon, because the person may have gone on elsewhere
/// since; without the centre it opens as it is here. Knows the code's lookup id, never the code or its keys.
/// Invariant: every search that opened nothing is counted as one wrong try, whether it ended by itself, was
/// stopped, or the session went away; no search begins while the device pauses.
/// Threading: lives on one thread with an event loop; the store is met on its own, whose thread has to be
/// emptied before this object goes.
class DraftFinder final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        storelink::StoreThread &thread;
        ports::DraftStore &drafts;
        ports::SyncStore &sync;
        const base::Clock &clock;
        base::Random &random;
        QByteArray vaultKey; ///< closes the outer layer around a wrap from the centre
    };
    /// Asks the centre; empty on a device that has none.
    using AskCentre = std::function<void(const protocol::LookupId &lookup, sync::client::Claimed done)>;
    using Done = std::function<void(const FoundDraft &found)>;

    /// Milliseconds a draft that is here waits for news from the centre.
    static constexpr int patienceForNews = 5'000;

    DraftFinder(Parts parts, AskCentre askCentre);
    ~DraftFinder() override;

    /// `online`: the centre answered when it was last asked. A search under way is stopped first.
    void find(const protocol::LookupId &lookup, bool online, Done done);
    /// No `done` comes any more.
    void stop();

private:
    struct Search
    {
        protocol::LookupId lookup;
        Done done;
        std::optional<protocol::DraftId> here; ///< the draft, when the code is known on this device
    };
    /// Runs on the store's thread, its answer on this one, unless the search is over by then.
    template<typename Work, typename Then> void atStore(Work work, Then then);

    void lookedHere(const base::Result<std::optional<protocol::DraftId>> &here, bool online);
    void ask();
    void claimed(const base::Result<sync::client::ClaimedDraft> &draft);
    void notClaimed(const base::Error &error);
    void forget(base::ErrorCode reason);
    void takeOver(const sync::client::ClaimedDraft &draft);
    void countTry();
    void finish(const FoundDraft &found);

    Parts m_parts;
    AskCentre m_askCentre;
    std::optional<Search> m_search;
    quint64 m_number = 0; ///< of the search; answers to another one are late
    QTimer m_patience;
};

} // namespace luotsi::kioskhost
