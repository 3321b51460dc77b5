#pragma once

#include <QByteArray>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>

#include <cstdint>
#include <vector>

namespace luotsi::tests {

/// What happens to connections that pass. Byte counts are of one connection, as they go over the wire (TLS
/// records and all); times in milliseconds.
struct Fault
{
    enum class Kind : std::uint8_t {
        None,
        CutAfterSent,     ///< the connection breaks after `bytes` from the client
        CutAfterReceived, ///< … after `bytes` from the centre have been passed on
        LoseReply,        ///< everything reaches the centre, nothing of its answer comes back after `bytes`
        Delay,            ///< every piece waits `milliseconds`
        Dribble,          ///< one byte per `milliseconds` towards the client
        Rate,             ///< a narrow link: `bytes` a second, each way
        HalfOpen,         ///< the connection stands and nothing passes any more after `bytes`
        PortalPage        ///< answers by itself with a page, in clear
    };

    Kind kind = Kind::None;
    qint64 bytes = 0;
    int milliseconds = 0;
    int connections = -1; ///< how many connections it strikes before it is over; -1: all
};

/// A link between client and centre that can go wrong in every way a link can, in user space. Knows nothing
/// of TLS or HTTP. Listens on the loopback address on a port of the system's choice. Threading: the test's.
class FaultProxy final : public QObject
{
    Q_OBJECT

public:
    explicit FaultProxy(quint16 centrePort);
    ~FaultProxy() override;

    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    void setFault(const Fault &fault) { m_fault = fault; }
    void setCentrePort(quint16 port) { m_centrePort = port; }
    /// Ends every connection that stands now.
    void cutAll();
    /// Connections that stand now pass nothing any more, and neither end is told.
    void silenceAll();
    [[nodiscard]] int connectionCount() const { return m_connectionCount; }
    /// From clients to the centre, all connections.
    [[nodiscard]] qint64 sentBytes() const { return m_sentBytes; }
    [[nodiscard]] int faultCount() const { return m_faultCount; }

private:
    class Link;

    void accept();

    QTcpServer m_server;
    quint16 m_centrePort;
    Fault m_fault;
    int m_connectionCount = 0;
    int m_faultCount = 0;
    qint64 m_sentBytes = 0;
};

} // namespace luotsi::tests
