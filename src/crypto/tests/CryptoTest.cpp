#include "crypto/Aead.h"
#include "crypto/BoxKeys.h"
#include "crypto/KeyedHash.h"
#include "crypto/Signature.h"
#include "crypto/Sodium.h"
#include "crypto/SystemRandom.h"

#include <QtTest>

#include <type_traits>

using namespace luotsi;
using namespace luotsi::crypto;
using base::ErrorCode;

namespace {

/// Gives fixed bytes, for answers known from elsewhere.
class FixedRandom final : public base::Random
{
public:
    explicit FixedRandom(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    void fill(std::uint8_t *target, std::size_t size) override
    {
        for (std::size_t i = 0; i < size; ++i)
            target[i] = static_cast<std::uint8_t>(m_bytes[static_cast<qsizetype>(i) % m_bytes.size()]);
    }

private:
    QByteArray m_bytes;
};

SecretBytes secret(const QByteArray &bytes)
{
    return *SecretBytes::copyOf(bytes);
}

} // namespace

class CryptoTest : public QObject
{
    Q_OBJECT

    SystemRandom m_random;

private Q_SLOTS:
    void aead_agreesWithTheDraftsVector()
    {
        // draft-irtf-cfrg-xchacha-03, appendix A.3.1
        const QByteArray plain(
            "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
            "future, sunscreen would be it.");
        const auto associated = QByteArray::fromHex("50515253c0c1c2c3c4c5c6c7");
        const auto key =
            secret(QByteArray::fromHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"));
        FixedRandom nonce(QByteArray::fromHex("404142434445464748494a4b4c4d4e4f5051525354555657"));
        const auto sealed = seal(plain, associated, key, nonce);
        QVERIFY(sealed.ok());
        QCOMPARE(sealed->ciphertext.first(16).toHex(), QByteArray("bd6d179d3e83d43b9576579493c0e939"));
        QCOMPARE(sealed->ciphertext.last(16).toHex(), QByteArray("c0875924c1c7987947deafd8780acf49"));
        QCOMPARE(*open(sealed->nonce, sealed->ciphertext, associated, key), plain);
    }

    void aead_nothingOpensAfterAnyBitWasFlipped()
    {
        const auto key = *SecretBytes::random(32, m_random);
        const QByteArray associated("header");
        const auto sealed = *seal("answer", associated, key, m_random);
        const auto refused = [&](QByteArray nonce, QByteArray ciphertext, QByteArray header,
                                 const SecretBytes &with) {
            const auto opened = open(nonce, ciphertext, header, with);
            return !opened && opened.error().code == ErrorCode::CryptoRejected;
        };
        const auto flipped = [](QByteArray bytes, qsizetype bit) {
            bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
            return bytes;
        };
        for (qsizetype bit = 0; bit < sealed.nonce.size() * 8; ++bit)
            QVERIFY(refused(flipped(sealed.nonce, bit), sealed.ciphertext, associated, key));
        for (qsizetype bit = 0; bit < sealed.ciphertext.size() * 8; ++bit)
            QVERIFY(refused(sealed.nonce, flipped(sealed.ciphertext, bit), associated, key));
        for (qsizetype bit = 0; bit < associated.size() * 8; ++bit)
            QVERIFY(refused(sealed.nonce, sealed.ciphertext, flipped(associated, bit), key));
        QVERIFY(refused(sealed.nonce, sealed.ciphertext, associated, *SecretBytes::random(32, m_random)));
        QVERIFY(refused(sealed.nonce, sealed.ciphertext.first(15), associated, key));
        QVERIFY(refused(sealed.nonce.first(23), sealed.ciphertext, associated, key));
        QVERIFY(refused({}, {}, associated, key));
        QCOMPARE(*open(sealed.nonce, sealed.ciphertext, associated, key), QByteArray("answer"));
    }

    void aead_sameAnswerTwiceLooksDifferent()
    {
        const auto key = *SecretBytes::random(32, m_random);
        QVERIFY(seal("yes", "", key, m_random)->ciphertext != seal("yes", "", key, m_random)->ciphertext);
    }

    void aead_keyMovedAwaySealsNothing()
    {
        auto key = *SecretBytes::random(32, m_random);
        const SecretBytes other = std::move(key);
        QCOMPARE(seal("x", "", key, m_random).error().code, ErrorCode::Internal);
        QVERIFY(seal("x", "", other, m_random).ok());
    }

    void padding_hidesLengthInSteps()
    {
        QCOMPARE(paddedSize(0), 64);
        QCOMPARE(paddedSize(63), 64);
        QCOMPARE(paddedSize(64), 128);
        QCOMPARE(paddedSize(300), 512);
        QCOMPARE(paddedSize(16383), 16384);
        QCOMPARE(paddedSize(16384), 24576);
        QCOMPARE(paddedSize(48 * 1024 - 1), 48 * 1024);
        QCOMPARE(paddedSize(48 * 1024), 56 * 1024);
    }

    void padding_comesOffExactlyAsItWentOn()
    {
        for (const qsizetype size : {0, 1, 62, 63, 64, 127, 128, 5000, 16383, 16384, 30000}) {
            for (const char last : {'x', '\0', '\x80'}) {
                const QByteArray plain(size, last);
                const QByteArray padded = pad(plain);
                QCOMPARE(padded.size(), paddedSize(size));
                QCOMPARE(*unpad(padded), plain);
            }
        }
        QVERIFY(!unpad(QByteArray()));
        QVERIFY(!unpad(QByteArray(64, '\0')));
        QVERIFY(!unpad(QByteArray(64, 'x')));
        QVERIFY(!unpad(pad("x") + QByteArray(64, '\0')));
    }

    void keyedHash_agreesWithTheReferenceVector()
    {
        // BLAKE2b-256 with the key 00 01 … 1f: computed with the BLAKE2 reference implementation (hashlib).
        QByteArray key;
        for (int i = 0; i < 32; ++i)
            key.append(static_cast<char>(i));
        const auto hash = keyedHash("abc", secret(key));
        QVERIFY(hash.ok());
        QCOMPARE(QByteArray(reinterpret_cast<const char *>(hash->data()), 32).toHex(),
                 QByteArray("d63a32d3e44738d7907f964316c241adaba0abfeabc32349677578a15a203f7f"));
        QVERIFY(*hash != *keyedHash("abd", secret(key)));
        QVERIFY(*hash != *keyedHash("abc", secret(QByteArray(32, 'k'))));
        QCOMPARE(keyedHash("abc", secret("short")).error().code, ErrorCode::Internal);
    }

    void derivedKeys_differByNumberAndUse()
    {
        const auto root = *SecretBytes::random(32, m_random);
        const auto first = *deriveKey(root, 1, "LuotsiAA", 32);
        QVERIFY(first.view() == deriveKey(root, 1, "LuotsiAA", 32)->view());
        QVERIFY(first.view() != deriveKey(root, 2, "LuotsiAA", 32)->view());
        QVERIFY(first.view() != deriveKey(root, 1, "LuotsiBB", 32)->view());
        QVERIFY(!deriveKey(root, 1, "short", 32));
    }

    void box_opensForItsReaderOnly()
    {
        const auto reader = *BoxKeyPair::generate(m_random);
        const auto other = *BoxKeyPair::generate(m_random);
        auto sealed = *sealToBox("keys", reader.publicKey);
        QVERIFY(openBox(sealed, reader)->view() == QByteArrayView("keys"));
        QCOMPARE(openBox(sealed, other).error().code, ErrorCode::CryptoRejected);
        for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
            QByteArray flipped = sealed;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
            // The top bit of an X25519 point does not count (RFC 7748), but the box binds the key's bytes.
            QVERIFY(!openBox(flipped, reader));
        }
        QVERIFY(!openBox(sealed.first(48), reader));
        QCOMPARE(sealToBox("keys", "short").error().code, ErrorCode::MalformedInput);
        QVERIFY(!sealToBox("keys", QByteArray(32, '\0')));
    }

