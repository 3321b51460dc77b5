#include "platform/SystemdCredentialVault.h"

#include "platform/KeyText.h"

#include <QDir>
#include <QFile>

namespace luotsi::platform {

using base::ErrorCode;
using base::Result;

namespace {

Result<QByteArray> readCredential(const QString &folder, const char *name)
{
    if (folder.isEmpty())
        return {ErrorCode::StoreKeyUnavailable, QStringLiteral("systemd gave no credentials")};
    QFile file(QDir(folder).filePath(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        return {ErrorCode::StoreKeyUnavailable, QStringLiteral("no credential %1").arg(QLatin1String(name))};
    auto key = keyFromText(file.read(keyTextLimit));
    if (!key)
        return {ErrorCode::StoreKeyUnavailable,
                QStringLiteral("credential %1 is no 256-bit key").arg(QLatin1String(name))};
    return std::move(*key);
}

} // namespace

SystemdCredentialVault::SystemdCredentialVault()
    : SystemdCredentialVault(QFile::decodeName(qgetenv("CREDENTIALS_DIRECTORY")))
{
}

SystemdCredentialVault::SystemdCredentialVault(QString folder) : m_folder(std::move(folder)) {}

Result<QByteArray> SystemdCredentialVault::databaseKey()
{
    return readCredential(m_folder, databaseKeyName);
}

Result<QByteArray> SystemdCredentialVault::vaultKey()
{
    return readCredential(m_folder, vaultKeyName);
}

} // namespace luotsi::platform
