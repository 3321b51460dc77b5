#include "sync/protocol/Body.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Control.h"
#include "sync/protocol/FormManifest.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/PushCodec.h"
#include "sync/protocol/Rewrap.h"
#include "sync/protocol/Roster.h"
#include "sync/protocol/SubmissionOf.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync::protocol;

// The vectors were made by another implementation of luotsi.cddl; both directions must agree with it.

namespace {

QJsonDocument vectors(const char *name)
{
    QFile file(QStringLiteral(LUOTSI_SOURCE_DIR "/sync/protocol/vectors/%1.json").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("vectors are missing");
    return QJsonDocument::fromJson(file.readAll());
}

QByteArray hex(const QJsonValue &value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

template<typename Id> Id idOf(const QJsonValue &value)
{
    return Id::fromBytes(hex(value)).value_or(Id());
}

template<typename Id> std::vector<Id> idsOf(const QJsonValue &value)
{
    std::vector<Id> ids;
    for (const QJsonValue &element : value.toArray())
        ids.push_back(idOf<Id>(element));
    return ids;
}

ChangeHeader headerOf(const QJsonObject &json)
{
    ChangeHeader header;
    header.version = static_cast<std::uint64_t>(json[u"version"].toInteger());
    header.draft = idOf<DraftId>(json[u"draft"]);
    header.slot = idOf<SlotId>(json[u"slot"]);
    header.parents = idsOf<ChangeId>(json[u"parents"]);
    header.kind = static_cast<ChangeKind>(json[u"kind"].toInteger());
    header.form = idOf<FormHash>(json[u"form"]);
    header.key = idOf<KeyId>(json[u"key"]);
    if (!json[u"actor"].toString().isEmpty())
        header.actor = idOf<ActorId>(json[u"actor"]);
    header.urgency = static_cast<Urgency>(json[u"urgency"].toInteger());
    header.attachments = idsOf<BlobId>(json[u"attachments"]);
    header.deviceTime = json[u"deviceTime"].toInteger();
    header.round = static_cast<std::uint32_t>(json[u"round"].toInteger());
    if (!json[u"submission"].toString().isEmpty())
        header.submission = idOf<SubmissionId>(json[u"submission"]);
    return header;
}

AttachmentRef fileOf(const QJsonValue &json)
{
    return {json[u"name"].toString(), idOf<BlobId>(json[u"blob"]), idOf<BlobKey>(json[u"key"]),
            json[u"mediaType"].toString(), static_cast<std::uint64_t>(json[u"size"].toInteger())};
}

std::vector<OpenConflict> conflictsOf(const QJsonValue &json)
{
    std::vector<OpenConflict> conflicts;
    for (const QJsonValue &entry : json.toArray()) {
        OpenConflict conflict{entry[u"path"].toString(), {}};
        for (const QJsonValue &side : entry[u"sides"].toArray())
            conflict.sides.push_back({idOf<ChangeId>(side[u"change"]), side[u"value"].toString()});
        conflicts.push_back(std::move(conflict));
    }
    return conflicts;
}

Body bodyOf(const QJsonObject &json)
{
    const QString path = json[u"path"].toString();
    const auto row = idOf<RowId>(json[u"row"]);
    const Origin origin{json[u"origin"][u"site"].toString(), json[u"origin"][u"device"].toString()};
    switch (static_cast<ChangeKind>(json[u"kind"].toInteger())) {
    case ChangeKind::Create:
        return CreateBody{idOf<FormHash>(json[u"form"]), json[u"site"].toString(),
                          json[u"language"].toString(), origin};
    case ChangeKind::Answer:
        return AnswerBody{path, json[u"value"].toString(), origin};
    case ChangeKind::RepeatAdd:
        return RepeatAddBody{path, row, static_cast<std::uint32_t>(json[u"position"].toInteger()), origin};
    case ChangeKind::RepeatRemove:
        return RepeatRemoveBody{path, row, origin};
    case ChangeKind::Attach:
        return AttachBody{path, fileOf(json[u"file"]), origin};
    case ChangeKind::Submit: {
        SubmitBody body;
        body.round = static_cast<std::uint32_t>(json[u"round"].toInteger());
        body.instance = json[u"instance"].toString().toUtf8();
        body.instanceId = json[u"instanceId"].toString();
        body.heads = idsOf<ChangeId>(json[u"heads"]);
        for (const QJsonValue &file : json[u"attachments"].toArray())
            body.attachments.push_back(fileOf(file));
        body.deviceTime = json[u"deviceTime"].toInteger();
        body.language = json[u"language"].toString();
        body.conflicts = conflictsOf(json[u"conflicts"]);
        body.answers = idsOf<ChangeId>(json[u"answers"]);
        return body;
    }
    case ChangeKind::Request:
        return RequestBody{json[u"textId"].toString(), json[u"text"].toString(), json[u"due"].toString(),
                           json[u"sender"].toString(), json[u"askedAt"].toInteger()};
    case ChangeKind::Handover:
        return HandoverBody{json[u"holder"].toString(), json[u"at"].toInteger()};
    case ChangeKind::Migrate: {
        MigrateBody body{idOf<FormHash>(json[u"from"]), idOf<FormHash>(json[u"to"]), {}};
        for (const QJsonValue &path : json[u"paths"].toArray())
            body.paths.push_back({path[0].toString(), path[1].toString()});
        return body;
    }
    default:
        return NoteBody{json[u"text"].toString()};
    }
}

base::Result<void> decodeAs(const QString &what, const QByteArray &bytes)
{
    const auto verdict = [](const auto &result) {
        return result ? base::Result<void>() : base::Result<void>(result.error());
    };
    ChangeHeader header;
    if (what == u"change")
        return verdict(decodeChange(bytes));
    if (what == u"envelope")
        return verdict(decodeEnvelope(bytes));
    if (what == u"wrap")
        return verdict(decodeWrap(bytes));
    if (what == u"push")
        return verdict(decodePushRequest(bytes));
    if (what == u"reply")
        return verdict(decodePushReply(bytes));
    if (what == u"receipt")
        return verdict(decodeReceipt(bytes));
    header.kind = what == u"submit" ? ChangeKind::Submit : ChangeKind::Answer;
    return verdict(decodeBody(header, bytes));
}

} // namespace

class ProtocolVectorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_sayWhatTheirBytesSay()
    {
        const QJsonArray cases = vectors("changes").array();
        QVERIFY(cases.size() >= 7);
        for (const QJsonValue &value : cases) {
            const QJsonObject json = value.toObject();
            const QByteArray name = json[u"name"].toString().toUtf8();
            const auto change = decodeChange(hex(json[u"bytes"]));
            QVERIFY2(change.ok(), name + (change ? "" : change.error().detail.toUtf8()));
            QVERIFY2(change->header == headerOf(json), name);
            QCOMPARE(change->id.toHex(), json[u"id"].toString().toLatin1());
            QCOMPARE(change->nonce, hex(json[u"nonce"]));
            QCOMPARE(change->ciphertext, hex(json[u"ciphertext"]));
            QCOMPARE(change->bytes, hex(json[u"bytes"]));
            if (change->header.version > changeVersion)
                continue;
            const auto again = makeChange(change->header, change->nonce, change->ciphertext);
            QVERIFY2(again.ok(), name);
            QCOMPARE(again->bytes, change->bytes);
            QCOMPARE(again->id, change->id);
        }
    }

    void refused_nothingButDeterministicCborOfTheRightShapeIsRead()
    {
        const QJsonArray cases = vectors("refused").array();
        QVERIFY(cases.size() >= 40);
        for (const QJsonValue &value : cases) {
            const auto verdict = decodeAs(value[u"what"].toString(), hex(value[u"bytes"]));
            const QByteArray name =
                (value[u"what"].toString() + QLatin1String(": ") + value[u"why"].toString()).toUtf8();
            QVERIFY2(!verdict, name);
            QVERIFY2(base::name(verdict.error().code) == value[u"error"].toString(),
                     name + " " + verdict.error().detail.toUtf8());
        }
    }

    void records_envelopesWrapsAndReceiptsAgree()
    {
        const QJsonObject json = vectors("records").object();
        const QJsonObject first = json[u"envelope"].toObject();
        const auto envelope = decodeEnvelope(hex(first[u"bytes"]));
        QVERIFY(envelope.ok());
        QCOMPARE(*envelope, (Envelope{idOf<DeviceId>(first[u"device"]), idOf<EpochId>(first[u"epoch"]), 1,
                                      idOf<EnvelopeHash>(first[u"previous"]), idOf<DraftId>(first[u"draft"]),
                                      idOf<ChangeId>(first[u"change"])}));
        QCOMPARE(encodeEnvelope(*envelope), hex(first[u"bytes"]));
        QCOMPARE(hashOf(*envelope).toHex(), first[u"hash"].toString().toLatin1());
        const auto second = decodeEnvelope(hex(json[u"second"]));
        QVERIFY(second.ok());
        QCOMPARE(second->previous, hashOf(*envelope));

        const auto wrap = decodeWrap(hex(json[u"wrap"][u"bytes"]));
        QVERIFY(wrap.ok());
        QCOMPARE(wrap->purpose, WrapPurpose::Intake);
        QCOMPARE(wrap->draft.toHex(), json[u"wrap"][u"draft"].toString().toLatin1());
        QCOMPARE(wrap->key.toHex(), json[u"wrap"][u"key"].toString().toLatin1());
        QCOMPARE(wrap->reader.toHex(), json[u"wrap"][u"reader"].toString().toLatin1());
        QCOMPARE(wrap->sealed, hex(json[u"wrap"][u"sealed"]));
        QCOMPARE(encodeWrap(*wrap), hex(json[u"wrap"][u"bytes"]));

        const auto record = decodeRecord(hex(json[u"record"]));
        QVERIFY(record.ok());
        QCOMPARE(encodeRecord(*record), hex(json[u"record"]));

        const auto receipt = decodeReceipt(hex(json[u"receipt"][u"bytes"]));
        QVERIFY(receipt.ok());
        QCOMPARE(receipt->reference, json[u"receipt"][u"reference"].toString());
        QCOMPARE(receiptSignedBytes(*receipt), hex(json[u"receipt"][u"signed"]));
        QCOMPARE(encodeReceipt(*receipt), hex(json[u"receipt"][u"bytes"]));
    }

    void push_oneBadRecordLeavesTheOthersWhole()
    {
        const auto batch = decodePushRequest(hex(vectors("records")[u"push"]));
        QVERIFY(batch.ok());
        QCOMPARE(batch->records.size(), 4U);
        QVERIFY(batch->records[0].whole());
        QVERIFY(!batch->records[1].envelope.ok());
        QVERIFY(!batch->records[1].change.ok());
        // The chain can go on although the change is lost.
        QVERIFY(batch->records[2].envelope.ok());
        QVERIFY(!batch->records[2].change.ok());
        QVERIFY(batch->records[3].whole());
        QCOMPARE(batch->records[3].envelope->sequence, 2U);
    }

    void reply_comesBackTheSame()
    {
        const QByteArray bytes = hex(vectors("records")[u"reply"]);
        const auto reply = decodePushReply(bytes);
        QVERIFY(reply.ok());
        QCOMPARE(reply->results.size(), 6U);
        QVERIFY(reply->results[0].receipt.has_value());
        QCOMPARE(reply->results[2].outcome, PushOutcome::Fork);
        QCOMPARE(reply->results[3].expectedSequence, 7U);
        QCOMPARE(reply->results[4].reason, base::ErrorCode::MalformedInput);
        QCOMPARE(reply->results[5].reason, base::ErrorCode::Revoked);
        QVERIFY(reply->results[0].stable && reply->results[1].stable && !reply->results[2].stable);
        QCOMPARE(reply->erased.size(), 1U);
        QCOMPARE(reply->serverTime, 1790000001000);
        QCOMPARE(reply->feedEpoch->toHex(), QByteArray("505152535455565758595a5b5c5d5e5f"));
        QCOMPARE(encodePushReply(*reply), bytes);
    }

    void feedPage_agreesInBothDirections()
    {
        const QJsonObject json = vectors("control")[u"feedPage"].toObject();
        const QByteArray bytes = hex(json[u"bytes"]);
        const auto page = decodeFeedPage(bytes);
        QVERIFY(page.ok());
        QCOMPARE(page->feedEpoch, idOf<FeedEpochId>(json[u"feedEpoch"]));
        QVERIFY(page->erased == std::vector{idOf<DraftId>(json[u"erased"])});
        QCOMPARE(page->entries.size(), 3U);
        QCOMPARE(page->entries[0].change->id, idOf<ChangeId>(json[u"first"]));
        QVERIFY(!page->entries[1].change.has_value());
        QCOMPARE(page->entries[2].change->id, idOf<ChangeId>(json[u"third"]));
        QCOMPARE(page->next, static_cast<std::uint64_t>(json[u"next"].toInteger()));
        QCOMPARE(page->stable, static_cast<std::uint64_t>(json[u"stable"].toInteger()));
        QVERIFY(page->more);
        QCOMPARE(page->serverTime, json[u"serverTime"].toInteger());
        QCOMPARE(page->timeSignature, hex(json[u"signature"]));
        QCOMPARE(timeSignedBytes(page->serverTime), hex(json[u"signed"]));
        QCOMPARE(encodeFeedPage(*page), bytes);
    }

    void rewrapAndAudit_agreeInBothDirections()
    {
        const QJsonObject json = vectors("control")[u"rewrap"].toObject();
        const auto request = decodeRewrapRequest(hex(json[u"bytes"]));
        QVERIFY(request.ok());
        const WorkerGrant &grant = request->certificate.grant;
        QCOMPARE(grant.worker, idOf<ActorId>(json[u"worker"]));
        QCOMPARE(grant.signingKey, hex(json[u"signingKey"]));
        QCOMPARE(grant.boxKey, hex(json[u"boxKey"]));
        QCOMPARE(grant.deviceBoxKey, hex(json[u"deviceBoxKey"]));
        QCOMPARE(request->order.request, idOf<RequestId>(json[u"request"]));
        QCOMPARE(request->order.draft, idOf<DraftId>(json[u"draft"]));
        QCOMPARE(request->order.device, idOf<DeviceId>(json[u"device"]));
        QCOMPARE(request->order.reason, json[u"reason"].toString());
        QCOMPARE(request->signature, hex(json[u"signature"]));
        QCOMPARE(workerSignedBytes(grant), hex(json[u"workerSigned"]));
        QCOMPARE(rewrapSignedBytes(request->order), hex(json[u"orderSigned"]));
        QCOMPARE(encodeRewrapRequest(*request), hex(json[u"bytes"]));

        const QJsonObject audit = vectors("control")[u"audit"].toObject();
        const auto entries = decodeAuditPush(hex(audit[u"bytes"]));
        QVERIFY(entries.ok() && entries->size() == 2);
        QCOMPARE(entries->front().device, idOf<DeviceId>(audit[u"device"]));
        QCOMPARE(entries->front().at, audit[u"at"].toInteger());
        QCOMPARE(hashOf(entries->front()), idOf<AuditHash>(audit[u"firstHash"]));
        QCOMPARE(entries->back().previous, hashOf(entries->front()));
        QCOMPARE(encodeAuditPush(*entries), hex(audit[u"bytes"]));
    }

    void bodies_agreeInBothDirections()
    {
        const QJsonArray cases = vectors("bodies").array();
        QVERIFY(cases.size() >= 9);
        for (const QJsonValue &value : cases) {
            const QJsonObject json = value.toObject();
            ChangeHeader header;
            header.kind = static_cast<ChangeKind>(json[u"kind"].toInteger());
            const auto body = decodeBody(header, hex(json[u"bytes"]));
            QVERIFY2(body.ok(), body ? "" : body.error().detail.toUtf8());
            QVERIFY(*body == bodyOf(json));
            QVERIFY(kindOf(*body) == header.kind);
            const auto again = encodeBody(*body);
            QVERIFY(again.ok());
            // Deflated bytes may differ between versions of zlib; what they hold may not.
            if (json[u"deflated"].toBool())
                QVERIFY(*decodeBody(header, *again) == *body);
            else
                QCOMPARE(*again, hex(json[u"bytes"]));
        }
    }

    void derivations_everybodyNamesASubmissionTheSame()
    {
        const QJsonObject json = vectors("derivations").object();
        const QJsonValue submission = json[u"submission"];
        const auto id =
            submissionOf(idOf<DraftId>(submission[u"draft"]), 1, idsOf<ChangeId>(submission[u"heads"]),
                         idsOf<BlobId>(submission[u"attachments"]));
        QCOMPARE(id.toHex(), submission[u"id"].toString().toLatin1());
        QCOMPARE(referenceOf(id), submission[u"reference"].toString());
        const QJsonValue instance = json[u"instance"];
        QCOMPARE(instanceIdOf(idOf<DraftId>(instance[u"draft"]), 2), instance[u"id"].toString());
    }

    void derivations_everybodyNamesAFormTheSame()
    {
        const QJsonValue json = vectors("derivations")[u"formManifest"];
        FormManifest manifest;
        manifest.formId = json[u"id"].toString();
        manifest.version = json[u"version"].toString();
        manifest.form = idOf<FileHash>(json[u"form"]);
        const auto readHashes = [](const QJsonObject &object) {
            QMap<QString, FileHash> files;
            for (auto file = object.begin(); file != object.end(); ++file)
                files.insert(file.key(), idOf<FileHash>(*file));
            return files;
        };
        manifest.media = readHashes(json[u"media"].toObject());
        manifest.lists = readHashes(json[u"lists"].toObject());
        const QJsonObject expressions = json[u"expressions"].toObject();
        for (auto entry = expressions.begin(); entry != expressions.end(); ++entry)
            manifest.expressions.insert(entry.key(), entry->toString());
        QCOMPARE(encodeFormManifest(manifest), hex(json[u"bytes"]));
        QCOMPARE(formHash(manifest).toHex(), json[u"hash"].toString().toLatin1());
    }

    void rosters_agreeInBothDirections()
    {
        const QJsonArray all = vectors("rosters").array();
        QVERIFY(!all.isEmpty());
        for (const QJsonValue &json : all) {
            SignedRoster roster;
            roster.roster.scope = json[u"scope"].toString();
            roster.roster.number = static_cast<std::uint64_t>(json[u"number"].toInteger());
            roster.roster.issuedAt = json[u"issuedAt"].toInteger();
            for (const QJsonValue &member : json[u"members"].toArray())
                roster.roster.members.push_back({idOf<ActorId>(member[0]), hex(member[1])});
            roster.signature = hex(json[u"signature"]);
            QCOMPARE(encodeRoster(roster).toHex(), hex(json[u"bytes"]).toHex());
            QCOMPARE(rosterSignedBytes(roster.roster).toHex(), hex(json[u"signed"]).toHex());
            const auto decoded = decodeRoster(hex(json[u"bytes"]));
            QVERIFY(decoded.ok() && *decoded == roster);
        }
    }
};

QTEST_APPLESS_MAIN(ProtocolVectorsTest)
#include "ProtocolVectorsTest.moc"
