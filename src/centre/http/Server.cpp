// The one file that includes Boost.Beast: it takes half a minute to compile.
#include "centre/http/Server.h"

#include "base/Log.h"
#include "centre/handlers/Replies.h"
#include "centre/http/RequestHead.h"
#include "centre/http/TlsContext.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <atomic>
#include <chrono>
#include <limits>
#include <optional>
#include <thread>
#include <vector>

namespace luotsi::centre::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace web = boost::beast::http;
using handlers::Response;
using sync::protocol::Problem;
using sync::protocol::ProblemType;
using tcp = asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t headBytes = 16 * 1024;
constexpr auto headTime = 10s;
constexpr auto handshakeTime = 10s;
constexpr auto idleTime = 120s;
constexpr auto closeTime = 5s;
constexpr auto stopTime = 10s;
constexpr auto bodyGrace = 10s;
constexpr std::uint64_t bytesPerSecond = 1024;

using Clock = std::chrono::steady_clock;

/// Counts for as long as it lives.
class Counted
{
public:
    explicit Counted(std::atomic<std::size_t> &count) : m_count(count) { ++m_count; }
    ~Counted() { --m_count; }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;

private:
    std::atomic<std::size_t> &m_count;
};

Response problemOf(ProblemType type)
{
    Problem problem;
    problem.type = type;
    if (type == ProblemType::Busy)
        problem.retryAfterSeconds = handlers::busyPauseSeconds;
    return handlers::problemReply(problem);
}

QByteArrayView viewOf(beast::string_view text)
{
    return QByteArrayView(text.data(), static_cast<qsizetype>(text.size()));
}

handlers::Method methodOf(web::verb verb)
{
    switch (verb) {
    case web::verb::get:
        return handlers::Method::Get;
    case web::verb::head:
        return handlers::Method::Head;
    case web::verb::post:
        return handlers::Method::Post;
    case web::verb::patch:
        return handlers::Method::Patch;
    default:
        return handlers::Method::Other;
    }
}

} // namespace

/// Threads, acceptor and what all connections share.
class Server::Engine
{
public:
    Engine(const ServerOptions &options, const handlers::Router &router)
        : m_options(options), m_router(router), m_workers(options.commandThreads)
    {
    }
    ~Engine() { stop(); }

    base::Result<void> listen();
    void run();
    void stop();
    void runUntilSignal();
    [[nodiscard]] std::uint16_t port() const { return m_port; }

    class Connection;

private:
    void accept();
    void accepted(boost::system::error_code error, tcp::socket socket);

    // The order matters: connections still held by `m_sockets` use what stands above it when it goes.
    const ServerOptions m_options;
    const handlers::Router &m_router;
    std::atomic<std::size_t> m_connections{0};
    std::atomic<std::size_t> m_requests{0}; ///< head read, answer not yet written
    std::atomic<std::size_t> m_waiting{0};  ///< for a command thread
    std::atomic<bool> m_stopping{false};
    std::uint16_t m_port = 0;
    asio::ssl::context m_tls{asio::ssl::context::tls_server};
    asio::io_context m_sockets;
    tcp::acceptor m_acceptor{asio::make_strand(m_sockets)};
    asio::steady_timer m_acceptPause{m_acceptor.get_executor()};
    asio::thread_pool m_workers;
    std::optional<asio::executor_work_guard<asio::io_context::executor_type>> m_busy;
    std::vector<std::thread> m_threads;
};

/// One connection, one request at a time. Everything but the command runs on the connection's strand.
class Server::Engine::Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(Engine &engine, tcp::socket socket)
        : m_engine(engine), m_counted(engine.m_connections), m_stream(std::move(socket), engine.m_tls),
          m_buffer(2 * headBytes)
    {
    }

    void begin()
    {
        beast::get_lowest_layer(m_stream).expires_after(handshakeTime);
        m_stream.async_handshake(asio::ssl::stream_base::server,
                                 [self = shared_from_this()](boost::system::error_code error) {
                                     if (error)
                                         return;
                                     self->m_certificate = peerCertificate(self->m_stream.native_handle());
                                     self->waitForRequest();
                                 });
    }

