#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUrl>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

class QNetworkReply;

namespace luotsi::sync::client {

/// One request to the centre. `path` is one of protocol::paths.
struct CentreRequest
{
    enum class Verb : std::uint8_t { Get, Post, Patch };

    Verb verb = Verb::Get;
    QByteArray path;
    QByteArray body;
    QByteArray contentType;
    std::optional<std::uint64_t> uploadOffset;
    QByteArray expectedType; ///< content type of a good reply; anything else is not our centre speaking
    QByteArray query = {};   ///< behind the question mark, encoded
    bool isUrgent = false;   ///< the centre does it before what is not
};

/// Why there is no good reply. `retryAfter` in milliseconds; `offset` where an attachment really stands.
struct CentreFailure
{
    base::ErrorCode error = base::ErrorCode::NetworkUnreachable;
    std::optional<std::int64_t> retryAfter;
    std::optional<std::uint64_t> offset;
    std::optional<std::uint64_t> expectedSequence; ///< with `auditHead`: where our audit chain ends there
    std::optional<protocol::AuditHash> auditHead;
};

struct CentreReply
{
    QByteArray body;
    std::optional<CentreFailure> failure;
};

/// HTTPS to one centre. Invariants: every request is answered by exactly one callback, within the time limit;
/// no redirect is followed, no reply above protocol::maximumReplyBytes is read, nothing is cached on disk.
/// A well-formed problem gives its error; a reply that is not our centre's gives CaptivePortal.
/// Threading: lives on one thread with an event loop; callbacks come from it.
class CentreConnection final : public QObject
{
    Q_OBJECT

public:
    using Callback = std::function<void(const CentreReply &)>;
    /// Milliseconds without a byte after which a connection counts as dead, and the slowest useful rate.
    struct Limits
    {
        int idle = 20'000;
        int bytesPerSecond = 1024;
    };

    /// `knownTime` gives the centre's time as far as it is known, in wall milliseconds, for judging its
    /// certificate; nothing means that the device's clock is all there is.
    CentreConnection(QUrl centre, const QSslConfiguration &tls, Limits limits,
                     std::function<std::optional<std::int64_t>()> knownTime = {}, QObject *parent = nullptr);
    ~CentreConnection() override;

    void send(const CentreRequest &request, Callback callback);
    /// Ends what is under way; those callbacks do not come any more.
    void abandon();
    /// What the centre showed at the last verified handshake, leaf first, in PEM; empty before that.
    [[nodiscard]] QByteArray serverChainPem() const;
    /// Lets what is under way come to its end, then deletes itself.
    static void retire(std::unique_ptr<CentreConnection> connection);

private:
    [[nodiscard]] QNetworkReply *start(const CentreRequest &request);
    void watch(QNetworkReply *reply, const CentreRequest &request, Callback callback);

    QUrl m_centre;
    QSslConfiguration m_tls;
    Limits m_limits;
    std::function<std::optional<std::int64_t>()> m_knownTime;
    QNetworkAccessManager m_manager;
    QList<QNetworkReply *> m_underWay;
    QList<QSslCertificate> m_serverChain;
    bool m_retired = false;
};

} // namespace luotsi::sync::client