    void box_publicKeyFollowsFromTheSecret()
    {
        // RFC 7748 section 6.1, Alice
        const auto pair = BoxKeyPair::fromSecret(
            secret(QByteArray::fromHex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a")));
        QVERIFY(pair.ok());
        QCOMPARE(pair->publicKey.toHex(),
                 QByteArray("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"));
        QVERIFY(!BoxKeyPair::fromSecret(secret("short")));
    }

    void signature_agreesWithRfc8032()
    {
        // RFC 8032 section 7.1, test 2
        const auto key = SigningKey::fromSeed(
            secret(QByteArray::fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")));
        QVERIFY(key.ok());
        QCOMPARE(key->publicKey.toHex(),
                 QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        const auto signature = sign(QByteArray(1, '\x72'), *key);
        QCOMPARE(signature->toHex(),
                 QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
        QVERIFY(key->seed()->view() ==
                QByteArrayView(
                    QByteArray::fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")));
    }

    void signature_holdsForItsMessageAndKeyOnly()
    {
        const auto key = *SigningKey::generate(m_random);
        const auto other = *SigningKey::generate(m_random);
        const auto signature = *sign("message", key);
        QVERIFY(verifySignature("message", signature, key.publicKey).ok());
        QCOMPARE(verifySignature("massage", signature, key.publicKey).error().code,
                 ErrorCode::SignatureInvalid);
        QVERIFY(!verifySignature("message", signature, other.publicKey));
        QVERIFY(!verifySignature("message", signature.first(63), key.publicKey));
        QVERIFY(!verifySignature("message", signature, QByteArray()));
        QByteArray flipped = signature;
        flipped[0] = static_cast<char>(flipped[0] ^ 1);
        QVERIFY(!verifySignature("message", flipped, key.publicKey));
    }

    void secrets_haveOnePlaceAndAreLocked()
    {
        static_assert(!std::is_copy_constructible_v<SecretBytes>);
        static_assert(!std::is_copy_assignable_v<SecretBytes>);
        auto first = *SecretBytes::copyOf("key");
        const auto copy = *first.clone();
        const std::uint8_t *place = first.data();
        SecretBytes second = std::move(first);
        QVERIFY(first.isEmpty());
        QCOMPARE(second.data(), place);
        QVERIFY(copy.data() != place);
        QVERIFY(copy.view() == second.view());
        QCOMPARE(SecretBytes::zeroed(3)->view(), QByteArrayView("\0\0\0", 3));
        QVERIFY(memoryCanBeLocked());
        QByteArray passing("plain answer");
        wipe(passing);
        QVERIFY(passing.isEmpty());
    }

    void comparison_saysEqualOnlyForTheSameBytes()
    {
        QVERIFY(equalConstantTime("abc", "abc"));
        QVERIFY(!equalConstantTime("abc", "abd"));
        QVERIFY(!equalConstantTime("abc", "ab"));
        QVERIFY(equalConstantTime("", ""));
    }

    void systemRandom_givesEveryTimeSomethingElse()
    {
        std::array<std::uint8_t, 32> first{};
        std::array<std::uint8_t, 32> second{};
        m_random.fill(first.data(), first.size());
        m_random.fill(second.data(), second.size());
        QVERIFY(first != second);
    }
};

QTEST_APPLESS_MAIN(CryptoTest)
#include "CryptoTest.moc"