private:
    using Parser = web::request_parser<web::string_body>;

    /// Idle time ends with the first byte; from then on the head has its own, shorter time.
    void waitForRequest()
    {
        m_parser.emplace();
        m_parser->header_limit(headBytes);
        // The route's own limit follows when the head is known. Boost 1.74 takes "none" for zero.
        m_parser->body_limit(std::numeric_limits<std::uint64_t>::max());
        if (m_buffer.size() > 0)
            return readHead();
        beast::get_lowest_layer(m_stream).expires_after(m_engine.m_stopping ? closeTime : idleTime);
        m_stream.async_read_some(
            m_buffer.prepare(headBytes),
            [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                if (error)
                    return self->close();
                self->m_buffer.commit(size);
                self->readHead();
            });
    }

    void readHead()
    {
        beast::get_lowest_layer(m_stream).expires_after(headTime);
        web::async_read_header(m_stream, m_buffer, *m_parser,
                               [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                                   self->headRead(error);
                               });
    }

    void headRead(boost::system::error_code error)
    {
        m_request.emplace(m_engine.m_requests);
        if (error)
            return refuse(error);
        const auto &head = m_parser->get();
        const TargetParts target = splitTarget(viewOf(head.target()));
        const std::uint64_t limit = m_engine.m_router.bodyLimit(methodOf(head.method()), target.path);
        m_parser->body_limit(limit);
        const auto announced = m_parser->content_length();
        if (announced && *announced > limit)
            return answerAndClose(problemOf(ProblemType::TooLarge));
        if (announced)
            m_parser->get().body().reserve(static_cast<std::size_t>(*announced));
        m_bodyStart = Clock::now();
        m_bodyBytes = 0;
        readBody();
    }

    void readBody()
    {
        if (m_parser->is_done())
            return runCommand();
        beast::get_lowest_layer(m_stream).expires_after(bodyGrace);
        web::async_read_some(m_stream, m_buffer, *m_parser,
                             [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                                 self->bodyRead(error, size);
                             });
    }

    void bodyRead(boost::system::error_code error, std::size_t size)
    {
        if (error)
            return refuse(error);
        m_bodyBytes += size;
        const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - m_bodyStart);
        if (elapsed > bodyGrace && m_bodyBytes < static_cast<std::uint64_t>(elapsed.count()) * bytesPerSecond)
            return close();
        readBody();
    }

    void runCommand()
    {
        if (m_engine.m_waiting.fetch_add(1) >= m_engine.m_options.maximumWaiting) {
            --m_engine.m_waiting;
            return answer(problemOf(ProblemType::Busy));
        }
        beast::get_lowest_layer(m_stream).expires_never();
        asio::post(m_engine.m_workers, [self = shared_from_this()] {
            auto response = std::make_shared<Response>(self->m_engine.m_router.handle(self->request()));
            --self->m_engine.m_waiting;
            asio::post(self->m_stream.get_executor(),
                       [self, response] { self->answer(std::move(*response)); });
        });
    }

    [[nodiscard]] handlers::Request request() const
    {
        const auto &message = m_parser->get();
        const TargetParts target = splitTarget(viewOf(message.target()));
        handlers::Request request;
        request.method = methodOf(message.method());
        request.path = target.path.toByteArray();
        request.query = target.query.toByteArray();
        request.body = QByteArray(message.body().data(), static_cast<qsizetype>(message.body().size()));
        request.clientCertificatePem = m_certificate;
        readFields(request, [&message](const char *name) { return viewOf(message[name]); });
        return request;
    }

    void answerAndClose(Response response)
    {
        m_keepAlive = false;
        answer(std::move(response));
    }

    void answer(Response response)
    {
        const auto &message = m_parser->get();
        const bool keepAlive = m_keepAlive && message.keep_alive() && !m_engine.m_stopping;
        m_reply.emplace();
        m_reply->version(11);
        m_reply->result(static_cast<unsigned>(response.status));
        if (!response.contentType.isEmpty())
            m_reply->set(web::field::content_type, response.contentType.toStdString());
        for (const auto &[name, value] : response.headers)
            m_reply->set(name.toStdString(), value.toStdString());
        m_reply->keep_alive(keepAlive);
        if (response.status != 204)
            m_reply->content_length(static_cast<std::uint64_t>(response.body.size()));
        if (message.method() != web::verb::head)
            m_reply->body().assign(response.body.constData(), static_cast<std::size_t>(response.body.size()));
        const auto size = static_cast<std::uint64_t>(response.body.size());
        beast::get_lowest_layer(m_stream).expires_after(bodyGrace +
                                                        std::chrono::seconds(size / bytesPerSecond));
        m_serializer.emplace(*m_reply);
        const auto written = [self = shared_from_this(), keepAlive](boost::system::error_code error,
                                                                    std::size_t) {
            if (error || !keepAlive)
                return self->close();
            self->m_reply.reset();
            self->m_request.reset();
            self->waitForRequest();
        };
        web::async_write(m_stream, *m_serializer, written);
    }

    /// What can be told is told; a peer that has gone or dawdles is not waited for.
    void refuse(boost::system::error_code error)
    {
        if (error == web::error::header_limit || error == web::error::body_limit)
            return answerAndClose(problemOf(ProblemType::TooLarge));
        if (error.category() == web::make_error_code(web::error::bad_method).category() &&
            error != web::error::end_of_stream && error != web::error::partial_message)
            return answerAndClose(problemOf(ProblemType::Malformed));
        close();
    }

    void close()
    {
        m_request.reset();
        beast::get_lowest_layer(m_stream).expires_after(closeTime);
        m_stream.async_shutdown([self = shared_from_this()](boost::system::error_code) {});
    }

    Engine &m_engine;
    const Counted m_counted;
    std::optional<Counted> m_request;
    beast::ssl_stream<beast::tcp_stream> m_stream;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    std::optional<web::response<web::string_body>> m_reply;
    std::optional<web::response_serializer<web::string_body>> m_serializer;
    QByteArray m_certificate;
    Clock::time_point m_bodyStart;
    std::uint64_t m_bodyBytes = 0;
    bool m_keepAlive = true;
};

