#include "centre/http/Server.h"

#include "base/Log.h"
#include "centre/http/Arrivals.h"
#include "centre/http/Connection.h"
#include "centre/http/Listening.h"
#include "centre/http/TlsContext.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <vector>

namespace luotsi::centre::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

/// How long requests that have begun may take when the server ends.
constexpr auto stopTime = 10s;
/// Connections that are let in without a look at the clock.
constexpr double arrivalBurst = 16;
constexpr auto quickEnough = 2ms;
/// However busy it is inside, somebody comes in now and then.
constexpr auto longestPause = 40ms;

} // namespace

/// Threads, acceptor and what all connections share.
class Server::Engine
{
public:
    Engine(const ServerOptions &options, const handlers::RequestHandler &handler)
        : m_options(options),
          m_shared(handler, {options.commandThreads, options.bulkAtOnce, options.maximumWaiting}),
          m_arrivals(options.arrivalsPerSecond, arrivalBurst, Arrivals::Clock::now())
    {
    }
    ~Engine() { stop(); }

    base::Result<void> listen();
    void run();
    void stop();
    void runUntilSignal();
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    void accept();
    void acceptAfter(std::chrono::steady_clock::duration pause);
    void acceptWhenQuick();
    void accepted(boost::system::error_code error, tcp::socket socket);

    // The order matters: connections still held by `m_sockets` use what stands above it when it goes.
    const ServerOptions m_options;
    ConnectionsShared m_shared;
    std::uint16_t m_port = 0;
    asio::io_context m_signalWait;
    /// From the start on, so that a signal before `runUntilSignal` is not lost.
    asio::signal_set m_signals{m_signalWait, SIGTERM, SIGINT};
    asio::io_context m_sockets;
    Door m_door{m_sockets.get_executor()};
    tcp::acceptor m_acceptor{asio::make_strand(m_sockets)};
    asio::steady_timer m_acceptPause{m_acceptor.get_executor()};
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> m_busy;
    std::vector<std::thread> m_threads;
    Arrivals m_arrivals;
};

base::Result<void> Server::Engine::listen()
{
    if (auto ready = prepare(m_shared.tls, m_options); !ready)
        return ready;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(m_options.address.toStdString(), error);
    const auto failed = [&](const char *what) {
        return base::Error{
            base::ErrorCode::NetworkUnreachable,
            QStringLiteral("%1 %2: %3")
                .arg(QLatin1String(what), m_options.address, QString::fromStdString(error.message())),
            {}};
    };
    if (error)
        return failed("not an address:");
    const tcp::endpoint endpoint(address, m_options.port);
    error = listenOn(m_acceptor, endpoint);
    if (error)
        return failed("cannot listen on");
    m_port = m_acceptor.local_endpoint(error).port();
    return {};
}

void Server::Engine::run()
{
    m_busy.emplace(m_sockets.get_executor());
    accept();
    for (unsigned i = 0; i < std::max(1U, m_options.socketThreads); ++i)
        m_threads.emplace_back([this] { m_sockets.run(); });
}

void Server::Engine::acceptAfter(std::chrono::steady_clock::duration pause)
{
    m_acceptPause.expires_after(pause);
    m_acceptPause.async_wait([this](boost::system::error_code error) {
        if (!error)
            accept();
    });
}

/// While those at the door wait for their turn, nobody else comes to it.
void Server::Engine::acceptWhenQuick()
{
    const auto begun = std::chrono::steady_clock::now();
    asio::post(m_door, [this, begun] {
        const auto lag = std::chrono::steady_clock::now() - begun;
        asio::post(m_acceptor.get_executor(), [this, lag] {
            if (lag < quickEnough)
                accept();
            else
                acceptAfter(std::min<std::chrono::steady_clock::duration>(4 * lag, longestPause));
        });
    });
}

void Server::Engine::accept()
{
    if (const auto wait = m_arrivals.admit(Arrivals::Clock::now()); wait.count() > 0)
        return acceptAfter(wait);
    m_acceptor.async_accept(
        asio::make_strand(m_sockets),
        [this](boost::system::error_code error, tcp::socket socket) { accepted(error, std::move(socket)); });
}

void Server::Engine::accepted(boost::system::error_code error, tcp::socket socket)
{
    if (m_shared.stopping || error == asio::error::operation_aborted)
        return;
    if (!error && m_shared.connections < m_options.maximumConnections) {
        socket.set_option(tcp::no_delay(true), error);
        socket.set_option(asio::socket_base::keep_alive(true), error);
        serveConnection(m_shared, m_door, std::move(socket));
        return acceptWhenQuick();
    }
    // No file descriptor or too many connections: those who wait are served first.
    m_acceptPause.expires_after(100ms);
    m_acceptPause.async_wait([this](boost::system::error_code) { accept(); });
}

void Server::Engine::stop()
{
    if (m_shared.stopping.exchange(true))
        return;
    asio::post(m_acceptor.get_executor(), [this] {
        boost::system::error_code ignored;
        m_acceptor.close(ignored);
        m_acceptPause.cancel();
    });
    // Requests that have begun are answered; idle connections are cut when the sockets stop.
    const auto end = std::chrono::steady_clock::now() + stopTime;
    while (m_shared.requests > 0 && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(10ms);
    m_shared.commands.join();
    m_busy.reset();
    m_sockets.stop();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

void Server::Engine::runUntilSignal()
{
    m_signals.async_wait([](boost::system::error_code, int) { base::logEvent("stopping"); });
    m_signalWait.run();
    stop();
}

Server::Server(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}
Server::~Server() = default;

base::Result<std::unique_ptr<Server>> Server::start(const ServerOptions &options,
                                                    const handlers::RequestHandler &handler)
{
    auto engine = std::make_unique<Engine>(options, handler);
    if (auto listening = engine->listen(); !listening)
        return listening.error();
    engine->run();
    return std::unique_ptr<Server>(new Server(std::move(engine)));
}

std::uint16_t Server::port() const
{
    return m_engine->port();
}

void Server::runUntilSignal()
{
    m_engine->runUntilSignal();
}

void Server::stop()
{
    m_engine->stop();
}

} // namespace luotsi::centre::http
