#include "sealing/BlobSealing.h"

#include "crypto/SecretBytes.h"

#include <QCryptographicHash>

namespace luotsi::sealing {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype nameDigits = 12;
constexpr qsizetype longestExtension = 8;

} // namespace

protocol::BlobId blobIdOf(QByteArrayView sealed)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::fromRawData(sealed.data(), sealed.size()));
    return *protocol::BlobId::fromBytes(hash.result());
}

Result<BlobSealer> BlobSealer::begin(base::Random &random)
{
    const auto key = random.make<protocol::BlobKey>();
    const auto secret = crypto::SecretBytes::copyOf(key.view());
    if (!secret)
        return secret.error();
    auto segments = crypto::SegmentSealer::begin(*secret);
    if (!segments)
        return segments.error();
    return BlobSealer(key, std::move(*segments));
}

Result<SealedBlob> sealBlob(QByteArrayView plain, base::Random &random)
{
    auto sealer = BlobSealer::begin(random);
    if (!sealer)
        return sealer.error();
    auto sealed = sealer->add(plain);
    if (!sealed)
        return sealed.error();
    const auto rest = sealer->finish();
    if (!rest)
        return rest.error();
    SealedBlob blob{{}, sealer->key(), std::move(*sealed)};
    blob.sealed += *rest;
    blob.id = blobIdOf(blob.sealed);
    return blob;
}

Result<QByteArray> openBlob(QByteArrayView sealed, const protocol::BlobId &id, const protocol::BlobKey &key)
{
    if (blobIdOf(sealed) != id)
        return {ErrorCode::CryptoRejected, QStringLiteral("attachment bytes of another id")};
    const auto secret = crypto::SecretBytes::copyOf(key.view());
    if (!secret)
        return secret.error();
    return crypto::openFile(sealed, *secret);
}

QString attachmentName(const protocol::BlobId &id, QStringView extension)
{
    QString name = QString::fromLatin1(id.toHex().first(nameDigits));
    QString kept;
    for (const QChar symbol : extension) {
        const char latin = symbol.toLower().toLatin1();
        const bool fits = (latin >= 'a' && latin <= 'z') || (latin >= '0' && latin <= '9');
        if (fits && kept.size() < longestExtension)
            kept.append(QLatin1Char(latin));
    }
    return kept.isEmpty() ? name : name + QLatin1Char('.') + kept;
}

} // namespace luotsi::sealing
