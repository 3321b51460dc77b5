#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "centre/handlers/Router.h"
#include "centre/http/Server.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/storage-files/DirectoryBlobs.h"
#include "centre/storage-sqlite/SqliteStorage.h"
#include "crypto/SystemRandom.h"
#include "pki/OneTimeCode.h"
#include "sync/client/Enrolment.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/Push.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QString>
#include <QUrl>

#include <memory>

namespace luotsi::bench {

namespace protocol = sync::protocol;
namespace paths = sync::protocol::paths;
namespace storage = centre::storage;

inline const QString scope = QStringLiteral("north");
inline const QByteArray storageKey(32, 'K');

/// A benchmark without what it needs says so and ends.
template<typename Value> Value must(base::Result<Value> result, const char *what)
{
    if (!result)
        qFatal("%s: %s %s", what, base::name(result.error().code).data(), qPrintable(result.error().detail));
    return std::move(*result);
}

inline void must(const base::Result<void> &result, const char *what)
{
    if (!result)
        qFatal("%s: %s %s", what, base::name(result.error().code).data(), qPrintable(result.error().detail));
}

/// The same server without anything behind it: takes bytes and says that it has them.
class PlainHandler final : public centre::handlers::RequestHandler
{
public:
    [[nodiscard]] std::uint64_t bodyLimit(centre::handlers::Method, QByteArrayView) const override
    {
        return 2 * protocol::maximumBatchBytes;
    }
    [[nodiscard]] QByteArray deviceOf(const QByteArray &certificatePem) const override
    {
        return certificatePem;
    }
    [[nodiscard]] centre::handlers::Response handle(const centre::handlers::Request &request) const override
    {
        return {200, paths::cborType, QByteArray::number(request.body.size()), {}};
    }
};

/// A whole centre on SQLite in this process, and the plain server beside it.
class Centre
{
public:
    explicit Centre(const QString &folder)
        : m_layout{folder + QStringLiteral("/centre")}, m_blobs(folder + QStringLiteral("/blobs"))
    {
        must(centre::identity::createCentre(m_layout, {QStringLiteral("127.0.0.1")}, clock, random),
             "centre");
        m_identity = std::make_unique<centre::identity::CentreIdentity>(
            must(centre::identity::CentreIdentity::load(m_layout), "identity"));
        m_storage =
            must(centre::storage_sqlite::SqliteStorage::open(folder + QStringLiteral("/push.db"), storageKey,
                                                             centre::storage_sqlite::Checkpoints::Beside),
                 "storage");
        m_services = std::make_unique<centre::handlers::Services>(centre::handlers::Services{
            *m_storage, m_blobs, clock, random, *m_identity, m_metrics, {}, nullptr});
        m_services->policy.recordsPerHour = 100'000'000;
        m_services->policy.recordBytesPerHour = 1LL << 50;
        m_router = std::make_unique<centre::handlers::Router>(*m_services, [] {});
        m_server = must(centre::http::Server::start(options(), *m_router), "server");
        m_plainServer = must(centre::http::Server::start(options(), m_plain), "plain server");
    }

    [[nodiscard]] ports::DeviceIdentity enrol()
    {
        const auto code = pki::OneTimeCode::generate(random);
        const storage::EnrolmentCode row{code.hash(),
                                         QStringLiteral("kiosk"),
                                         QStringLiteral("library"),
                                         scope,
                                         clock.wallMilliseconds() + 3'600'000,
                                         {}};
        must(m_storage->write([&](storage::Transaction &rows) { return rows.putEnrolmentCode(row); }),
             "code");
        const QByteArray root =
            QSslCertificate(m_identity->authority().certificatePem).digest(QCryptographicHash::Sha256);
        return must(sync::client::enrolment::enrol(urlOf(m_server->port()), code.text(), root), "enrol");
    }

    static QUrl urlOf(quint16 port) { return QUrl(QStringLiteral("https://127.0.0.1:%1").arg(port)); }
    [[nodiscard]] quint16 port() const { return m_server->port(); }
    [[nodiscard]] quint16 plainPort() const { return m_plainServer->port(); }
    /// Records in the scope's feed.
    [[nodiscard]] std::uint64_t records()
    {
        std::uint64_t last = 0;
        must(m_storage->write([&](storage::Transaction &rows) -> base::Result<void> {
            const auto number = rows.raiseScope(scope, 0);
            last = number ? *number : 0;
            return {};
        }),
             "count");
        return last;
    }

    base::SystemClock clock;
    crypto::SystemRandom random;

private:
    [[nodiscard]] centre::http::ServerOptions options() const
    {
        centre::http::ServerOptions options;
        options.certificatePem = m_identity->server().certificatePem;
        options.keyPem = m_identity->server().keyPem;
        options.authorityPem = m_identity->authority().certificatePem;
        return options;
    }

    centre::identity::CentreLayout m_layout;
    centre::storage_files::DirectoryBlobs m_blobs;
    centre::handlers::Metrics m_metrics;
    PlainHandler m_plain;
    std::unique_ptr<centre::identity::CentreIdentity> m_identity;
    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<centre::handlers::Services> m_services;
    std::unique_ptr<centre::handlers::Router> m_router;
    std::unique_ptr<centre::http::Server> m_server;
    std::unique_ptr<centre::http::Server> m_plainServer;
};

} // namespace luotsi::bench
