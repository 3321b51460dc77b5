#include "People.h"

#include "sealing/BlobSealing.h"
#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/SubmissionOf.h"

#include <algorithm>

namespace luotsi::sim {

namespace {

constexpr int questions = 5;
const QString costs = QStringLiteral("/data/kanarialintu-menot");

QString question(std::uint64_t number)
{
    return QStringLiteral("/data/kanarialintu-%1").arg(number);
}

} // namespace

std::optional<protocol::Body> openedBy(const sealing::DraftKeys &keys, const protocol::Change &change)
{
    auto body = sealing::openChange(change, keys);
    return body ? std::optional(std::move(*body)) : std::nullopt;
}

std::optional<core::DraftState> People::shown(Device &device, const Draft &draft)
{
    m_seen.clear();
    const auto records = device.store().load(draft.id);
    if (!records)
        return std::nullopt;
    for (const protocol::Change &known : records->changes)
        m_seen.insert(known.id);
    const auto status = device.store().status(draft.id);
    m_keptBack = records->copy == ports::CentreCopy::WhenSent && status && !status->submitted;
    return core::mergeDraft(records->changes,
                            [&](const protocol::Change &change) { return openedBy(draft.keys, change); });
}

protocol::ChangeHeader People::header(Device &device, const Draft &draft, const QString &path,
                                      const core::DraftState &state)
{
    protocol::ChangeHeader header;
    header.draft = draft.id;
    header.slot = *sealing::slotFor(draft.keys, path);
    header.parents = core::parentsOf(state, path);
    header.form = draft.form;
    header.key = draft.keys.keyId;
    header.deviceTime = device.clock().wallMilliseconds();
    return header;
}

protocol::Change People::seal(const protocol::ChangeHeader &header, const protocol::Body &body,
                              const Draft &draft)
{
    if (m_bug == SeededBug::PlainBody) {
        protocol::ChangeHeader plain = header;
        plain.kind = protocol::kindOf(body).value_or(header.kind);
        QByteArray nonce(protocol::nonceBytes, '\0');
        m_chance.fill(reinterpret_cast<std::uint8_t *>(nonce.data()), static_cast<std::size_t>(nonce.size()));
        return *protocol::makeChange(plain, nonce, *protocol::encodeBody(body));
    }
    return *sealing::sealChange(header, body, draft.keys, m_chance);
}

void People::promise(const Device &device, const protocol::Change &change, bool done)
{
    Ledger::Fact fact;
    fact.change = change;
    fact.device = device.number();
    const bool held = m_keptBack && change.header.kind != protocol::ChangeKind::Submit;
    fact.fate = !done ? Ledger::Fate::Unknown : held ? Ledger::Fate::Held : Ledger::Fate::Durable;
    fact.keptBack = held;
    fact.revoked = device.revoked;
    fact.seen = m_seen;
    m_ledger.changes.emplace(change.id, std::move(fact));
}

bool People::commit(Device &device, Draft &draft, const protocol::Change &change, bool submits)
{
    ports::DraftCommit commit;
    commit.draft = draft.id;
    commit.changes = {change};
    commit.submits = submits;
    const auto done = device.store().commit(commit);
    // Told that it cannot be done is no promise; a cut in the middle leaves it open.
    const bool open = !done && device.disk().isDown();
    if (done || open)
        promise(device, change, done.ok());
    m_ledger.write(m_agenda.now(), QStringLiteral("device %1 draft %2: change %5 of kind %3 %4")
                                       .arg(device.number())
                                       .arg(draft.number)
                                       .arg(static_cast<int>(change.header.kind))
                                       .arg(QLatin1String(done ? "saved" : "not saved"))
                                       .arg(QLatin1String(change.id.toHex().left(8))));
    return device.survived() && done.ok();
}

void People::begin(Device &device)
{
    auto keys = sealing::DraftKeys::create(m_chance);
    if (!keys)
        return;
    auto draft = std::make_unique<Draft>();
    draft->id = m_chance.make<protocol::DraftId>();
    draft->keys = std::move(*keys);
    draft->form = m_form;
    draft->copy = m_chance.percent(25) ? ports::CentreCopy::WhenSent : ports::CentreCopy::AsWritten;
    draft->scope = device.prototype().scope;
    draft->devices.insert(device.number());
    draft->number = static_cast<int>(drafts.size());
    m_chance.fill(draft->code.lookup.data(), draft->code.lookup.size());
    m_chance.fill(draft->code.reader.data(), draft->code.reader.size());
    draft->code.wrappingKey = std::move(*crypto::SecretBytes::random(32, m_chance));

    ports::NewDraft fresh;
    fresh.form = draft->form;
    fresh.copy = draft->copy;
    auto wrap = sealing::sealCodeWrap(draft->id, draft->keys, draft->code, m_chance);
    const auto lookup = sealing::lookupOf(draft->code);
    auto outer = sealing::closeOuter(wrap->sealed, lookup, Prototype::vaultKey(), m_chance);
    fresh.code = {lookup,       draft->id,         wrap->key,
                  wrap->reader, std::move(*outer), device.clock().wallMilliseconds(),
                  false};
    const protocol::CreateBody body{draft->form, QStringLiteral("kanarialintu-library"),
                                    QStringLiteral("fi")};
    const auto create = seal(header(device, *draft, QStringLiteral("#create"), {}), body, *draft);
    fresh.first.draft = draft->id;
    fresh.first.changes = {create};
    m_seen.clear();
    m_keptBack = fresh.copy == ports::CentreCopy::WhenSent;
    const auto done = device.store().createDraft(fresh);
    const bool open = !done && device.disk().isDown();
    if (done || open)
        promise(device, create, done.ok());
    m_ledger.write(m_agenda.now(), QStringLiteral("device %1 begins draft %2%3")
                                       .arg(device.number())
                                       .arg(draft->number)
                                       .arg(QLatin1String(done ? "" : " (cut)")));
    m_ledger.codes.push_back(lookup);
    draft->over = !done.ok();
    drafts.push_back(std::move(draft));
    device.survived();
}

void People::answer(Device &device, Draft &draft)
{
    const auto state = shown(device, draft);
    if (!state)
        return;
    const QString path = question(m_chance.below(questions));
    const protocol::AnswerBody body{path, QStringLiteral("kanarialintu %1").arg(++m_answers)};
    commit(device, draft, seal(header(device, draft, path, *state), body, draft));
}

/// An answer that is still being typed: durable at once, a change when the device starts again.
void People::type(Device &device, Draft &draft)
{
    const auto state = shown(device, draft);
    if (!state)
        return;
    const QString path = question(m_chance.below(questions));
    const auto change =
        seal(header(device, draft, path, *state),
             protocol::AnswerBody{path, QStringLiteral("kanarialintu %1").arg(++m_answers)}, draft);
    const auto typed = device.store().putOpenChange({draft.id, change.header.slot, change});
    if (!typed || !device.survived())
        return;
    const auto left = device.store().promoteOpenChanges(draft.id);
    if (left || device.disk().isDown())
        promise(device, change, left.ok());
    device.survived();
}

void People::addRow(Device &device, Draft &draft)
{
    const auto state = shown(device, draft);
    if (!state)
        return;
    const auto row = m_chance.make<protocol::RowId>();
    const QString path = core::rowPath(costs, row);
    const protocol::RepeatAddBody body{costs, row, core::nextPosition(*state, costs)};
    auto top = header(device, draft, path, *state);
    if (!commit(device, draft, seal(top, body, draft)))
        return;
    const QString amount = path + QStringLiteral("/amount");
    commit(device, draft,
           seal(header(device, draft, amount, *state),
                protocol::AnswerBody{amount, QStringLiteral("kanarialintu %1").arg(++m_answers)}, draft));
}

void People::removeRow(Device &device, Draft &draft)
{
    const auto state = shown(device, draft);
    if (!state || state->rows.empty())
        return;
    const core::RowState &row = state->rows[m_chance.below(state->rows.size())];
    auto top = header(device, draft, row.path, *state);
    top.parents = core::parentsOfRow(*state, row.path);
    commit(device, draft, seal(top, protocol::RepeatRemoveBody{row.repeat, row.row}, draft));
}

void People::attach(Device &device, Draft &draft)
{
    const auto state = shown(device, draft);
    if (!state)
        return;
    QByteArray page(static_cast<qsizetype>(200 + m_chance.below(9000)), '\0');
    m_chance.fill(reinterpret_cast<std::uint8_t *>(page.data()), static_cast<std::size_t>(page.size()));
    const auto sealed = sealing::sealBlob(page, m_chance);
    const auto written = device.store().writeBlob(draft.id, sealed->sealed);
    if (!written || !device.survived())
        return;
    const QString path = question(90 + m_chance.below(3));
    const protocol::AttachmentRef file{sealing::attachmentName(sealed->id, QStringLiteral("jpg")), sealed->id,
                                       sealed->key, QStringLiteral("image/jpeg"),
                                       static_cast<std::uint64_t>(page.size())};
    auto top = header(device, draft, path, *state);
    top.attachments = {sealed->id};
    m_ledger.attachments[sealed->id] = {sealed->sealed, device.number(), false};
    commit(device, draft, seal(top, protocol::AttachBody{path, file}, draft));
}

/// A record the centre will never take: a wrap that says it is another draft's.
void People::poison(Device &device, Draft &draft)
{
    auto top = header(device, draft, QStringLiteral("#wrap"), {});
    const protocol::Wrap stray{protocol::WrapPurpose::Intake, m_chance.make<protocol::DraftId>(),
                               draft.keys.keyId, m_prototype.identity().intakeKey().id, QByteArray(176, 'w')};
    const auto change = protocol::makeWrapChange(top, stray);
    ++m_ledger.events[QStringLiteral("poison record")];
    if (change)
        commit(device, draft, *change);
}

void People::send(Device &device, Draft &draft)
{
    const auto state = shown(device, draft);
    if (!state)
        return;
    // As the device knows it: elsewhere it may have been sent, too.
    const auto sent = static_cast<std::uint32_t>(state->submissions.size());
    if (sent >= 2)
        return;
    auto wrap = sealing::sealWrap(protocol::WrapPurpose::Intake, draft.id, draft.keys,
                                  m_prototype.identity().intakeKey().publicKey,
                                  m_prototype.identity().intakeKey().id);
    if (!wrap)
        return;
    wraps.emplace(wrap->sealed, draft.id);
    if (!device.store().addWraps(draft.id, {*wrap}) || !device.survived())
        return;
    protocol::SubmitBody body;
    body.round = sent + 1;
    body.instance = "<data><kanarialintu/></data>";
    body.instanceId = protocol::instanceIdOf(draft.id, body.round);
    for (const core::SlotState &slot : state->registers) {
        for (const core::Head &head : slot.heads)
            body.heads.push_back(head.change);
    }
    std::sort(body.heads.begin(), body.heads.end());
    body.attachments = core::attachmentsOf(*state);
    body.deviceTime = device.clock().wallMilliseconds();
    body.language = QStringLiteral("fi");
    auto top = header(device, draft, QStringLiteral("#submit"), {});
    top.urgency = m_chance.percent(30) ? protocol::Urgency::UrgentSubmission : protocol::Urgency::Submission;
    for (const protocol::AttachmentRef &file : body.attachments)
        top.attachments.push_back(file.blob);
    top.round = body.round;
    top.submission = protocol::submissionOf(draft.id, body.round, body.heads, top.attachments);
    const auto change = seal(top, body, draft);
    commit(device, draft, change, true);
    if (m_ledger.changes.contains(change.id))
        draft.rounds = std::max(draft.rounds, body.round);
}

void People::takeBack(Device &device, Draft &draft)
{
    auto top = header(device, draft, QStringLiteral("#erase"), {});
    top.kind = protocol::ChangeKind::Erase;
    top.urgency = protocol::Urgency::Control;
    const auto erase = protocol::makeChange(top, {}, {});
    const auto done = device.store().eraseDraft(
        draft.id, draft.copy == ports::CentreCopy::AsWritten ? std::optional(*erase) : std::nullopt);
    const bool open = !done && device.disk().isDown();
    m_ledger.write(m_agenda.now(), QStringLiteral("device %1 takes draft %2 back: %3")
                                       .arg(device.number())
                                       .arg(draft.number)
                                       .arg(QLatin1String(done   ? "done"
                                                          : open ? "cut"
                                                                 : "refused")));
    if (done || open) {
        ++m_ledger.events[QStringLiteral("erasure")];
        draft.over = true;
        m_ledger.erased.insert(draft.id);
    }
    device.survived();
}

void People::takeOver(Device &device, Draft &draft, const protocol::CodeClaimReply &reply)
{
    ports::ClaimedDraft claimed;
    const auto lookup = sealing::lookupOf(draft.code);
    auto outer = sealing::closeOuter(reply.wrap.sealed, lookup, Prototype::vaultKey(), m_chance);
    if (!outer)
        return;
    claimed.code = {lookup,
                    draft.id,
                    reply.wrap.key,
                    reply.wrap.reader,
                    std::move(*outer),
                    device.clock().wallMilliseconds(),
                    true};
    claimed.form = reply.form;
    claimed.changes = reply.changes;
    claimed.receipt = reply.receipt;
    const auto keys = sealing::openCodeWrap(reply.wrap, draft.id, draft.code);
    m_ledger.check(15, keys.ok(), QStringLiteral("the person's code does not open their draft"));
    if (m_bug == SeededBug::OverwriteOnPull) {
        if (const auto batch = device.store().nextBatch()) {
            protocol::PushReply invented;
            invented.results.resize(batch->size());
            (void)device.store().applyPush(*batch, invented);
        }
    }
    const auto taken = device.store().takeOver(claimed);
    if (!device.survived() || !taken)
        return;
    draft.devices.insert(device.number());
    // Brought back by its person after it was destroyed here by order.
    for (auto &[id, order] : m_ledger.orders) {
        if (order.device == device.number())
            std::erase(order.codes, lookup);
    }
    m_ledger.write(
        m_agenda.now(),
        QStringLiteral("device %1 opens draft %2 with its code").arg(device.number()).arg(draft.number));
}

/// A line of the device's own record, with a subject nobody else has.
void People::note(Device &device)
{
    const QByteArray subject = QByteArray::number(++m_notes).rightJustified(16, '0');
    const auto done = device.store().record(QStringLiteral("session-began"), subject);
    const bool open = !done && device.disk().isDown();
    if (done || open)
        m_ledger.noted[subject] = {device.number(), done.ok(), false};
    device.survived();
}

void People::act(Device &device)
{
    note(device);
    if (!device.isUp())
        return;
    std::vector<Draft *> here;
    for (const auto &draft : drafts) {
        if (!draft->over && draft->devices.contains(device.number()))
            here.push_back(draft.get());
    }
    if (here.empty() || (here.size() < 4 && m_chance.percent(15))) {
        begin(device);
        return;
    }
    Draft &draft = *m_chance.oneOf(here);
    const std::uint64_t choice = m_chance.below(100);
    if (choice < 55)
        answer(device, draft);
    else if (choice < 62)
        type(device, draft);
    else if (choice < 70)
        addRow(device, draft);
    else if (choice < 75)
        removeRow(device, draft);
    else if (choice < 82)
        attach(device, draft);
    else if (choice < 84)
        poison(device, draft);
    else if (choice < 97)
        send(device, draft);
    else if (draft.rounds == 0)
        takeBack(device, draft);
}

} // namespace luotsi::sim
