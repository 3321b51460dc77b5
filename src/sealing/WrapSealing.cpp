#include "sealing/WrapSealing.h"

#include "crypto/Aead.h"

#include <cstring>

namespace luotsi::sealing {

using base::ErrorCode;
using base::Result;
using protocol::Wrap;
using protocol::WrapPurpose;

namespace {

// Content of a wrap has one fixed size and no structure to parse: version, purpose, draft, key id, draft key,
// slot key. It is put together and taken apart in guarded memory only.
constexpr std::uint8_t contentVersion = 1;
constexpr std::size_t keyBytes = 32;
constexpr std::size_t contentBytes =
    2 + protocol::DraftId::size + protocol::KeyId::size + keyBytes + keyBytes;

base::Error mismatch(const char *what)
{
    return {ErrorCode::WrapMismatch, QStringLiteral("wrap made for another %1").arg(QLatin1String(what)), {}};
}

Result<crypto::SecretBytes> contentOf(WrapPurpose purpose, const protocol::DraftId &draft,
                                      const DraftKeys &keys)
{
    if (keys.draftKey.size() != keyBytes || keys.slotKey.size() != keyBytes)
        return {ErrorCode::Internal, QStringLiteral("draft keys were moved away")};
    auto content = crypto::SecretBytes::zeroed(contentBytes);
    if (!content)
        return content;
    std::uint8_t *at = content->data();
    const auto put = [&at](const std::uint8_t *bytes, std::size_t size) {
        std::memcpy(at, bytes, size);
        at += size;
    };
    const std::uint8_t head[] = {contentVersion, static_cast<std::uint8_t>(purpose)};
    put(head, sizeof head);
    put(draft.data(), protocol::DraftId::size);
    put(keys.keyId.data(), protocol::KeyId::size);
    put(keys.draftKey.data(), keyBytes);
    put(keys.slotKey.data(), keyBytes);
    return content;
}

Result<DraftKeys> keysOf(const crypto::SecretBytes &content, const Wrap &wrap)
{
    if (content.size() != contentBytes || content.data()[0] != contentVersion)
        return {ErrorCode::MalformedInput, QStringLiteral("wrap content of another version")};
    if (content.data()[1] != static_cast<std::uint8_t>(wrap.purpose))
        return mismatch("purpose");
    qsizetype at = 2;
    const auto take = [&](std::size_t size) {
        at += static_cast<qsizetype>(size);
        return content.view().sliced(at - static_cast<qsizetype>(size), static_cast<qsizetype>(size));
    };
    if (take(protocol::DraftId::size) != wrap.draft.view())
        return mismatch("draft");
    if (take(protocol::KeyId::size) != wrap.key.view())
        return mismatch("key");
    auto draftKey = crypto::SecretBytes::copyOf(take(keyBytes));
    if (!draftKey)
        return draftKey.error();
    auto slotKey = crypto::SecretBytes::copyOf(take(keyBytes));
    if (!slotKey)
        return slotKey.error();
    return DraftKeys{wrap.key, *std::move(draftKey), *std::move(slotKey)};
}

Result<void> checkPlainFields(const Wrap &wrap, WrapPurpose purpose, const protocol::DraftId &draft)
{
    if (wrap.purpose != purpose)
        return mismatch("purpose");
    if (wrap.draft != draft)
        return mismatch("draft");
    return {};
}

QByteArray outerAssociated(const protocol::LookupId &lookup)
{
    return QByteArrayLiteral("luotsi outer 1\n") + lookup.toByteArray();
}

QByteArray joined(const crypto::Sealed &sealed)
{
    return sealed.nonce + sealed.ciphertext;
}

Result<QByteArray> openJoined(QByteArrayView bytes, QByteArrayView associated, const crypto::SecretBytes &key)
{
    if (bytes.size() < crypto::aeadNonceBytes)
        return {ErrorCode::CryptoRejected, QStringLiteral("sealed bytes too short")};
    return crypto::open(bytes.first(crypto::aeadNonceBytes), bytes.sliced(crypto::aeadNonceBytes), associated,
                        key);
}

QByteArray codeAssociated()
{
    // The content names draft, key and purpose itself, so that a moved wrap is told from a damaged one.
    return QByteArrayLiteral("luotsi code wrap 1\n");
}

} // namespace

Result<Wrap> sealWrap(WrapPurpose purpose, const protocol::DraftId &draft, const DraftKeys &keys,
                      QByteArrayView readerPublicKey, const protocol::KeyId &reader)
{
    if (purpose == WrapPurpose::ResumeCode)
        return mismatch("purpose");
    const auto content = contentOf(purpose, draft, keys);
    if (!content)
        return content.error();
    auto sealed = crypto::sealToBox(content->view(), readerPublicKey);
    if (!sealed)
        return sealed.error();
    return Wrap{purpose, draft, keys.keyId, reader, *std::move(sealed)};
}

Result<DraftKeys> openWrap(const Wrap &wrap, WrapPurpose purpose, const protocol::DraftId &draft,
                           const crypto::BoxKeyPair &reader)
{
    if (const auto checked = checkPlainFields(wrap, purpose, draft); !checked)
        return checked.error();
    const auto content = crypto::openBox(wrap.sealed, reader);
    if (!content)
        return content.error();
    return keysOf(*content, wrap);
}

Result<Wrap> sealCodeWrap(const protocol::DraftId &draft, const DraftKeys &keys, const crypto::CodeKeys &code,
                          base::Random &random)
{
    Wrap wrap{WrapPurpose::ResumeCode, draft, keys.keyId, readerOf(code), {}};
    const auto content = contentOf(wrap.purpose, draft, keys);
    if (!content)
        return content.error();
    const auto sealed = crypto::seal(content->view(), codeAssociated(), code.wrappingKey, random);
    if (!sealed)
        return sealed.error();
    wrap.sealed = joined(*sealed);
    return wrap;
}

Result<DraftKeys> openCodeWrap(const Wrap &wrap, const protocol::DraftId &draft, const crypto::CodeKeys &code)
{
    if (const auto checked = checkPlainFields(wrap, WrapPurpose::ResumeCode, draft); !checked)
        return checked.error();
    if (wrap.reader != readerOf(code))
        return mismatch("reader");
    auto plain = openJoined(wrap.sealed, codeAssociated(), code.wrappingKey);
    if (!plain)
        return plain.error();
    const auto content = crypto::SecretBytes::copyOf(*plain);
    crypto::wipe(*plain);
    if (!content)
        return content.error();
    return keysOf(*content, wrap);
}

Result<QByteArray> closeOuter(QByteArrayView sealedWrap, const protocol::LookupId &lookup,
                              QByteArrayView vaultKey, base::Random &random)
{
    const auto key = crypto::SecretBytes::copyOf(vaultKey);
    if (!key)
        return key.error();
    const auto sealed = crypto::seal(sealedWrap, outerAssociated(lookup), *key, random);
    if (!sealed)
        return sealed.error();
    return joined(*sealed);
}

Result<QByteArray> openOuter(QByteArrayView closed, const protocol::LookupId &lookup, QByteArrayView vaultKey)
{
    const auto key = crypto::SecretBytes::copyOf(vaultKey);
    if (!key)
        return key.error();
    return openJoined(closed, outerAssociated(lookup), *key);
}

protocol::LookupId lookupOf(const crypto::CodeKeys &code)
{
    return protocol::LookupId(code.lookup);
}

protocol::KeyId readerOf(const crypto::CodeKeys &code)
{
    return protocol::KeyId(code.reader);
}

} // namespace luotsi::sealing
