#pragma once

#include "Figures.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "ports/SyncStore.h"
#include "sealing/DraftKeys.h"
#include "sync/client/CentreConnection.h"
#include "sync/protocol/Push.h"

#include <deque>
#include <functional>
#include <memory>

namespace luotsi::load {

namespace protocol = sync::protocol;

/// One device with sealed records of its own and a TLS connection of its own. As the product's synchroniser
/// it has one request under way at a time and fills a batch to its limits; a failed one is sent again.
/// Threading: one thread with an event loop.
class LoadDevice
{
public:
    LoadDevice(ports::DeviceIdentity identity, base::Random &random, const base::Clock &clock,
               Figures &figures)
        : m_identity(std::move(identity)), m_random(random), m_clock(clock), m_figures(figures)
    {
    }

    /// Seals `drafts` drafts of `changes` answers each, every one with a submission at its end.
    [[nodiscard]] base::Result<void> prepare(int drafts, int changes);
    /// Begins to send; `done` is called once, when everything has its answer or nothing goes any more.
    [[nodiscard]] base::Result<void> start(std::function<void()> done);

private:
    struct Batch
    {
        QByteArray body;
        std::size_t records = 0;
        bool submits = false;
    };

    [[nodiscard]] base::Result<void> addDraft(int changes);
    void add(const protocol::Change &change, protocol::Envelope &last);
    void closeBatch();
    void sendNext();
    void answered(const sync::client::CentreReply &reply, std::int64_t begun);

    ports::DeviceIdentity m_identity;
    base::Random &m_random;
    const base::Clock &m_clock;
    Figures &m_figures;
    protocol::EpochId m_epoch;
    protocol::PushRequest m_open;
    std::size_t m_openBytes = 0;
    bool m_openSubmits = false;
    std::deque<Batch> m_batches;
    std::unique_ptr<sync::client::CentreConnection> m_centre;
    std::function<void()> m_done;
    int m_failures = 0; ///< in a row
};

} // namespace luotsi::load
