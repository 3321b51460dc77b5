#pragma once

#include "base/Result.h"

#include <QProcess>
#include <QString>
#include <QStringList>

namespace luotsi::demo {

/// A centre of its own on the loopback address: made with luotsi-admin, run as a process, stopped and started
/// again on the same port. Its certificate authority is thrown away with the folder. Threading: one thread;
/// calls block.
class Centre
{
public:
    /// `programs` holds luotsi-endpoint and luotsi-admin; `folder` is made.
    Centre(QString programs, QString folder) : m_programs(std::move(programs)), m_folder(std::move(folder)) {}
    ~Centre();

    /// Makes authority and keys.
    base::Result<void> make();
    base::Result<void> sign(const QString &command, const QString &source, const QString &name,
                            const QString &target);
    base::Result<QString> oneTimeCode(const QString &site);
    /// Listens; the first time on a port the operating system chooses, later on the same one. `wall` is the
    /// scenario's time in wall milliseconds, told to the endpoint of this program; 0 starts the real
    /// luotsi-endpoint, which knows the real time only.
    base::Result<void> start(std::int64_t wall = 0);
    void stop();
    base::Result<void> exportTo(const QString &folder);

    [[nodiscard]] const QString &url() const { return m_url; }
    [[nodiscard]] const QString &rootFingerprint() const { return m_rootFingerprint; }
    [[nodiscard]] QString rootsFile() const { return m_folder + QStringLiteral("/signing/roots.json"); }

private:
    base::Result<QString> admin(const QString &command, const QStringList &arguments);

    QString m_programs;
    QString m_folder;
    QString m_url;
    QString m_rootFingerprint;
    QProcess m_endpoint;
};

} // namespace luotsi::demo
