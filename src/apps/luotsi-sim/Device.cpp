#include "Device.h"

namespace luotsi::sim {

namespace event = core::event;

Device::Device(Surroundings surroundings, std::size_t number)
    : m_around(std::move(surroundings)), m_number(number), m_prototype(m_around.prototype.devices()[number]),
      m_clock(m_around.agenda)
{
    m_disk.restore(m_prototype.image);
    m_around.vfs.mount(m_prototype.folder, m_disk);
}

void Device::boot()
{
    if (isUp())
        return;
    m_disk.powerOn();
    if (m_around.bug == SeededBug::DeviceSyncIgnored)
        m_disk.failFrom(DiskFault::SyncIgnored, 0);
    auto opened =
        store::SqlCipherStore::open(m_around.prototype.storeOptions(m_prototype), m_clock, m_around.chance);
    m_around.ledger.check(2, opened.ok(),
                          QStringLiteral("the store of device %1 does not open after a cut").arg(m_number));
    if (!opened)
        return;
    m_store = std::move(*opened);
    (void)m_store->promoteAllOpenChanges();
    checkWhatSurvived();
    m_machine = std::make_unique<core::Synchroniser>(m_around.chance);
    stir();
    core::Duties duties;
    duties.kept = true;
    if (follows())
        duties.scope = m_prototype.scope;
    feed(event::Started{{}, duties});
}

void Device::die(PowerCut cut)
{
    ++m_life;
    m_disk.powerOff(cut, m_around.chance);
    m_store.reset();
    m_machine.reset();
    m_inbox.clear();
    m_draining = false;
    m_idle = false;
}

bool Device::survived()
{
    if (!isUp())
        return false;
    const auto state = m_store->queue();
    const bool closed = !state && state.error().code == base::ErrorCode::StoreFailed;
    if (!m_disk.isDown() && !closed)
        return true;
    // A disk that failed may have kept any part of what was not synced.
    const PowerCut cuts[] = {PowerCut::LoseAll, PowerCut::LoseSome, PowerCut::TearSectors};
    die(cuts[m_around.chance.below(3)]);
    return false;
}

void Device::restoreImage(const SimulatedDisk::Image &image)
{
    die(PowerCut::KeepAll);
    m_disk.restore(image);
    restored = true;
    hasForgotten = true;
}

/// Everything this device has said is saved must be there again; what was cut in its commit may be.
void Device::checkWhatSurvived()
{
    std::map<protocol::DraftId, std::set<protocol::ChangeId>> here;
    for (auto &[id, fact] : m_around.ledger.changes) {
        const bool settled = fact.acknowledged || fact.refused || fact.fate == Ledger::Fate::Erased ||
                             fact.fate == Ledger::Fate::Lost;
        if (fact.device != m_number || settled || m_around.ledger.erased.contains(fact.change.header.draft))
            continue;
        const protocol::DraftId &draft = fact.change.header.draft;
        if (fact.change.header.kind == protocol::ChangeKind::Wrap) {
            // Given back as a wrap, not as a change: whether it is there cannot be seen here.
            fact.fate = restored ? Ledger::Fate::Lost : fact.fate;
            continue;
        }
        if (!here.contains(draft)) {
            auto &ids = here[draft];
            if (const auto records = m_store->load(draft)) {
                for (const protocol::Change &change : records->changes)
                    ids.insert(change.id);
            }
        }
        const bool there = here[draft].contains(id);
        if (!there && restored)
            fact.fate = Ledger::Fate::Lost;
        else if (fact.fate == Ledger::Fate::Unknown)
            fact.fate = !there          ? Ledger::Fate::Erased
                        : fact.keptBack ? Ledger::Fate::Held
                                        : Ledger::Fate::Durable;
        else
            m_around.ledger.check(2, there,
                                  QStringLiteral("device %1 lost an answer it had saved").arg(m_number));
    }
    for (auto &[id, attachment] : m_around.ledger.attachments) {
        if (restored && attachment.device == m_number && !m_store->readBlob(id))
            attachment.lost = true;
    }
    checkRecord();
    restored = false;
}

void Device::checkRecord()
{
    if (!restored)
        return;
    // What an image took with it nobody can send.
    for (auto &[subject, noted] : m_around.ledger.noted)
        noted.lost = noted.lost || noted.device == m_number;
    for (auto &[id, order] : m_around.ledger.orders)
        order.undone = order.undone || order.device == m_number;
}

bool Device::isIdle() const
{
    const unsigned wanted =
        revoked ? Commands | Record : Epoch | Commands | Status | Record | (follows() ? Feed : 0U);
    return isUp() && m_idle && (m_heard & wanted) == wanted && m_machine->resting();
}

void Device::stir()
{
    m_idle = false;
    m_heard = 0;
}

QString Device::complaint()
{
    if (!isUp())
        return QStringLiteral("device %1 never came up again").arg(m_number);
    const auto queue = m_store->queue();
    const auto incomplete = m_store->incompleteSubmissions();
    if (!queue || !incomplete)
        return QStringLiteral("device %1 cannot read its queue").arg(m_number);
    return QStringLiteral(
               "the queue of device %1 never became empty: %2 records, %3 attachments, %4 codes, %5 "
               "submissions without their attachments, last error %6, heard %7, %8, %9 at %10")
        .arg(m_number)
        .arg(queue->records)
        .arg(queue->blobs)
        .arg(queue->codes)
        .arg(incomplete->size())
        .arg(queue->lastError ? QString(base::name(*queue->lastError)) : QStringLiteral("none"))
        .arg(m_heard)
        .arg(m_idle)
        .arg(m_machine->resting())
        .arg(m_around.agenda.now());
}

core::Instant Device::now() const
{
    const bool wrong = m_around.bug == SeededBug::WallClockAsTimer;
    return {m_clock.wallMilliseconds(), wrong ? m_clock.wallMilliseconds() : m_clock.monotonicMilliseconds()};
}

void Device::feed(const core::Event &event)
{
    if (!isUp() || m_machine == nullptr)
        return;
    m_inbox.push_back(event);
    if (m_draining)
        return;
    m_draining = true;
    const std::uint64_t life = m_life;
    while (!m_inbox.empty() && !m_around.ledger.failed()) {
        const core::Event next = m_inbox.front();
        m_inbox.pop_front();
        for (const core::Action &action : m_machine->on(next, now())) {
            std::visit([this](const auto &content) { run(content); }, action);
            if (m_life != life)
                return;
        }
    }
    m_draining = false;
}

void Device::checkRest()
{
    const auto queue = m_store->queue();
    if (queue && !queue->empty())
        m_around.ledger.check(
            13, queue->nextAttemptAt != 0,
            QStringLiteral("device %1 rests with a queue and without a next attempt").arg(m_number));
}

void Device::run(const core::action::SetTimer &action)
{
    checkRest();
    const std::uint64_t ring = ++m_timer;
    if (m_around.bug == SeededBug::RetryNotArmed && m_afterFailure)
        return;
    m_around.agenda.at(action.delay, [this, ring, life = m_life] {
        if (m_life == life && m_timer == ring)
            feed(event::TimerElapsed{});
    });
}

void Device::run(const core::action::ReportConnection &) {}

/// What a certificate is worth is shown elsewhere; here it only has to come.
void Device::run(const core::action::RenewCertificate &action)
{
    feed(event::CertificateRenewed{action.operation, {beginning - hour, beginning + 365 * 24 * hour}});
}

} // namespace luotsi::sim
