#pragma once

#include "base/Random.h"
#include "ports/KeyVault.h"

#include <QString>

namespace luotsi::platform {

/// Says at the place of use that keys will lie in plain files. Only the demo profile may.
struct PlainKeyFilesForDemo
{
};

/// Keys in files `database.key` and `vault.key` of one folder, made when absent. A file that is not a regular
/// file of this user with mode 0600, or not 64 hexadecimal digits, is refused with StoreKeyUnavailable and
/// left as it is: a new key would lock its database for good. Threading: one thread at a time.
class KeyFileVault final : public ports::KeyVault
{
public:
    static constexpr char databaseKeyName[] = "database.key";
    static constexpr char vaultKeyName[] = "vault.key";

    KeyFileVault(PlainKeyFilesForDemo, QString folder, base::Random &random);

    base::Result<QByteArray> databaseKey() override;
    base::Result<QByteArray> vaultKey() override;

private:
    base::Result<QByteArray> key(const char *name);

    QString m_folder;
    base::Random &m_random;
};

} // namespace luotsi::platform
