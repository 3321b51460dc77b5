#pragma once

#include "base/Result.h"
#include "centre/handlers/RequestHandler.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>

namespace luotsi::centre::http {

/// Limits of connections; those of single requests are the handler's.
struct ServerOptions
{
    QString address = QStringLiteral("127.0.0.1");
    std::uint16_t port = 0; ///< 0: the operating system chooses
    unsigned socketThreads = 2;
    unsigned commandThreads = 4;
    std::size_t maximumConnections = 4096;
    unsigned bulkAtOnce = 1;          ///< of the command threads, those that may do what is not prompt
    std::size_t maximumWaiting = 256; ///< requests queued for a command thread; more are told "busy"
    unsigned arrivalsPerSecond = 250; ///< connections let in; the others wait at the door
    QByteArray certificatePem;        ///< the server's own first, then the chain to show behind it
    QByteArray keyPem;
    QByteArray authorityPem; ///< who may have signed a client certificate, one or more of the same name
};

/// The endpoint's sockets: TLS 1.3 only, HTTP/1.1, client certificates of our own authority. A head may take
/// 10 s and 16 KiB, a body must come with at least 1 KiB/s after 10 s, idle connections close after two
/// minutes. A client certificate that has expired but is otherwise good is let through: the handler decides
/// what it may. Small requests and those said to be urgent go first. Threading: own threads; `stop` and the
/// signals let running requests finish and answer them.
class Server
{
public:
    /// Listening when it returns. The handler outlives the server.
    [[nodiscard]] static base::Result<std::unique_ptr<Server>> start(const ServerOptions &options,
                                                                     const handlers::RequestHandler &handler);
    ~Server();

    [[nodiscard]] std::uint16_t port() const;
    /// Blocks until SIGTERM or SIGINT, then stops.
    void runUntilSignal();
    void stop();

private:
    class Engine;
    explicit Server(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> m_engine;
};

} // namespace luotsi::centre::http
