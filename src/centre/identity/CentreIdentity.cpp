#include "centre/identity/CentreIdentity.h"

#include "base/Log.h"
#include "centre/identity/AuthorityFiles.h"
#include "centre/identity/PrivateFiles.h"
#include "crypto/BoxKeys.h"
#include "pki/CertificateFacts.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::centre::identity {

using base::ErrorCode;

namespace {

constexpr qsizetype secretBytes = 32;

const QString receiptName = QStringLiteral("/receipt.key");
const QString codeLayerName = QStringLiteral("/codes.key");
const QString intakeName = QStringLiteral("/intake.json");
const QString signingName = QStringLiteral("/root.key");

base::Error unusable(const QString &what)
{
    return {ErrorCode::StoreKeyUnavailable, what, {}};
}

base::Result<void> writeSecret(const QString &path, QByteArrayView secret)
{
    return writePrivateFile(path, secret.toByteArray().toHex() + '\n');
}

base::Result<crypto::SigningKey> readSigningKey(const QString &path)
{
    auto seed = readKeyFile(path);
    if (!seed)
        return seed.error();
    const auto guarded = crypto::SecretBytes::copyOf(*seed);
    crypto::wipe(*seed);
    if (!guarded)
        return guarded.error();
    return crypto::SigningKey::fromSeed(*guarded);
}

base::Result<QByteArray> writeSigningKey(const QString &path, base::Random &random)
{
    const auto key = crypto::SigningKey::generate(random);
    if (!key)
        return key.error();
    const auto seed = key->seed();
    if (!seed)
        return seed.error();
    if (auto written = writeSecret(path, seed->view()); !written)
        return written.error();
    return key->publicKey;
}

base::Result<void> writeRandomKey(const QString &path, base::Random &random)
{
    const auto key = crypto::SecretBytes::random(secretBytes, random);
    if (!key)
        return key.error();
    return writeSecret(path, key->view());
}

base::Result<IntakeKey> readIntakeKey(const QString &path)
{
    const auto bytes = readPrivateFile(path);
    if (!bytes)
        return bytes.error();
    const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
    const auto id = protocol::KeyId::fromHex(object.value(QStringLiteral("id")).toString().toLatin1());
    const QByteArray publicKey =
        QByteArray::fromHex(object.value(QStringLiteral("publicKey")).toString().toLatin1());
    if (!id || publicKey.size() != secretBytes)
        return unusable(QStringLiteral("%1 does not name an intake key").arg(path));
    return IntakeKey{*id, publicKey};
}

base::Result<void> makeFolders(const CentreLayout &layout)
{
    for (const QString &folder : {layout.folder, layout.authority(), layout.server(), layout.keys(),
                                  layout.keyDesk(), layout.signing(), layout.bundles(), layout.blobs()}) {
        if (auto made = makePrivateFolder(folder); !made)
            return made;
    }
    return {};
}

base::Result<void> makeCertificates(const CentreLayout &layout, const QStringList &names, std::int64_t now,
                                    base::Random &random)
{
    const pki::Validity rootValidity{now - clockMargin, now + authorityLifetime};
    const auto authority = pki::makeAuthority(QStringLiteral("Luotsi centre"), rootValidity, random);
    if (!authority)
        return authority.error();
    const pki::Validity serverValidity{now - clockMargin, now + serverLifetime};
    const auto server = pki::issueServerCertificate(*authority, names, serverValidity, random);
    if (!server)
        return server.error();
    if (auto written = writeCredential(layout.authority(), *authority); !written)
        return written;
    return writeCredential(layout.server(), *server);
}

base::Result<void> makeKeys(const CentreLayout &layout, base::Random &random)
{
    if (auto receipt = writeSigningKey(layout.keys() + receiptName, random); !receipt)
        return receipt.error();
    if (auto codes = writeRandomKey(layout.keys() + codeLayerName, random); !codes)
        return codes;
    if (auto storage = writeRandomKey(layout.storageKey(), random); !storage)
        return storage;
    if (auto intake = rotateIntakeKey(layout, random); !intake)
        return intake.error();
    if (auto root = writeSigningKey(layout.signing() + signingName, random); !root)
        return root.error();
    return {};
}

} // namespace

