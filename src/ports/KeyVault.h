#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace luotsi::ports {

/// Keeper of the device's secrets outside the database: the raw 256-bit database key and the vault key that
/// closes the outer layer of resume-code wraps. Product order: systemd credential (TPM-bound where there is
/// one), then refusal. A key file exists in the demo profile only.
/// Errors: StoreKeyUnavailable, never a fallback key. Threading: any.
class KeyVault
{
public:
    virtual ~KeyVault() = default;
    virtual base::Result<QByteArray> databaseKey() = 0; ///< 32 bytes
    virtual base::Result<QByteArray> vaultKey() = 0;    ///< 32 bytes
};

} // namespace luotsi::ports
