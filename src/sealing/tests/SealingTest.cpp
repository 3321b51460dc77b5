#include "crypto/SystemRandom.h"
#include "sealing/BlobSealing.h"
#include "sealing/ChangeSealing.h"
#include "sealing/ReceiptSigning.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/ChangeCodec.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::sealing;
using base::ErrorCode;
using protocol::WrapPurpose;

namespace {

QJsonValue vector(const char *name)
{
    QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/sync/protocol/vectors/derivations.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("vectors are missing");
    return QJsonDocument::fromJson(file.readAll())[QLatin1String(name)];
}

QByteArray hex(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

/// The keys of the vectors.
DraftKeys vectorKeys()
{
    const QJsonValue json = vector("codeWrap");
    return {*protocol::KeyId::fromBytes(hex(json[u"keyId"])),
            *crypto::SecretBytes::copyOf(hex(json[u"draftKey"])),
            *crypto::SecretBytes::copyOf(hex(json[u"slotKey"]))};
}

bool sameKeys(const DraftKeys &a, const DraftKeys &b)
{
    return a.keyId == b.keyId && a.draftKey.view() == b.draftKey.view() &&
           a.slotKey.view() == b.slotKey.view();
}

template<typename Value> bool refusedWith(const base::Result<Value> &result, ErrorCode code)
{
    return !result && result.error().code == code;
}

QByteArray flipped(QByteArray bytes, qsizetype at)
{
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    return bytes;
}

} // namespace

class SealingTest : public QObject
{
    Q_OBJECT

    crypto::SystemRandom m_random;

    protocol::ChangeHeader header()
    {
        protocol::ChangeHeader header;
        header.draft = m_random.make<protocol::DraftId>();
        header.slot = m_random.make<protocol::SlotId>();
        header.form = m_random.make<protocol::FormHash>();
        return header;
    }

    const protocol::Body m_answer =
        protocol::AnswerBody{QStringLiteral("/data/rent"), QStringLiteral("612.40")};

private Q_SLOTS:
    void change_opensToWhatWasSealed()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto change = sealChange(header(), m_answer, keys, m_random);
        QVERIFY(change.ok());
        QCOMPARE(change->header.kind, protocol::ChangeKind::Answer);
        QCOMPARE(change->header.key, keys.keyId);
        QVERIFY(*openChange(*change, keys) == m_answer);
        const auto travelled = protocol::decodeChange(change->bytes);
        QVERIFY(travelled.ok());
        QVERIFY(*openChange(*travelled, keys) == m_answer);
        QVERIFY(!change->bytes.contains("612.40"));
        QVERIFY(!change->bytes.contains("rent"));
    }

    void change_ofAnotherImplementationOpens()
    {
        const QJsonValue json = vector("sealedAnswer");
        const auto change = protocol::decodeChange(hex(json[u"change"]));
        QVERIFY(change.ok());
        const auto body = openChange(*change, vectorKeys());
        QVERIFY(body.ok());
        QVERIFY(*body ==
                protocol::Body(protocol::AnswerBody{json[u"path"].toString(), json[u"value"].toString()}));
    }

