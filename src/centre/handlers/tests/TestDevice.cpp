#include "centre/handlers/tests/TestDevice.h"

#include "pki/Certificates.h"
#include "sealing/ChangeSealing.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/SubmissionOf.h"

#include <algorithm>

namespace luotsi::centre::handlers {

TestDevice::TestDevice(base::Random &random) : m_random(random), m_epoch(random.make<protocol::EpochId>())
{
    newKey();
}

void TestDevice::newKey()
{
    keyPem = *pki::makePrivateKey();
}

QByteArray TestDevice::enrolBody(const QString &code) const
{
    return protocol::encodeEnrolRequest({*pki::makeRequest(keyPem), code});
}

void TestDevice::enrolled(const protocol::EnrolReply &message)
{
    reply = message;
    id = message.device;
    certificatePem = message.certificatePem;
}

TestDraft TestDevice::newDraft()
{
    return {m_random.make<protocol::DraftId>(), std::move(*sealing::DraftKeys::create(m_random)), 0, {}};
}

protocol::ChangeHeader TestDevice::header(const TestDraft &draft, protocol::ChangeKind kind,
                                          const QString &slot)
{
    protocol::ChangeHeader header;
    header.draft = draft.id;
    header.slot = *sealing::slotFor(draft.keys, slot);
    header.kind = kind;
    header.key = draft.keys.keyId;
    header.deviceTime = 1'700'000'000'000;
    return header;
}

protocol::Change TestDevice::answer(const TestDraft &draft, const QString &path, const QString &value,
                                    const std::vector<protocol::ChangeId> &parents)
{
    auto answerHeader = header(draft, protocol::ChangeKind::Answer, path);
    answerHeader.parents = parents;
    return *sealing::sealChange(answerHeader, protocol::AnswerBody{path, value}, draft.keys, m_random);
}

protocol::Change TestDevice::submit(const TestDraft &draft, std::uint32_t round,
                                    const std::vector<protocol::ChangeId> &heads,
                                    const std::vector<protocol::AttachmentRef> &attachments,
                                    const std::vector<protocol::ChangeId> &answers)
{
    protocol::SubmitBody body;
    body.answers = answers;
    body.round = round;
    body.instance = "<data id=\"test\"><name>Virpi Testi</name></data>";
    body.instanceId = protocol::instanceIdOf(draft.id, round);
    body.heads = heads;
    std::sort(body.heads.begin(), body.heads.end());
    body.attachments = attachments;
    body.deviceTime = 1'700'000'000'000;
    body.language = QStringLiteral("fi");
    auto submitHeader = header(draft, protocol::ChangeKind::Submit, QStringLiteral("#submit"));
    submitHeader.urgency = protocol::Urgency::Submission;
    submitHeader.round = round;
    for (const auto &attachment : attachments)
        submitHeader.attachments.push_back(attachment.blob);
    std::sort(submitHeader.attachments.begin(), submitHeader.attachments.end());
    submitHeader.submission = protocol::submissionOf(draft.id, round, heads, submitHeader.attachments);
    return *sealing::sealChange(submitHeader, body, draft.keys, m_random);
}

protocol::Change TestDevice::intakeWrap(const TestDraft &draft)
{
    const auto wrap = sealing::sealWrap(protocol::WrapPurpose::Intake, draft.id, draft.keys, reply.intakeKey,
                                        reply.intakeKeyId);
    return *protocol::makeWrapChange(header(draft, protocol::ChangeKind::Wrap, QStringLiteral("#wrap")),
                                     *wrap);
}

protocol::Change TestDevice::ofKind(const TestDraft &draft, std::uint64_t kind)
{
    const auto opaque = protocol::OpaqueBody{"anything"};
    return *sealing::sealChange(
        header(draft, static_cast<protocol::ChangeKind>(kind), QStringLiteral("#other")), opaque, draft.keys,
        m_random);
}

protocol::Record TestDevice::next(TestDraft &draft, const protocol::Change &change)
{
    const protocol::Envelope envelope{id, m_epoch, ++draft.sequence, draft.previous, draft.id, change.id};
    draft.previous = protocol::hashOf(envelope);
    return {envelope, change};
}

void TestDevice::newEpoch(TestDraft &draft)
{
    m_epoch = m_random.make<protocol::EpochId>();
    draft.sequence = 0;
    draft.previous = {};
}

QByteArray TestDevice::batch(const std::vector<protocol::Record> &records)
{
    return *protocol::encodePushRequest({records});
}

} // namespace luotsi::centre::handlers
