#include "Simulation.h"

#include <algorithm>

namespace luotsi::sync::core {

namespace {

constexpr std::int64_t second = 1000;
constexpr std::int64_t stormy = 10 * 60 * second;
constexpr std::int64_t calm = 4 * 60 * 60 * second;
constexpr std::int64_t requestTimeout = 20 * second;
constexpr int devices = 2;
constexpr int draftsOfEach = 3;

} // namespace

Simulation::Simulation(std::uint64_t seed, SeededBug bug) : m_random(seed), m_bug(bug), m_centre(bug)
{
    for (int number = 0; number < devices; ++number) {
        Device device{ModelDisk(m_random.make<protocol::DeviceId>(), m_random.make<protocol::EpochId>()),
                      {},
                      0,
                      0,
                      false,
                      {},
                      0,
                      {},
                      {},
                      0,
                      0,
                      {},
                      {},
                      {}};
        for (int draft = 0; draft < draftsOfEach; ++draft)
            device.drafts.push_back(m_random.make<protocol::DraftId>());
        m_devices.push_back(std::move(device));
    }
    // One draft is filled on both devices.
    m_devices[1].drafts[0] = m_devices[0].drafts[0];
}

QString Simulation::run()
{
    for (std::size_t index = 0; index < m_devices.size(); ++index) {
        boot(index);
        for (int step = 0; step < 30; ++step)
            at(static_cast<std::int64_t>(m_random.below(stormy)), [this, index] { author(index); });
        for (int step = 0; step < 4; ++step)
            at(static_cast<std::int64_t>(m_random.below(stormy)), [this, index] { disturb(index); });
    }
    at(stormy, [this] { m_quiet = true; });
    while (!m_agenda.empty() && m_failure.isEmpty() && m_time < stormy + calm) {
        const auto next = m_agenda.begin();
        m_time = next->first.first;
        const auto what = std::move(next->second);
        m_agenda.erase(next);
        what();
        if (m_quiet && settled())
            break;
    }
    return verdict();
}

void Simulation::at(std::int64_t delay, std::function<void()> what)
{
    m_agenda.emplace(Moment{m_time + delay, ++m_order}, std::move(what));
}

bool Simulation::strikes(std::uint64_t percent)
{
    const bool struck = !m_quiet && m_random.percent(percent);
    m_faults += struck ? 1 : 0;
    return struck;
}

Instant Simulation::instantOf(const Device &device) const
{
    return {m_time + device.clockError, m_time};
}

// People.

void Simulation::author(std::size_t index)
{
    Device &device = m_devices[index];
    const protocol::DraftId draft = device.drafts[m_random.below(device.drafts.size())];
    const bool submits = m_random.percent(15) && device.submitted.insert(draft).second;
    const auto kind = m_random.percent(4) ? protocol::ChangeKind::Note : protocol::ChangeKind::Answer;
    for (std::uint64_t count = 1 + m_random.below(4); count > 0; --count)
        commitChange(device, draft, kind);
    if (submits)
        commitChange(device, draft, protocol::ChangeKind::Submit);
    if (!device.machine || m_random.percent(20)) // the hint may get lost
        return;
    if (submits)
        feed(index, event::Submitted{});
    else
        feed(index, event::WorkAdded{});
}

void Simulation::commitChange(Device &device, const protocol::DraftId &draft, protocol::ChangeKind kind)
{
    protocol::Change change;
    change.id = m_random.make<protocol::ChangeId>();
    change.header.draft = draft;
    change.header.kind = kind;
    if (kind == protocol::ChangeKind::Submit) {
        change.header.round = 1;
        change.header.submission = m_random.make<protocol::SubmissionId>();
        change.header.urgency =
            m_random.percent(30) ? protocol::Urgency::UrgentSubmission : protocol::Urgency::Submission;
        for (std::uint64_t count = m_random.below(3); count > 0; --count) {
            const auto blob = m_random.make<protocol::BlobId>();
            device.disk.addAttachment(blob, draft,
                                      1 + m_random.below(std::uint64_t{4} * attachmentSegmentBytes));
            change.header.attachments.push_back(blob);
            m_durableBlobs.insert(blob);
        }
        m_durableSubmits.insert({draft, 1});
    }
    device.disk.commit(change);
    m_durable.insert(change.id);
}

// Nemeses.

void Simulation::disturb(std::size_t index)
{
    Device &device = m_devices[index];
    ++m_faults;
    switch (m_random.below(3)) {
    case 0:
        die(index);
        break;
    case 1:
        device.clockError = static_cast<std::int64_t>(m_random.below(2'000'000'000'000)) - 1'000'000'000'000;
        break;
    default:
        at(static_cast<std::int64_t>(m_random.below(3 * 60 * second)),
           [this, index, image = device.disk] { restoreImage(index, image); });
    }
}

void Simulation::restoreImage(std::size_t index, const ModelDisk &image)
{
    Device &device = m_devices[index];
    std::set<protocol::ChangeId> kept;
    for (const ModelDisk::Waiting &waiting : image.outbox())
        kept.insert(waiting.change.id);
    for (const ModelDisk::Waiting &waiting : device.disk.outbox()) {
        if (kept.contains(waiting.change.id))
            continue;
        m_durable.erase(waiting.change.id); // nobody has it any more, unless it is on its way
        if (waiting.change.header.kind == protocol::ChangeKind::Submit)
            m_durableSubmits.erase({waiting.change.header.draft, waiting.change.header.round});
    }
    for (const AttachmentFacts &facts : device.disk.attachments()) {
        if (!image.knows(facts.blob))
            m_lostBlobs.insert(facts.blob);
    }
    die(index);
    device.disk = image;
}

void Simulation::boot(std::size_t index)
{
    Device &device = m_devices[index];
    if (device.machine)
        return;
    device.machine = std::make_unique<Synchroniser>(m_random);
    feed(index, event::Started{});
}

void Simulation::die(std::size_t index)
{
    Device &device = m_devices[index];
    if (!device.machine)
        return;
    device.machine.reset();
    device.inbox.clear();
    device.draining = false;
    device.onTheWire = device.inTheStore = 0;
    device.wronglyKept.clear();
    ++device.life;
    at(static_cast<std::int64_t>(second + m_random.below(30 * second)), [this, index] { boot(index); });
}

// The device's hands.

void Simulation::feed(std::size_t index, const Event &event)
{
    Device &device = m_devices[index];
    if (!device.machine)
        return;
    device.inbox.push_back(event);
    if (device.draining)
        return;
    device.draining = true;
    const std::uint64_t life = device.life;
    while (!device.inbox.empty()) {
        const Event next = device.inbox.front();
        device.inbox.pop_front();
        for (const Action &action : device.machine->on(next, instantOf(device))) {
            perform(index, action);
            if (device.life != life)
                return;
        }
    }
    device.draining = false;
}

void Simulation::checkRest(const Device &device)
{
    const ModelDisk &disk = device.disk;
    if (!disk.counts().empty() && disk.attempt.nextAttemptAt == 0)
        m_failure = QStringLiteral("a non-empty queue rests without a stored next attempt");
}

void Simulation::checkPush(const Device &device, const std::vector<protocol::Record> &records)
{
    for (const protocol::Record &record : records) {
        if (!device.disk.offers(record))
            m_failure = QStringLiteral("a record leaves that the store does not offer so");
    }
}

void Simulation::checkReceipt(const protocol::Receipt &receipt)
{
    const auto held = m_centre.submissions.find({receipt.draft, receipt.round});
    if (receipt.complete && held != m_centre.submissions.end() && !m_centre.isComplete(held->second))
        m_failure = QStringLiteral("a receipt says complete and attachments are missing");
}

void Simulation::perform(std::size_t index, const Action &action)
{
    Device &device = m_devices[index];
    if (const auto *timer = std::get_if<action::SetTimer>(&action)) {
        checkRest(device);
        const std::uint64_t ring = ++device.timer;
        if (m_bug == SeededBug::RetryNotArmed && device.disk.attempt.tries > 0)
            return;
        at(timer->delay, [this, index, ring, life = device.life] {
            if (m_devices[index].life == life && m_devices[index].timer == ring)
                feed(index, event::TimerElapsed{});
        });
    } else if (const auto *push = std::get_if<action::SendPush>(&action)) {
        checkPush(device, push->records);
        if (m_bug == SeededBug::OutboxClearedAtSend)
            device.disk.forgetOutbox(push->records);
        device.lastSent = push->records;
        request(index, push->operation, [this, request = *push](bool commits) -> Event {
            return event::PushReplied{request.operation, m_centre.push(request.records, commits)};
        });
    } else if (const auto *open = std::get_if<action::OpenAttachment>(&action)) {
        request(index, open->operation, [this, request = *open](bool) -> Event {
            return event::AttachmentReplied{request.operation,
                                            m_centre.open(request.attachment.blob, request.attachment.size)};
        });
    } else if (const auto *segment = std::get_if<action::SendAttachmentSegment>(&action)) {
        if (m_bug == SeededBug::AttachmentDoneAtSend)
            device.disk.applyOffset(segment->attachment.blob, segment->attachment.offset + segment->length);
        request(index, segment->operation, [this, request = *segment](bool) -> Event {
            const auto &facts = request.attachment;
            return event::AttachmentReplied{request.operation,
                                            m_centre.append(facts.blob, facts.offset, request.length)};
        });
    } else if (const auto *ask = std::get_if<action::AskReceipt>(&action)) {
        request(index, ask->operation, [this, request = *ask](bool) -> Event {
            for (const auto &[round, submission] : m_centre.submissions) {
                if (submission.id == request.submission)
                    return event::ReceiptReplied{request.operation, m_centre.receipt(round)};
            }
            return event::RequestFailed{request.operation, base::ErrorCode::NotFound, {}};
        });
    } else if (const auto *time = std::get_if<action::AskTime>(&action)) {
        request(index, time->operation, [this, operation = time->operation](bool) -> Event {
            return event::TimeReplied{operation, m_time + 1};
        });
    } else {
        std::visit(
            [this, index, &action](const auto &content) {
                if constexpr (requires { content.operation; })
                    askStore(index, action, content.operation);
                else
                    read(index, action);
            },
            action);
    }
}

/// The store may take its time, so that answers of the centre come before its own.
void Simulation::askStore(std::size_t index, const Action &action, Operation operation)
{
    Device &device = m_devices[index];
    if (device.inTheStore != 0)
        m_failure = QStringLiteral("two actions of the store are under way");
    device.inTheStore = operation;
    const auto perform = [this, index, action, life = device.life] {
        if (m_devices[index].life != life)
            return;
        m_devices[index].inTheStore = 0;
        read(index, action);
    };
    if (m_random.percent(30))
        at(static_cast<std::int64_t>(1 + m_random.below(600)), perform);
    else
        perform();
}

void Simulation::readBatch(std::size_t index, const action::ReadBatch &action)
{
    constexpr std::size_t small = 3; // so that queues have several
    Device &device = m_devices[index];
    auto batch = device.disk.nextBatch(std::min(action.limit, small), action.underWay);
    if (!action.underWay.empty())
        device.readAhead = batch;
    std::erase_if(device.wronglyKept,
                  [&](const protocol::Record &record) { return !device.disk.isWaiting(record.change.id); });
    if (action.underWay.empty() && !device.wronglyKept.empty())
        batch = device.wronglyKept;
    feed(index, event::BatchRead{action.operation, batch});
}

void Simulation::read(std::size_t index, const Action &action)
{
    Device &device = m_devices[index];
    ModelDisk &disk = device.disk;
    if (const auto *queue = std::get_if<action::ReadQueue>(&action))
        feed(index, event::QueueRead{queue->operation, disk.counts(), disk.attempt});
    else if (const auto *batch = std::get_if<action::ReadBatch>(&action))
        readBatch(index, *batch);
    else if (const auto *attachment = std::get_if<action::ReadAttachment>(&action))
        feed(index, event::AttachmentRead{attachment->operation, disk.nextAttachment()});
    else if (const auto *incomplete = std::get_if<action::ReadIncomplete>(&action))
        feed(index, event::IncompleteRead{incomplete->operation, disk.incomplete()});
    else if (const auto *push = std::get_if<action::ApplyPush>(&action))
        applyReply(index, *push);
    else if (const auto *receipt = std::get_if<action::ApplyReceipt>(&action)) {
        checkReceipt(receipt->receipt);
        disk.applyReceipt(receipt->receipt);
        feed(index, event::Stored{receipt->operation});
    } else if (const auto *offset = std::get_if<action::ApplyAttachmentOffset>(&action)) {
        disk.applyOffset(offset->blob, offset->offset);
        feed(index, event::Stored{offset->operation});
    } else if (const auto *schedule = std::get_if<action::ScheduleAttempt>(&action))
        disk.attempt = {schedule->at, schedule->tries, schedule->lastError};
    else if (std::holds_alternative<action::ApplyAttachmentRefused>(action))
        m_failure = QStringLiteral("an attachment was put aside that the centre would have taken");
}

void Simulation::applyReply(std::size_t index, const action::ApplyPush &action)
{
    if (strikes(2)) { // dies with the reply in hand
        die(index);
        return;
    }
    for (const protocol::PushResult &result : action.reply.results) {
        if (result.receipt)
            checkReceipt(*result.receipt);
    }
    Device &device = m_devices[index];
    const bool meanwhile = device.onTheWire != 0;
    m_sentAhead += meanwhile ? 1 : 0;
    std::vector<protocol::Record> sent = action.records;
    if (m_bug == SeededBug::AnswerToAnotherBatch && meanwhile) {
        sent = device.lastSent;
        sent.resize(std::min(sent.size(), action.reply.results.size()));
    }
    const bool voids = std::any_of(action.reply.results.begin(), action.reply.results.end(),
                                   [](const protocol::PushResult &result) {
                                       return result.outcome == protocol::PushOutcome::Fork ||
                                              result.outcome == protocol::PushOutcome::Gap;
                                   });
    if (m_bug == SeededBug::ReadAheadAfterFork && voids)
        device.wronglyKept = device.readAhead;
    device.disk.applyPush(sent, action.reply, m_random);
    if (strikes(2)) { // dies after the commit
        die(index);
        return;
    }
    feed(index, event::Stored{action.operation});
}

void Simulation::request(std::size_t index, Operation operation, std::function<Event(bool commits)> serve)
{
    const std::uint64_t life = m_devices[index].life;
    if (m_devices[index].onTheWire != 0)
        m_failure = QStringLiteral("two requests are on the wire");
    m_devices[index].onTheWire = operation;
    const auto deliver = [this, index, life, operation](const Event &reply) {
        Device &device = m_devices[index];
        if (device.life != life)
            return;
        if (device.onTheWire == operation)
            device.onTheWire = 0;
        feed(index, reply);
    };
    at(requestTimeout, [deliver, operation] {
        deliver(event::RequestFailed{operation, base::ErrorCode::NetworkUnreachable, {}});
    });
    const auto arrive = [this, deliver, serve] {
        if (strikes(3)) { // the centre dies before its commit
            const Event never = serve(false);
            if (m_bug == SeededBug::AckBeforeCommit)
                deliver(never);
            return;
        }
        const Event reply = serve(true);
        if (strikes(3) || strikes(10)) // the centre dies after its commit, or the reply gets lost
            return;
        at(static_cast<std::int64_t>(1 + m_random.below(300)), [deliver, reply] { deliver(reply); });
        if (strikes(10))
            at(static_cast<std::int64_t>(m_random.below(60 * second)), [deliver, reply] { deliver(reply); });
    };
    if (!strikes(10)) // or the request gets lost
        at(static_cast<std::int64_t>(1 + m_random.below(300)), arrive);
    if (strikes(15)) // or comes twice, the second time long after others
        at(static_cast<std::int64_t>(m_random.below(60 * second)), arrive);
}

// What was promised.

bool Simulation::settled() const
{
    return std::all_of(m_devices.begin(), m_devices.end(), [this](const Device &device) {
        const bool receiptsDone = device.disk.incomplete().empty() || !m_lostBlobs.empty();
        const QueueCounts counts = device.disk.counts();
        return device.machine && device.machine->resting() && counts.records == 0 &&
               counts.attachments == 0 && receiptsDone;
    });
}

bool Simulation::canComplete(const ModelCentre::Submission &submission) const
{
    return std::none_of(submission.attachments.begin(), submission.attachments.end(),
                        [this](const auto &blob) { return m_lostBlobs.contains(blob); });
}

QString Simulation::verdict() const
{
    if (!m_failure.isEmpty())
        return m_failure;
    if (!settled())
        return QStringLiteral("a queue never became empty");
    std::set<protocol::ChangeId> refused;
    for (const Device &device : m_devices)
        refused.insert(device.disk.refused.begin(), device.disk.refused.end());
    for (const protocol::ChangeId &id : m_durable) {
        if (!m_centre.changes.contains(id) && !refused.contains(id) && !m_centre.quarantined.contains(id))
            return QStringLiteral("a durable change is neither at the centre nor refused");
    }
    for (const auto &[id, times] : m_centre.changes) {
        if (times != 1)
            return QStringLiteral("a change took effect %1 times").arg(times);
    }
    for (const auto &[place, ids] : m_centre.places) {
        if (ids.size() != 1)
            return QStringLiteral("one place of a chain names several envelopes");
    }
    for (const ModelCentre::Round &round : m_durableSubmits) {
        if (!m_centre.submissions.contains(round))
            return QStringLiteral("a submission is lost");
    }
    for (const auto &[round, submission] : m_centre.submissions) {
        if (submission.accepted != 1)
            return QStringLiteral("%1 submissions of one round").arg(submission.accepted);
        if (canComplete(submission) && !m_centre.isComplete(submission))
            return QStringLiteral("a submission never became complete");
    }
    return {};
}

} // namespace luotsi::sync::core