    void change_lengthOfTheAnswerDoesNotShow()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto sealedSize = [&](const QString &value) {
            return sealChange(header(), protocol::AnswerBody{QStringLiteral("/data/a"), value}, keys,
                              m_random)
                ->ciphertext.size();
        };
        QCOMPARE(sealedSize(QStringLiteral("no")), sealedSize(QStringLiteral("yes, and I am not safe")));
    }

    void change_parentsAreNamedOnceAndInOrder()
    {
        const auto keys = *DraftKeys::create(m_random);
        auto unsorted = header();
        const auto one = m_random.make<protocol::ChangeId>();
        const auto two = m_random.make<protocol::ChangeId>();
        unsorted.parents = {std::max(one, two), std::min(one, two), one};
        const auto change = sealChange(unsorted, m_answer, keys, m_random);
        QVERIFY(change.ok());
        QCOMPARE(change->header.parents, (std::vector{std::min(one, two), std::max(one, two)}));
    }

    void change_headerCannotBeExchanged()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto change = *sealChange(header(), m_answer, keys, m_random);
        auto moved = change.header;
        moved.draft = m_random.make<protocol::DraftId>();
        QVERIFY(refusedWith(openChange(*protocol::makeChange(moved, change.nonce, change.ciphertext), keys),
                            ErrorCode::CryptoRejected));
        auto other = change.header;
        other.slot = m_random.make<protocol::SlotId>();
        QVERIFY(refusedWith(openChange(*protocol::makeChange(other, change.nonce, change.ciphertext), keys),
                            ErrorCode::CryptoRejected));
        auto later = change.header;
        later.deviceTime += 1;
        QVERIFY(refusedWith(openChange(*protocol::makeChange(later, change.nonce, change.ciphertext), keys),
                            ErrorCode::CryptoRejected));
    }

    void change_flippedBitsAndOtherKeysOpenNothing()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto change = *sealChange(header(), m_answer, keys, m_random);
        for (qsizetype at = 0; at < change.ciphertext.size(); at += 7) {
            const auto changed =
                protocol::makeChange(change.header, change.nonce, flipped(change.ciphertext, at));
            QVERIFY(refusedWith(openChange(*changed, keys), ErrorCode::CryptoRejected));
        }
        QVERIFY(refusedWith(openChange(change, *DraftKeys::create(m_random)), ErrorCode::WrapMismatch));
        auto forged = *DraftKeys::create(m_random);
        forged.keyId = keys.keyId;
        QVERIFY(refusedWith(openChange(change, forged), ErrorCode::CryptoRejected));
    }

    void change_withoutASealedBodyHasNothingToOpen()
    {
        const auto keys = *DraftKeys::create(m_random);
        auto erase = header();
        erase.kind = protocol::ChangeKind::Erase;
        QVERIFY(refusedWith(openChange(*protocol::makeChange(erase, {}, {}), keys), ErrorCode::NotFound));
    }

    void change_bodyTooLargeForARecordIsSaid()
    {
        const auto keys = *DraftKeys::create(m_random);
        const protocol::Body large = protocol::AnswerBody{QStringLiteral("/data/a"), QString(60'000, u'x')};
        QVERIFY(refusedWith(sealChange(header(), large, keys, m_random), ErrorCode::QuotaExceeded));
    }

    void slot_isTheSameForTheSamePathAndKeyOnly()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto slot = *slotFor(keys, u"/data/rent");
        QCOMPARE(*slotFor(*keys.clone(), u"/data/rent"), slot);
        QCOMPARE(*slotFor(*keys.successor(m_random), u"/data/rent"), slot);
        QVERIFY(*slotFor(keys, u"/data/rents") != slot);
        QVERIFY(*slotFor(*DraftKeys::create(m_random), u"/data/rent") != slot);
        const QJsonValue json = vector("slot");
        QCOMPARE(slotFor(vectorKeys(), json[u"path"].toString())->toHex(),
                 json[u"slot"].toString().toLatin1());
    }

    void successor_hasAnotherDraftKeyAndTheSameSlotKey()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto next = *keys.successor(m_random);
        QVERIFY(next.keyId != keys.keyId);
        QVERIFY(next.draftKey.view() != keys.draftKey.view());
        QVERIFY(next.slotKey.view() == keys.slotKey.view());
    }

    void wrap_opensTheDraftKeyAndPurposeItWasMadeFor()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto reader = *crypto::BoxKeyPair::generate(m_random);
        const auto draft = m_random.make<protocol::DraftId>();
        const auto wrap =
            *sealWrap(WrapPurpose::Intake, draft, keys, reader.publicKey, m_random.make<protocol::KeyId>());
        const auto opened = openWrap(wrap, WrapPurpose::Intake, draft, reader);
        QVERIFY(opened.ok());
        QVERIFY(sameKeys(*opened, keys));
        QVERIFY(
            refusedWith(openWrap(wrap, WrapPurpose::Intake, draft, *crypto::BoxKeyPair::generate(m_random)),
                        ErrorCode::CryptoRejected));
        auto damaged = wrap;
        damaged.sealed = flipped(damaged.sealed, 60);
        QVERIFY(
            refusedWith(openWrap(damaged, WrapPurpose::Intake, draft, reader), ErrorCode::CryptoRejected));
    }

    void wrap_movedToAnotherDraftIsRefused()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto reader = *crypto::BoxKeyPair::generate(m_random);
        const auto draft = m_random.make<protocol::DraftId>();
        const auto other = m_random.make<protocol::DraftId>();
        const auto wrap = *sealWrap(WrapPurpose::Intake, draft, keys, reader.publicKey, {});
        QVERIFY(refusedWith(openWrap(wrap, WrapPurpose::Intake, other, reader), ErrorCode::WrapMismatch));
        auto moved = wrap; // the thief also changes what everybody can read
        moved.draft = other;
        QVERIFY(refusedWith(openWrap(moved, WrapPurpose::Intake, other, reader), ErrorCode::WrapMismatch));
    }

    void wrap_usedForAnotherPurposeOrKeyIsRefused()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto reader = *crypto::BoxKeyPair::generate(m_random);
        const auto draft = m_random.make<protocol::DraftId>();
        const auto wrap = *sealWrap(WrapPurpose::Worker, draft, keys, reader.publicKey, {});
        QVERIFY(refusedWith(openWrap(wrap, WrapPurpose::Intake, draft, reader), ErrorCode::WrapMismatch));
        auto relabelled = wrap;
        relabelled.purpose = WrapPurpose::Intake;
        QVERIFY(
            refusedWith(openWrap(relabelled, WrapPurpose::Intake, draft, reader), ErrorCode::WrapMismatch));
        auto rekeyed = wrap;
        rekeyed.key = m_random.make<protocol::KeyId>();
        QVERIFY(refusedWith(openWrap(rekeyed, WrapPurpose::Worker, draft, reader), ErrorCode::WrapMismatch));
        QVERIFY(refusedWith(sealWrap(WrapPurpose::ResumeCode, draft, keys, reader.publicKey, {}),
                            ErrorCode::WrapMismatch));
    }

    void codeWrap_opensWithItsCodeOnly()
    {
        const auto keys = *DraftKeys::create(m_random);
        const auto draft = m_random.make<protocol::DraftId>();
        const auto code = *crypto::deriveCodeKeys(crypto::ResumeCode::generate(m_random));
        const auto wrong = *crypto::deriveCodeKeys(crypto::ResumeCode::generate(m_random));
        const auto wrap = *sealCodeWrap(draft, keys, code, m_random);
        QVERIFY(sameKeys(*openCodeWrap(wrap, draft, code), keys));
        QVERIFY(refusedWith(openCodeWrap(wrap, draft, wrong), ErrorCode::WrapMismatch));
        auto relabelled = wrap;
        relabelled.reader = readerOf(wrong);
        QVERIFY(refusedWith(openCodeWrap(relabelled, draft, wrong), ErrorCode::CryptoRejected));
        auto moved = wrap;
        moved.draft = m_random.make<protocol::DraftId>();
        QVERIFY(refusedWith(openCodeWrap(moved, moved.draft, code), ErrorCode::WrapMismatch));
        auto damaged = wrap;
        damaged.sealed = flipped(damaged.sealed, 30);
        QVERIFY(refusedWith(openCodeWrap(damaged, draft, code), ErrorCode::CryptoRejected));
        damaged.sealed = "short";
        QVERIFY(refusedWith(openCodeWrap(damaged, draft, code), ErrorCode::CryptoRejected));
    }

    void codeWrap_ofAnotherImplementationOpens()
    {
        const QJsonValue json = vector("codeWrap");
        const auto code =
            *crypto::deriveCodeKeys(*crypto::ResumeCode::parse(vector("resumeCode")[u"code"].toString()));
        const auto draft = *protocol::DraftId::fromBytes(hex(json[u"draft"]));
        const auto sealed = openOuter(hex(json[u"closed"]), lookupOf(code), hex(json[u"vaultKey"]));
        QVERIFY(sealed.ok());
        QCOMPARE(*sealed, hex(json[u"sealed"]));
        const protocol::Wrap wrap{WrapPurpose::ResumeCode, draft, vectorKeys().keyId, readerOf(code),
                                  *sealed};
        const auto keys = openCodeWrap(wrap, draft, code);
        QVERIFY(keys.ok());
        QVERIFY(sameKeys(*keys, vectorKeys()));
    }

    void outerLayer_opensWithItsVaultKeyAndLookupOnly()
    {
        const QByteArray vaultKey(32, 'v');
        const auto lookup = m_random.make<protocol::LookupId>();
        const auto closed = *closeOuter("sealed wrap", lookup, vaultKey, m_random);
        QVERIFY(!closed.contains("sealed wrap"));
        QCOMPARE(*openOuter(closed, lookup, vaultKey), QByteArray("sealed wrap"));
        QVERIFY(refusedWith(openOuter(closed, lookup, QByteArray(32, 'w')), ErrorCode::CryptoRejected));
        QVERIFY(refusedWith(openOuter(closed, m_random.make<protocol::LookupId>(), vaultKey),
                            ErrorCode::CryptoRejected));
        QVERIFY(refusedWith(openOuter(flipped(closed, 30), lookup, vaultKey), ErrorCode::CryptoRejected));
        QVERIFY(refusedWith(openOuter("short", lookup, vaultKey), ErrorCode::CryptoRejected));
        QVERIFY(!closeOuter("sealed wrap", lookup, "no key", m_random));
    }

    void blob_opensOnlyAsWhatItsIdNames()
    {
        const QByteArray page(200'000, 'p');
        const auto blob = *sealBlob(page, m_random);
        QCOMPARE(blob.id, blobIdOf(blob.sealed));
        QCOMPARE(*openBlob(blob.sealed, blob.id, blob.key), page);
        QVERIFY(
            refusedWith(openBlob(flipped(blob.sealed, 100), blob.id, blob.key), ErrorCode::CryptoRejected));
        const auto other = *sealBlob(page, m_random);
        QVERIFY(other.id != blob.id);
        QVERIFY(refusedWith(openBlob(other.sealed, blob.id, blob.key), ErrorCode::CryptoRejected));
        QVERIFY(refusedWith(openBlob(blob.sealed, blob.id, other.key), ErrorCode::CryptoRejected));
        // A blob put in another's place opens with its own key and is refused all the same.
        QVERIFY(refusedWith(openBlob(other.sealed, blob.id, other.key), ErrorCode::CryptoRejected));
    }

    void blob_nameSaysNothingOfThePersonsFile()
    {
        const auto id = *protocol::BlobId::fromHex(QByteArray("00112233445566778899").repeated(3) + "aabb");
        QCOMPARE(attachmentName(id, u"JPG"), QStringLiteral("001122334455.jpg"));
        QCOMPARE(attachmentName(id, u"../etc"), QStringLiteral("001122334455.etc"));
        QCOMPARE(attachmentName(id, u""), QStringLiteral("001122334455"));
        QCOMPARE(attachmentName(id, u"åä/"), QStringLiteral("001122334455"));
    }

    void receipt_holdsForEveryFieldTheCentreSigned()
    {
        const auto key = *crypto::SigningKey::generate(m_random);
        sync::protocol::Receipt receipt;
        receipt.submission = m_random.make<protocol::SubmissionId>();
        receipt.draft = m_random.make<protocol::DraftId>();
        receipt.reference = QStringLiteral("7KQ4-M2RD");
        receipt.receivedAt = 1790000000000;
        const auto signedReceipt = signReceipt(receipt, key);
        QVERIFY(signedReceipt.ok());
        QVERIFY(verifyReceipt(*signedReceipt, key.publicKey).ok());
        QVERIFY(!verifyReceipt(*signedReceipt, crypto::SigningKey::generate(m_random)->publicKey));
        const auto refusesWhen = [&](auto change) {
            auto forged = *signedReceipt;
            change(forged);
            return refusedWith(verifyReceipt(forged, key.publicKey), ErrorCode::SignatureInvalid);
        };
        QVERIFY(refusesWhen([](auto &forged) { forged.receivedAt -= 86'400'000; }));
        QVERIFY(refusesWhen([](auto &forged) { forged.complete = true; }));
        QVERIFY(refusesWhen([](auto &forged) { forged.reference = QStringLiteral("7KQ4-M2RE"); }));
        QVERIFY(refusesWhen([](auto &forged) { forged.round = 2; }));
        QVERIFY(refusesWhen([](auto &forged) { forged.draft = {}; }));
        QVERIFY(refusesWhen([](auto &forged) { forged.missing.push_back({}); }));
        QVERIFY(refusesWhen([](auto &forged) { forged.signature.clear(); }));
    }
};

QTEST_APPLESS_MAIN(SealingTest)
#include "SealingTest.moc"
