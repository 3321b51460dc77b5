#pragma once

#include "ports/KeyVault.h"

#include <QString>

namespace luotsi::platform {

/// Keys from systemd credentials (`LoadCredentialEncrypted=`, bound to the TPM where there is one). Each file
/// holds 32 raw bytes or 64 hexadecimal digits. StoreKeyUnavailable when absent or of another shape.
/// Threading: any.
class SystemdCredentialVault final : public ports::KeyVault
{
public:
    static constexpr char databaseKeyName[] = "luotsi-database-key";
    static constexpr char vaultKeyName[] = "luotsi-vault-key";

    /// The folder systemd names in the environment variable CREDENTIALS_DIRECTORY.
    SystemdCredentialVault();
    explicit SystemdCredentialVault(QString folder);

    base::Result<QByteArray> databaseKey() override;
    base::Result<QByteArray> vaultKey() override;

private:
    QString m_folder;
};

} // namespace luotsi::platform