base::Result<void> Server::Engine::listen()
{
    if (auto ready = prepare(m_tls, m_options); !ready)
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
    m_acceptor.open(endpoint.protocol(), error);
    if (!error)
        m_acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
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

void Server::Engine::accept()
{
    m_acceptor.async_accept(
        asio::make_strand(m_sockets),
        [this](boost::system::error_code error, tcp::socket socket) { accepted(error, std::move(socket)); });
}

void Server::Engine::accepted(boost::system::error_code error, tcp::socket socket)
{
    if (m_stopping || error == asio::error::operation_aborted)
        return;
    if (!error && m_connections < m_options.maximumConnections) {
        socket.set_option(tcp::no_delay(true), error);
        socket.set_option(asio::socket_base::keep_alive(true), error);
        std::make_shared<Connection>(*this, std::move(socket))->begin();
        return accept();
    }
    // No file descriptor or too many connections: those who wait are served first.
    m_acceptPause.expires_after(100ms);
    m_acceptPause.async_wait([this](boost::system::error_code) { accept(); });
}

void Server::Engine::stop()
{
    if (m_stopping.exchange(true))
        return;
    asio::post(m_acceptor.get_executor(), [this] {
        boost::system::error_code ignored;
        m_acceptor.close(ignored);
        m_acceptPause.cancel();
    });
    // Requests that have begun are answered; idle connections are cut when the sockets stop.
    const auto end = Clock::now() + stopTime;
    while (m_requests > 0 && Clock::now() < end)
        std::this_thread::sleep_for(10ms);
    m_workers.join();
    m_busy.reset();
    m_sockets.stop();
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
}

void Server::Engine::runUntilSignal()
{
    asio::io_context waiting;
    asio::signal_set signals(waiting, SIGTERM, SIGINT);
    signals.async_wait([](boost::system::error_code, int) { base::logEvent("stopping"); });
    waiting.run();
    stop();
}

Server::Server(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}
Server::~Server() = default;

base::Result<std::unique_ptr<Server>> Server::start(const ServerOptions &options,
                                                    const handlers::Router &router)
{
    auto engine = std::make_unique<Engine>(options, router);
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
