// The one file that includes Boost.Beast: it takes half a minute to compile.
#include "centre/http/Connection.h"

#include "centre/http/Counted.h"
#include "centre/http/Refusals.h"
#include "centre/http/RequestHead.h"
#include "centre/http/TlsContext.h"
#include "sync/protocol/Paths.h"

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <optional>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace luotsi::centre::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace web = boost::beast::http;
using handlers::Response;
namespace paths = sync::protocol::paths;
using sync::protocol::ProblemType;
using tcp = asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t headBytes = 16 * 1024;
constexpr std::size_t waitBytes = 512; ///< for the first bytes of a request
constexpr auto headTime = 10s;
constexpr auto handshakeTime = 10s;
constexpr auto idleTime = 120s;
constexpr auto closeTime = 5s;
constexpr auto drainTime = 2s;
constexpr auto bodyGrace = 10s;
constexpr std::uint64_t bytesPerSecond = 1024;
constexpr std::uint64_t drainBytes = 8 * 1024 * 1024;

using Clock = std::chrono::steady_clock;

/// Small enough to be done at once, whoever asks.
constexpr std::size_t promptBytes = 4096;
/// More is read of nobody who has shown no device's certificate.
constexpr std::uint64_t strangersBytes = 64 * 1024;
/// How long a request waits for others of its own device.
constexpr auto turnTime = 60s;
/// How long a device that sent what had to be refused keeps itself from its next turn: honest ones meet this
/// once in a while, and who floods gets no more than a few such requests a second done.
constexpr auto refusalPause = 250ms;
/// How many times as long as a bulk request took its device rests when others came meanwhile: a third of the
/// lane is enough for one among many, and where nobody else comes it has the whole.
constexpr int restAfter = 2;

QByteArrayView viewOf(beast::string_view text)
{
    return QByteArrayView(text.data(), static_cast<qsizetype>(text.size()));
}

/// One connection, one request at a time. Everything but handshake and command runs on the connection's
/// strand.
class Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(ConnectionsShared &shared, const Door &door, tcp::socket socket)
        : m_shared(shared), m_counted(shared.connections), m_stream(std::move(socket), shared.tls),
          m_atDoor(door), m_turns(shared.turns, m_stream.get_executor()), m_buffer(2 * headBytes)
    {
    }

    /// On the door, with a timer of its own: the stream's belongs to the connection's strand.
    void begin()
    {
        m_atDoor.expires_after(handshakeTime);
        m_atDoor.async_wait([self = shared_from_this()](boost::system::error_code error) {
            if (!error && !self->m_inside)
                beast::get_lowest_layer(self->m_stream).socket().close(error);
        });
        m_stream.async_handshake(
            asio::ssl::stream_base::server,
            asio::bind_executor(m_atDoor.get_executor(),
                                [self = shared_from_this()](boost::system::error_code error) {
                                    self->m_inside = true;
                                    self->m_atDoor.cancel();
                                    if (error)
                                        return;
                                    // Here, where a certificate's reading keeps nobody waiting who is inside.
                                    self->m_certificate = peerCertificate(self->m_stream.native_handle());
                                    self->m_device = self->m_shared.handler.deviceOf(self->m_certificate);
                                    asio::post(self->m_stream.get_executor(), [self] { self->enter(); });
                                }));
    }

