#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <optional>

namespace luotsi::tests {

struct ToolResult
{
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;
};

/// A real centre: a folder made by the real luotsi-admin and the real luotsi-endpoint process on a port the
/// operating system chose. Ends with the object.
class EndpointProcess
{
public:
    /// `arguments` are the endpoint's, `init` the tool's when it makes the centre.
    explicit EndpointProcess(QStringList arguments = {}, const QStringList &init = {});
    ~EndpointProcess();

    /// Starts the endpoint and waits for its line; false when it did not come.
    [[nodiscard]] bool start();
    /// SIGTERM; the exit code, or nothing when it did not end by itself in time.
    std::optional<int> stop();
    /// kill -9.
    void kill();
    [[nodiscard]] ToolResult admin(const QString &command, const QStringList &arguments = {}) const;
    [[nodiscard]] QString code(const QString &scope = QStringLiteral("north"),
                               const QString &role = QStringLiteral("kiosk")) const;
    [[nodiscard]] QJsonDocument submissions() const;

    [[nodiscard]] QUrl url() const { return m_url; }
    /// Of the listener for collectors, when it was told to have one.
    [[nodiscard]] QUrl monitor() const { return m_monitor; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("centre")); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QByteArray authority() const;
    [[nodiscard]] QByteArray errors();

private:
    QTemporaryDir m_folder;
    QStringList m_arguments;
    QProcess m_process;
    QUrl m_url;
    QUrl m_monitor;
    quint16 m_port = 0;
};

} // namespace luotsi::tests
