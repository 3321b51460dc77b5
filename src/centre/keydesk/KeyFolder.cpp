#include "centre/keydesk/KeyFolder.h"

#include "centre/identity/CentreIdentity.h"

#include <QDir>
#include <QFile>

namespace luotsi::centre::keydesk {

using base::ErrorCode;

base::Result<crypto::BoxKeyPair> KeyFolder::open(const protocol::KeyId &id) const
{
    if (!available())
        return base::Error{
            ErrorCode::StoreKeyUnavailable, QStringLiteral("the key desk's folder is not there"), {}};
    const QString path = m_folder + u'/' + QString::fromLatin1(id.toHex()) + QStringLiteral(".key");
    if (!QFile::exists(path))
        return base::Error{ErrorCode::NotFound, QStringLiteral("no intake key of that id"), {}};
    auto bytes = identity::readKeyFile(path);
    if (!bytes)
        return bytes.error();
    auto secret = crypto::SecretBytes::copyOf(*bytes);
    crypto::wipe(*bytes);
    if (!secret)
        return secret.error();
    return crypto::BoxKeyPair::fromSecret(std::move(*secret));
}

bool KeyFolder::available() const
{
    return QDir(m_folder).exists();
}

} // namespace luotsi::centre::keydesk
