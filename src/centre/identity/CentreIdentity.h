#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "crypto/Signature.h"
#include "pki/Certificates.h"
#include "sync/protocol/Ids.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace luotsi::centre::identity {

namespace protocol = sync::protocol;

/// Where the parts of a centre lie below its folder. Everything is mode 0700 and 0600. The key desk's part is
/// a folder of its own, so that it can belong to another user.
struct CentreLayout
{
    QString folder;

    [[nodiscard]] QString authority() const { return folder + QStringLiteral("/authority"); }
    [[nodiscard]] QString server() const { return folder + QStringLiteral("/server"); }
    [[nodiscard]] QString keys() const { return folder + QStringLiteral("/keys"); }
    [[nodiscard]] QString keyDesk() const { return folder + QStringLiteral("/keydesk"); }
    [[nodiscard]] QString signing() const { return folder + QStringLiteral("/signing"); }
    [[nodiscard]] QString bundles() const { return folder + QStringLiteral("/bundles"); }
    [[nodiscard]] QString database() const { return folder + QStringLiteral("/data/centre.db"); }
    [[nodiscard]] QString blobs() const { return folder + QStringLiteral("/data/blobs"); }
    [[nodiscard]] QString storageKey() const { return keys() + QStringLiteral("/storage.key"); }
    [[nodiscard]] QString storageChoice() const { return keys() + QStringLiteral("/storage.json"); }
};

/// Public half of the intake key in use; its private half is the key desk's alone.
struct IntakeKey
{
    protocol::KeyId id;
    QByteArray publicKey; ///< X25519, 32 bytes
};

/// What the endpoint is: authority, server certificate, receipt key, the secret of the codes' outer layer and
/// the intake key's public half, which is read at each use. Holds no key that opens a draft. All else is
/// immutable after loading; any thread.
class CentreIdentity
{
public:
    /// StoreKeyUnavailable when a part is missing or does not belong to the others.
    [[nodiscard]] static base::Result<CentreIdentity> load(const CentreLayout &layout);

    /// The present one: it signs what is signed from now on.
    [[nodiscard]] const pki::Credential &authority() const { return m_authority; }
    [[nodiscard]] const pki::Validity &authorityValidity() const { return m_authorityValidity; }
    /// Roots in PEM, the present one first: certificates of each of them are known here.
    [[nodiscard]] QByteArray authoritiesInForce() const;
    /// The present root with the cross certificates that lead back from it, newest first.
    [[nodiscard]] QByteArray succession() const;
    /// The root a device of this moment was enrolled with, as far as it is still in force.
    [[nodiscard]] QByteArray authorityAt(std::int64_t moment) const;
    /// The certificate has the chain behind it that TLS shows.
    [[nodiscard]] const pki::Credential &server() const { return m_server; }
    [[nodiscard]] const crypto::SigningKey &receiptKey() const { return m_receiptKey; }
    [[nodiscard]] const QByteArray &codeLayerKey() const { return m_codeLayerKey; }
    /// The one in use now: rotateIntakeKey may have been run since. Should it not be readable, the last one
    /// known, which the key desk still has.
    [[nodiscard]] IntakeKey intakeKey() const;

private:
    struct Earlier
    {
        QByteArray certificatePem;
        std::int64_t begins = 0;
    };

    CentreIdentity() = default;
    pki::Credential m_authority;
    pki::Validity m_authorityValidity;
    std::vector<Earlier> m_earlier; ///< newest first
    QByteArray m_crosses;
    pki::Credential m_server;
    crypto::SigningKey m_receiptKey;
    QByteArray m_codeLayerKey;
    QString m_intakePath;
    IntakeKey m_intakeKey;
};

/// Makes a whole new centre: authority, server certificate for `names`, receipt key, intake key, signing
/// root, storage key. StoreBusy when the folder already holds a centre: nothing is ever overwritten.
[[nodiscard]] base::Result<void> createCentre(const CentreLayout &layout, const QStringList &names,
                                              const base::Clock &clock, base::Random &random);

/// A new intake key becomes the one in use; older ones stay at the key desk until their retention time ends.
[[nodiscard]] base::Result<IntakeKey> rotateIntakeKey(const CentreLayout &layout, base::Random &random);

/// The key that signs packs and profiles of this centre.
[[nodiscard]] base::Result<crypto::SigningKey> loadSigningRoot(const CentreLayout &layout);

/// 32 bytes from a key file (hexadecimal, mode 0600). StoreKeyUnavailable otherwise.
[[nodiscard]] base::Result<QByteArray> readKeyFile(const QString &path);

} // namespace luotsi::centre::identity
