#pragma once

#include <QJsonArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace luotsi::tests {

/// Where a program of this build lies.
[[nodiscard]] QString programPath(const char *name);

/// The real centre as its own process, in a folder of its own. Ends with the object.
class RealEndpoint
{
public:
    ~RealEndpoint() { kill(); }

    [[nodiscard]] bool prepare();
    [[nodiscard]] bool start();
    /// kill -9
    void kill();
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] QString oneTimeCode() const;
    /// The centre's next authority; the endpoint knows it from its next start on.
    [[nodiscard]] bool rotateAuthority() const;
    /// From its next start on it lets devices of another centre in, as a stranger would.
    [[nodiscard]] bool admitDevicesOf(const RealEndpoint &other) const;
    /// The present root, PEM.
    [[nodiscard]] QByteArray authority() const;
    [[nodiscard]] QJsonArray submissions() const;
    /// A counter since the last start, by its name without "_total"; -1 when the endpoint was not given
    /// --metrics-port or does not answer.
    [[nodiscard]] qint64 counter(const QByteArray &name) const;

    QStringList options;
    QByteArray rootFingerprint;

private:
    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("centre")); }
    [[nodiscard]] QString admin(QStringList arguments) const;

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
    quint16 m_monitorPort = 0;
};

} // namespace luotsi::tests
