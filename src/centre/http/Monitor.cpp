#include "centre/http/Monitor.h"

#include "centre/http/Listening.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <chrono>
#include <string>
#include <thread>

namespace luotsi::centre::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t headBytes = 4096;
/// From the first byte to the last: whoever is slower is not a collector.
constexpr auto patience = 5s;
constexpr std::size_t maximumVisitors = 16;

handlers::Request requestOf(const std::string &head)
{
    handlers::Request request;
    const QByteArray line = QByteArray::fromStdString(head.substr(0, head.find("\r\n")));
    const QList<QByteArray> words = line.split(' ');
    request.method = words.value(0) == "GET" ? handlers::Method::Get : handlers::Method::Other;
    const QByteArray target = words.value(1);
    const qsizetype mark = target.indexOf('?');
    request.path = mark < 0 ? target : target.first(mark);
    return request;
}

std::string textOf(const handlers::Response &response)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(response.status) + " -\r\nConnection: close\r\n";
    text += "Content-Type: " + response.contentType + "\r\n";
    text += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n\r\n";
    return (text + response.body).toStdString();
}

/// One question, one answer, end.
class Visitor : public std::enable_shared_from_this<Visitor>
{
public:
    Visitor(tcp::socket socket, const handlers::Router &router, std::size_t &count)
        : m_socket(std::move(socket)), m_timer(m_socket.get_executor()), m_router(router), m_count(count)
    {
        ++m_count;
    }
    ~Visitor() { --m_count; }
    Visitor(const Visitor &) = delete;
    Visitor &operator=(const Visitor &) = delete;

    void begin()
    {
        m_timer.expires_after(patience);
        m_timer.async_wait([self = weak_from_this()](boost::system::error_code error) {
            const auto visitor = self.lock();
            if (!error && visitor)
                visitor->close();
        });
        asio::async_read_until(m_socket, asio::dynamic_buffer(m_head, headBytes), "\r\n\r\n",
                               [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                                   if (!error)
                                       self->answer();
                               });
    }

private:
    void answer()
    {
        m_answer = textOf(m_router.handleLocal(requestOf(m_head)));
        asio::async_write(m_socket, asio::buffer(m_answer),
                          [self = shared_from_this()](boost::system::error_code, std::size_t) {
                              self->m_timer.cancel();
                              self->close();
                          });
    }
    void close()
    {
        boost::system::error_code ignored;
        m_socket.shutdown(tcp::socket::shutdown_both, ignored);
        m_socket.close(ignored);
    }

    tcp::socket m_socket;
    asio::steady_timer m_timer;
    const handlers::Router &m_router;
    std::size_t &m_count;
    std::string m_head;
    std::string m_answer;
};

} // namespace

class Monitor::Engine
{
public:
    explicit Engine(const handlers::Router &router) : m_router(router) {}
    ~Engine()
    {
        m_context.stop();
        if (m_thread.joinable())
            m_thread.join();
    }
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    base::Result<void> listen(std::uint16_t port)
    {
        const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
        boost::system::error_code error = listenOn(m_acceptor, endpoint);
        if (error)
            return base::Error{base::ErrorCode::NetworkUnreachable,
                               QStringLiteral("cannot listen for metrics on port %1: %2")
                                   .arg(QString::number(port), QString::fromStdString(error.message())),
                               {}};
        m_port = m_acceptor.local_endpoint(error).port();
        accept();
        m_thread = std::thread([this] { m_context.run(); });
        return {};
    }
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    void accept()
    {
        m_acceptor.async_accept([this](boost::system::error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted)
                return;
            // One too many is hung up on: a collector comes again.
            if (!error && m_visitors < maximumVisitors)
                std::make_shared<Visitor>(std::move(socket), m_router, m_visitors)->begin();
            accept();
        });
    }

    const handlers::Router &m_router;
    std::uint16_t m_port = 0;
    std::size_t m_visitors = 0; ///< on the thread alone; stands above the context, whose end lets visitors go
    asio::io_context m_context{1};
    tcp::acceptor m_acceptor{m_context};
    std::thread m_thread;
};

Monitor::Monitor(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}
Monitor::~Monitor() = default;

base::Result<std::unique_ptr<Monitor>> Monitor::start(std::uint16_t port, const handlers::Router &router)
{
    auto engine = std::make_unique<Engine>(router);
    if (auto listening = engine->listen(port); !listening)
        return listening.error();
    return std::unique_ptr<Monitor>(new Monitor(std::move(engine)));
}

std::uint16_t Monitor::port() const
{
    return m_engine->port();
}

} // namespace luotsi::centre::http
