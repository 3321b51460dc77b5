#pragma once

#include "HttpsServer.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "crypto/Signature.h"
#include "pki/Certificates.h"
#include "ports/SyncStore.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Push.h"

#include <QUrl>

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace luotsi::tests {

namespace protocol = sync::protocol;

/// A small centre in this process with the real codecs, certificates and signatures, and every way to
/// misbehave a test can think of. Keeps in memory what it has "committed". Threading: the test's.
class LoopbackCentre
{
public:
    explicit LoopbackCentre(base::Random &random);

    [[nodiscard]] HttpsServer &server() { return *m_server; }
    [[nodiscard]] QUrl url(quint16 port) const;
    [[nodiscard]] const pki::Credential &authority() const { return m_authority; }
    [[nodiscard]] QByteArray rootFingerprint() const;
    /// A device of this centre, as enrolment would have made it.
    [[nodiscard]] ports::DeviceIdentity makeDevice(const QUrl &url, pki::Validity validity,
                                                   const QString &role = QStringLiteral("kiosk"));

    /// Called with the request and the answer it would get; may change the answer. The effect has happened.
    std::function<void(const HttpRequest &, HttpReply &)> tamper;
    bool handleEverythingTwice = false;
    QString oneTimeCode = QStringLiteral("ABCD-EFGH-JKMN-PQRT");

    std::map<protocol::ChangeId, int> changes; ///< how often each took effect
    std::map<std::pair<protocol::DraftId, std::uint32_t>, protocol::Receipt> submissions;
    std::map<protocol::BlobId, QByteArray> blobs; ///< what has come so far
    std::map<protocol::BlobId, std::uint64_t> blobSizes;
    std::map<protocol::LookupId, protocol::CodeStore> codes;
    std::vector<protocol::Change> stored;
    std::vector<protocol::BlobId> expected; ///< attachments of submissions
    std::vector<HttpRequest> requests;
    std::size_t claimPage = 2;
    int certificatesMade = 0;

private:
    HttpReply handle(const HttpRequest &request);
    HttpReply push(const HttpRequest &request);
    HttpReply createBlob(const HttpRequest &request);
    HttpReply appendBlob(const HttpRequest &request);
    HttpReply giveReceipt(const HttpRequest &request);
    HttpReply storeCode(const HttpRequest &request);
    HttpReply claim(const HttpRequest &request);
    HttpReply enrol(const HttpRequest &request, bool renewal);
    HttpReply blobReply(const protocol::BlobId &blob);
    void sign(protocol::Receipt &receipt);

    base::Random &m_random;
    crypto::SigningKey m_receiptKey;
    pki::Credential m_authority;
    protocol::DeviceId m_device;
    std::map<QByteArray, QByteArray> m_enrolled; ///< key pin to reply
    std::unique_ptr<HttpsServer> m_server;
};

/// A problem+json answer.
[[nodiscard]] HttpReply problem(base::ErrorCode error, std::optional<std::uint32_t> retryAfterSeconds = {});

} // namespace luotsi::tests