base::Result<CentreIdentity> CentreIdentity::load(const CentreLayout &layout)
{
    CentreIdentity identity;
    auto authorities = readAuthorities(layout.authority());
    if (!authorities)
        return authorities.error();
    auto server = readCredential(layout.server());
    if (!server)
        return server.error();
    auto receiptKey = readSigningKey(layout.keys() + receiptName);
    if (!receiptKey)
        return receiptKey.error();
    auto codeLayer = readKeyFile(layout.keys() + codeLayerName);
    if (!codeLayer)
        return codeLayer.error();
    auto intake = readIntakeKey(layout.keys() + intakeName);
    if (!intake)
        return intake.error();
    for (const QByteArray &earlier : authorities->earlier) {
        const auto facts = pki::readCertificate(earlier);
        if (!facts)
            return facts.error();
        identity.m_earlier.push_back({earlier, facts->validity.notBefore + clockMargin});
    }
    const auto facts = pki::readCertificate(authorities->present.certificatePem);
    if (!facts)
        return facts.error();
    identity.m_authorityValidity = facts->validity;
    identity.m_authority = std::move(authorities->present);
    identity.m_crosses = authorities->crosses.join();
    identity.m_server = std::move(*server);
    identity.m_receiptKey = std::move(*receiptKey);
    identity.m_codeLayerKey = std::move(*codeLayer);
    identity.m_intakePath = layout.keys() + intakeName;
    identity.m_intakeKey = std::move(*intake);
    return identity;
}

QByteArray CentreIdentity::authoritiesInForce() const
{
    QByteArray pem = m_authority.certificatePem;
    for (const Earlier &earlier : m_earlier)
        pem += earlier.certificatePem;
    return pem;
}

QByteArray CentreIdentity::succession() const
{
    return m_authority.certificatePem + m_crosses;
}

QByteArray CentreIdentity::authorityAt(std::int64_t moment) const
{
    QByteArray pem = m_authority.certificatePem;
    std::int64_t begins = m_authorityValidity.notBefore + clockMargin;
    for (const Earlier &earlier : m_earlier) {
        if (begins <= moment)
            break;
        pem = earlier.certificatePem;
        begins = earlier.begins;
    }
    return pem;
}

IntakeKey CentreIdentity::intakeKey() const
{
    auto current = readIntakeKey(m_intakePath);
    if (current)
        return std::move(*current);
    base::logEvent("intake-key-unreadable", {{"error", current.error().code}});
    return m_intakeKey;
}

base::Result<void> createCentre(const CentreLayout &layout, const QStringList &names,
                                const base::Clock &clock, base::Random &random)
{
    if (QFileInfo::exists(layout.authority()))
        return base::Error{
            ErrorCode::StoreBusy, QStringLiteral("%1 already holds a centre").arg(layout.folder), {}};
    if (auto made = makeFolders(layout); !made)
        return made;
    if (auto made = makeCertificates(layout, names, clock.wallMilliseconds(), random); !made)
        return made;
    return makeKeys(layout, random);
}

base::Result<IntakeKey> rotateIntakeKey(const CentreLayout &layout, base::Random &random)
{
    const auto pair = crypto::BoxKeyPair::generate(random);
    if (!pair)
        return pair.error();
    const QByteArray hash = QCryptographicHash::hash(pair->publicKey, QCryptographicHash::Sha256);
    const IntakeKey key{*protocol::KeyId::fromBytes(QByteArrayView(hash).first(protocol::KeyId::size)),
                        pair->publicKey};
    // The private half first: a key that devices use but the desk does not have would lock submissions in.
    const QString path =
        layout.keyDesk() + u'/' + QString::fromLatin1(key.id.toHex()) + QStringLiteral(".key");
    if (auto written = writeSecret(path, pair->secret.view()); !written)
        return written.error();
    const QJsonObject object{{QStringLiteral("id"), QString::fromLatin1(key.id.toHex())},
                             {QStringLiteral("publicKey"), QString::fromLatin1(key.publicKey.toHex())}};
    if (auto written = writePrivateFile(layout.keys() + intakeName, QJsonDocument(object).toJson()); !written)
        return written.error();
    return key;
}

base::Result<crypto::SigningKey> loadSigningRoot(const CentreLayout &layout)
{
    return readSigningKey(layout.signing() + signingName);
}

base::Result<QByteArray> readKeyFile(const QString &path)
{
    const auto text = readPrivateFile(path);
    if (!text)
        return text.error();
    QByteArray key = QByteArray::fromHex(text->trimmed());
    if (key.size() != secretBytes)
        return unusable(QStringLiteral("%1 does not hold a key of 32 bytes").arg(path));
    return key;
}

} // namespace luotsi::centre::identity