private:
    using Parser = web::request_parser<web::string_body>;

    void enter()
    {
        if (!m_device.isEmpty())
            m_place = m_shared.places.take(m_device);
        if (m_device.isEmpty() || m_place)
            waitForRequest();
        else
            close();
    }

    /// Idle time ends with the first byte; from then on the head has its own, shorter time.
    void waitForRequest()
    {
        m_parser.emplace();
        m_parser->header_limit(headBytes);
        // The route's own limit follows when the head is known. Boost 1.74 takes "none" for zero.
        m_parser->body_limit(std::numeric_limits<std::uint64_t>::max());
        if (m_buffer.size() > 0)
            return readHead();
        // Thousands of devices wait here: what they hold meanwhile is small.
        m_buffer.shrink_to_fit();
        beast::get_lowest_layer(m_stream).expires_after(m_shared.stopping ? closeTime : idleTime);
        m_stream.async_read_some(
            m_buffer.prepare(waitBytes),
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
        m_request.emplace(m_shared.requests);
        if (error)
            return refuse(error);
        const auto &head = m_parser->get();
        const TargetParts target = splitTarget(viewOf(head.target()));
        const std::uint64_t limit =
            m_shared.handler.bodyLimit(methodOf(viewOf(head.method_string())), target.path);
        m_parser->body_limit(limit);
        const auto announced = m_parser->content_length();
        if (announced && *announced > limit)
            return answerAndClose(problemOf(ProblemType::TooLarge));
        const bool large = announced.value_or(limit) > promptBytes;
        if (!large)
            return beginBody();
        if (!m_device.isEmpty())
            return awaitBulkTurn([self = shared_from_this()] { self->beginBody(); });
        // What needs no device is small; the answer to all else is the same without the body.
        if (announced.value_or(0) > strangersBytes)
            return answerAndClose(m_shared.handler.handle(request()));
        m_parser->body_limit(std::min(limit, strangersBytes));
        beginBody();
    }

    void beginBody()
    {
        if (const auto announced = m_parser->content_length())
            m_parser->get().body().reserve(static_cast<std::size_t>(*announced));
        m_bodyStart = Clock::now();
        m_bodyBytes = 0;
        readBody();
    }

    /// Until then the request costs next to nothing: its bytes stay with the device.
    void awaitBulkTurn(std::function<void()> next)
    {
        beast::get_lowest_layer(m_stream).expires_never();
        m_turns.awaitBulk(m_device, turnTime, shared_from_this(), [this, next = std::move(next)](bool got) {
            if (got)
                return next();
            answerAndClose(busyReply(m_shared.refusals++));
        });
    }

    void readBody()
    {
        if (m_parser->is_done())
            return runCommand();
        beast::get_lowest_layer(m_stream).expires_after(bodyGrace);
        acknowledgeAtOnce();
        web::async_read_some(m_stream, m_buffer, *m_parser,
                             [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                                 self->bodyRead(error, size);
                             });
    }

    /// The last, short piece of a body waits at the device until what came before is acknowledged (RFC 896),
    /// which a system puts off for 40 ms: more than all else a batch takes here. Holds until the next read.
    void acknowledgeAtOnce()
    {
        const int on = 1;
        (void)::setsockopt(beast::get_lowest_layer(m_stream).socket().native_handle(), IPPROTO_TCP,
                           TCP_QUICKACK, &on, sizeof on);
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
        beast::get_lowest_layer(m_stream).expires_never();
        if (isPrompt() && m_turns.takePrompt(m_device))
            return post(CommandLanes::Lane::Prompt);
        if (m_turns.hasBulk() || m_device.isEmpty())
            return post(CommandLanes::Lane::Bulk);
        awaitBulkTurn([self = shared_from_this()] { self->post(CommandLanes::Lane::Bulk); });
    }

    void post(CommandLanes::Lane lane)
    {
        auto command = [self = shared_from_this(), lane] {
            const auto begun = Clock::now();
            const std::uint64_t before = self->m_shared.prompts += lane == CommandLanes::Lane::Prompt ? 1 : 0;
            auto response = std::make_shared<Response>(self->m_shared.handler.handle(self->request()));
            const bool othersCame = lane == CommandLanes::Lane::Bulk && self->m_shared.prompts != before;
            const auto pause = self->pauseAfter(*response, othersCame, Clock::now() - begun);
            asio::post(self->m_stream.get_executor(), [self, response, pause] {
                self->m_turns.end(pause);
                self->answer(*response);
            });
        };
        if (!m_shared.commands.post(lane, std::move(command)))
            answer(busyReply(m_shared.refusals++));
    }

    [[nodiscard]] Clock::duration pauseAfter(const Response &response, bool othersCame,
                                             Clock::duration took) const
    {
        // Strangers have one name: none of them waits for what another did.
        if (m_device.isEmpty())
            return Clock::duration::zero();
        if (isRefusal(response))
            return refusalPause;
        return othersCame ? restAfter * took : Clock::duration::zero();
    }

    /// What a device says to be urgent costs others only its turn, and its quota bounds it.
    [[nodiscard]] bool isPrompt() const
    {
        const auto &message = m_parser->get();
        const bool small = message.body().size() <= promptBytes && message.method() != web::verb::get;
        return small || isUrgent(viewOf(message[paths::urgencyHeader]));
    }

    [[nodiscard]] handlers::Request request() const
    {
        const auto &message = m_parser->get();
        const TargetParts target = splitTarget(viewOf(message.target()));
        handlers::Request request;
        request.method = methodOf(viewOf(message.method_string()));
        request.path = target.path.toByteArray();
        request.query = target.query.toByteArray();
        request.body = QByteArray(message.body().data(), static_cast<qsizetype>(message.body().size()));
        request.clientCertificatePem = m_certificate;
        readFields(request, [&message](const char *name) { return viewOf(message[name]); });
        return request;
    }

    void answerAndClose(const Response &response)
    {
        m_keepAlive = false;
        answer(response);
    }

    void answer(const Response &response)
    {
        m_turns.end();
        const auto &message = m_parser->get();
        const bool keepAlive = m_keepAlive && message.keep_alive() && !m_shared.stopping;
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
            if (!error && !self->m_parser->is_done())
                return self->beginDrain();
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

    /// A peer that is still sending would meet a reset before it reads its answer: what still comes is thrown
    /// away for a moment. It has been told that the connection ends.
    void beginDrain()
    {
        m_request.reset();
        beast::get_lowest_layer(m_stream).expires_after(drainTime);
        drain();
    }

    void drain()
    {
        m_buffer.clear();
        m_stream.async_read_some(
            m_buffer.prepare(headBytes),
            [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                self->m_drained += size;
                if (error || self->m_drained > drainBytes)
                    return self->close();
                self->drain();
            });
    }

    void close()
    {
        m_request.reset();
        m_turns.end();
        beast::get_lowest_layer(m_stream).expires_after(closeTime);
        m_stream.async_shutdown([self = shared_from_this()](boost::system::error_code) {});
    }

    ConnectionsShared &m_shared;
    const Counted m_counted;
    std::optional<Counted> m_request;
    beast::ssl_stream<beast::tcp_stream> m_stream;
    asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Door> m_atDoor;
    bool m_inside = false; ///< the door's: the handshake has ended
    DeviceTurns::Turn m_place;
    RequestTurns m_turns;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    std::optional<web::response<web::string_body>> m_reply;
    std::optional<web::response_serializer<web::string_body>> m_serializer;
    QByteArray m_certificate;
    QByteArray m_device; ///< empty when it has shown no device's certificate
    Clock::time_point m_bodyStart;
    std::uint64_t m_bodyBytes = 0;
    std::uint64_t m_drained = 0;
    bool m_keepAlive = true;
};

} // namespace

void serveConnection(ConnectionsShared &shared, const Door &door, tcp::socket socket)
{
    const auto connection = std::make_shared<Connection>(shared, door, std::move(socket));
    asio::post(door, [connection] { connection->begin(); });
}

} // namespace luotsi::centre::http
