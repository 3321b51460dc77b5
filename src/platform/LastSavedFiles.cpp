#include "platform/LastSavedFiles.h"

#include "crypto/Aead.h"
#include "crypto/KeyedHash.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace luotsi::platform {

using base::ErrorCode;
using base::Result;

namespace {

constexpr std::uint64_t keyNumber = 1;
constexpr char keyUse[] = "lastsave";

QByteArray associated(const QString &formId)
{
    return "luotsi last-saved 1\n" + formId.toUtf8();
}

} // namespace

Result<std::unique_ptr<LastSavedFiles>>
LastSavedFiles::open(const QString &folder, const crypto::SecretBytes &vaultKey, base::Random &random)
{
    auto key = crypto::deriveKey(vaultKey, keyNumber, keyUse, crypto::aeadKeyBytes);
    if (!key)
        return key.error();
    return std::unique_ptr<LastSavedFiles>(new LastSavedFiles(folder, std::move(*key), random));
}

LastSavedFiles::LastSavedFiles(QString folder, crypto::SecretBytes key, base::Random &random)
    : m_folder(std::move(folder)), m_key(std::move(key)), m_random(random)
{
}

Result<QString> LastSavedFiles::fileOf(const QString &formId) const
{
    const auto hash = crypto::keyedHash(formId.toUtf8(), m_key);
    if (!hash)
        return hash.error();
    const QByteArray bytes(reinterpret_cast<const char *>(hash->data()),
                           static_cast<qsizetype>(hash->size()));
    return QDir(m_folder).filePath(QString::fromLatin1(bytes.toHex()));
}

Result<QByteArray> LastSavedFiles::read(const QString &formId)
{
    const auto name = fileOf(formId);
    if (!name)
        return name.error();
    QFile file(*name);
    if (!file.exists())
        return ErrorCode::NotFound;
    if (!file.open(QIODevice::ReadOnly))
        return ErrorCode::StoreFailed;
    const QByteArray sealed = file.readAll();
    if (sealed.size() < crypto::aeadNonceBytes)
        return ErrorCode::CryptoRejected;
    return crypto::open(sealed.first(crypto::aeadNonceBytes), sealed.mid(crypto::aeadNonceBytes),
                        associated(formId), m_key);
}

Result<void> LastSavedFiles::keep(const QString &formId, const QByteArray &instanceXml)
{
    const auto name = fileOf(formId);
    if (!name)
        return name.error();
    const auto sealed = crypto::seal(instanceXml, associated(formId), m_key, m_random);
    if (!sealed)
        return sealed.error();
    if (!QDir().mkpath(m_folder))
        return ErrorCode::StoreFailed;
    QSaveFile file(*name);
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(sealed->nonce + sealed->ciphertext) < 0 || !file.commit())
        return ErrorCode::StoreFailed;
    return {};
}

Result<void> LastSavedFiles::forget(const QString &formId)
{
    const auto name = fileOf(formId);
    if (!name)
        return name.error();
    if (QFile::exists(*name) && !QFile::remove(*name))
        return ErrorCode::StoreFailed;
    return {};
}

} // namespace luotsi::platform
