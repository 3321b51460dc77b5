#pragma once

#include "base/Random.h"
#include "centre/identity/CentreIdentity.h"
#include "sealing/DraftKeys.h"
#include "sync/protocol/Body.h"
#include "sync/protocol/Enrol.h"
#include "sync/protocol/Push.h"

#include <QByteArray>

#include <map>
#include <vector>

namespace luotsi::centre::handlers {

namespace protocol = sync::protocol;

/// A draft as a device holds it: its keys and where its chain stands.
struct TestDraft
{
    protocol::DraftId id;
    sealing::DraftKeys keys;
    std::uint64_t sequence = 0;
    protocol::EnvelopeHash previous;
};

/// A device as the protocol sees it, for tests of the centre: real keys, real sealing, real chains.
class TestDevice
{
public:
    explicit TestDevice(base::Random &random);

    [[nodiscard]] QByteArray enrolBody(const QString &code) const;
    /// Takes what the centre answered.
    void enrolled(const protocol::EnrolReply &reply);
    void newKey();

    [[nodiscard]] TestDraft newDraft();
    [[nodiscard]] protocol::Change answer(const TestDraft &draft, const QString &path, const QString &value,
                                          const std::vector<protocol::ChangeId> &parents = {});
    [[nodiscard]] protocol::Change submit(const TestDraft &draft, std::uint32_t round,
                                          const std::vector<protocol::ChangeId> &heads,
                                          const std::vector<protocol::AttachmentRef> &attachments = {},
                                          const std::vector<protocol::ChangeId> &answers = {});
    [[nodiscard]] protocol::Change intakeWrap(const TestDraft &draft);
    [[nodiscard]] protocol::Change ofKind(const TestDraft &draft, std::uint64_t kind);
    /// Next record of the draft's chain.
    [[nodiscard]] protocol::Record next(TestDraft &draft, const protocol::Change &change);
    [[nodiscard]] static QByteArray batch(const std::vector<protocol::Record> &records);

    void newEpoch(TestDraft &draft);

    protocol::DeviceId id;
    QByteArray keyPem;
    QByteArray certificatePem;
    protocol::EnrolReply reply;

private:
    [[nodiscard]] protocol::ChangeHeader header(const TestDraft &draft, protocol::ChangeKind kind,
                                                const QString &slot);

    base::Random &m_random;
    protocol::EpochId m_epoch;
};

} // namespace luotsi::centre::handlers
