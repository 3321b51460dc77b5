#include "ports/testing/TestRecords.h"

#include "sync/protocol/ChangeCodec.h"

#include <algorithm>

namespace luotsi::ports::testing {

void SeededRandom::fill(std::uint8_t *target, std::size_t size)
{
    // splitmix64: short, and far from any real source.
    std::generate_n(target, size, [this] {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
        return static_cast<std::uint8_t>(mixed >> 56);
    });
}

QByteArray TestRecords::noise(qsizetype size)
{
    QByteArray bytes(size, '\0');
    m_random.fill(reinterpret_cast<std::uint8_t *>(bytes.data()), static_cast<std::size_t>(size));
    return bytes;
}

protocol::Change TestRecords::change(const protocol::DraftId &draft, const Options &options)
{
    protocol::ChangeHeader header;
    header.draft = draft;
    header.kind = options.kind;
    header.urgency = options.urgency;
    header.slot = options.slot.isNull() ? slot() : options.slot;
    header.form = protocol::FormHash(std::array<std::uint8_t, 32>{1});
    header.key = protocol::KeyId(std::array<std::uint8_t, 16>{2});
    header.attachments = options.attachments;
    std::sort(header.attachments.begin(), header.attachments.end());
    if (options.kind == protocol::ChangeKind::Submit) {
        header.round = 1;
        header.submission = m_random.make<protocol::SubmissionId>();
    }
    const QByteArray body = options.content.isEmpty() ? noise(144) : options.content;
    auto made = protocol::makeChange(header, noise(protocol::nonceBytes), body);
    Q_ASSERT(made.ok());
    return std::move(*made);
}

protocol::Change TestRecords::change(const protocol::DraftId &draft)
{
    return change(draft, Options{});
}

protocol::Change TestRecords::submit(const protocol::DraftId &draft, protocol::Urgency urgency)
{
    Options options;
    options.kind = protocol::ChangeKind::Submit;
    options.urgency = urgency;
    return change(draft, options);
}

CodeEntry TestRecords::code(const protocol::DraftId &draft, std::int64_t createdAt)
{
    return {m_random.make<protocol::LookupId>(),
            draft,
            m_random.make<protocol::KeyId>(),
            m_random.make<protocol::KeyId>(),
            noise(160),
            createdAt,
            false};
}

protocol::Wrap TestRecords::intakeWrap(const protocol::DraftId &draft)
{
    return {protocol::WrapPurpose::Intake, draft, m_random.make<protocol::KeyId>(),
            m_random.make<protocol::KeyId>(), noise(176)};
}

NewDraft TestRecords::draft(CentreCopy copy)
{
    const auto id = m_random.make<protocol::DraftId>();
    Options options;
    options.kind = protocol::ChangeKind::Create;
    const protocol::Change create = change(id, options);
    return {commitOf(create), create.header.form, copy, code(id, 1), {}};
}

protocol::Receipt TestRecords::receipt(const protocol::DraftId &draft, bool complete)
{
    protocol::Receipt receipt;
    receipt.submission = m_random.make<protocol::SubmissionId>();
    receipt.draft = draft;
    receipt.reference = QStringLiteral("7KQ4-M2RD");
    receipt.receivedAt = 1'900'000'100'000;
    receipt.deviceTime = 1'900'000'000'000;
    receipt.complete = complete;
    receipt.signature = noise(64);
    return receipt;
}

DraftCommit TestRecords::commitOf(const protocol::Change &change, bool submits)
{
    DraftCommit commit;
    commit.draft = change.header.draft;
    commit.changes = {change};
    commit.submits = submits;
    return commit;
}

} // namespace luotsi::ports::testing
