#pragma once

// The files of authority and server. Not for use outside this folder.

#include "base/Result.h"
#include "centre/identity/CentreIdentity.h"
#include "pki/Certificates.h"

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

#include <cstdint>

namespace luotsi::centre::identity {

constexpr std::int64_t yearMilliseconds = 365LL * 24 * 3600 * 1000;
constexpr std::int64_t authorityLifetime = 20 * yearMilliseconds;
constexpr std::int64_t serverLifetime = 2 * yearMilliseconds;
/// A device's clock may be behind the centre's; certificates begin a day earlier.
constexpr std::int64_t clockMargin = 24LL * 3600 * 1000;

/// The present authority and what came before it.
struct Authorities
{
    pki::Credential present;
    QByteArrayList earlier; ///< roots without their keys, newest first
    QByteArrayList crosses; ///< each from an earlier authority for the one after it, newest first
};

/// StoreKeyUnavailable when key and certificate in the folder do not belong together. The certificate may
/// have others behind it.
[[nodiscard]] base::Result<pki::Credential> readCredential(const QString &folder);
[[nodiscard]] base::Result<void> writeCredential(const QString &folder, const pki::Credential &credential);

[[nodiscard]] base::Result<Authorities> readAuthorities(const QString &folder);
[[nodiscard]] base::Result<void> writeAuthorities(const QString &folder, const Authorities &authorities);

} // namespace luotsi::centre::identity
