#include "centre/identity/AuthorityFiles.h"

#include "centre/identity/PrivateFiles.h"
#include "pki/AuthorityChain.h"

#include <QFileInfo>

namespace luotsi::centre::identity {

using base::ErrorCode;

namespace {

const QString certificateName = QStringLiteral("/certificate.pem");
const QString keyName = QStringLiteral("/key.pem");
const QString earlierName = QStringLiteral("/earlier.pem");
const QString crossesName = QStringLiteral("/cross.pem");

base::Error unusable(const QString &what)
{
    return {ErrorCode::StoreKeyUnavailable, what, {}};
}

/// A centre that has never changed its authority has no such file.
base::Result<QByteArrayList> readList(const QString &path)
{
    if (!QFileInfo::exists(path))
        return QByteArrayList();
    const auto pem = readPrivateFile(path);
    if (!pem)
        return pem.error();
    auto list = pki::splitCertificates(*pem);
    if (!list)
        return unusable(QStringLiteral("%1 does not hold certificates").arg(path));
    return list;
}

base::Result<void> writeList(const QString &path, const QByteArrayList &certificates)
{
    return certificates.isEmpty() ? base::Result<void>() : writePrivateFile(path, certificates.join());
}

} // namespace

base::Result<pki::Credential> readCredential(const QString &folder)
{
    const auto key = readPrivateFile(folder + keyName);
    if (!key)
        return key.error();
    const auto certificate = readPrivateFile(folder + certificateName);
    if (!certificate)
        return certificate.error();
    const auto together = pki::belongTogether(*certificate, *key);
    if (!together || !*together)
        return unusable(QStringLiteral("certificate and key in %1 do not belong together").arg(folder));
    return pki::Credential{*key, *certificate};
}

base::Result<void> writeCredential(const QString &folder, const pki::Credential &credential)
{
    if (auto key = writePrivateFile(folder + keyName, credential.keyPem); !key)
        return key;
    return writePrivateFile(folder + certificateName, credential.certificatePem);
}

base::Result<Authorities> readAuthorities(const QString &folder)
{
    auto present = readCredential(folder);
    if (!present)
        return present.error();
    auto earlier = readList(folder + earlierName);
    if (!earlier)
        return earlier.error();
    auto crosses = readList(folder + crossesName);
    if (!crosses)
        return crosses.error();
    return Authorities{*std::move(present), *std::move(earlier), *std::move(crosses)};
}

base::Result<void> writeAuthorities(const QString &folder, const Authorities &authorities)
{
    if (auto earlier = writeList(folder + earlierName, authorities.earlier); !earlier)
        return earlier;
    if (auto crosses = writeList(folder + crossesName, authorities.crosses); !crosses)
        return crosses;
    return writeCredential(folder, authorities.present);
}

} // namespace luotsi::centre::identity
