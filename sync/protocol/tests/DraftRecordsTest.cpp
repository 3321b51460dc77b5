#include "sync/protocol/Body.h"
#include "sync/protocol/Cbor.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Roster.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync::protocol;

// What a draft carries beside its answers: requests, hand-overs, migrations; and who may read it.

namespace {

template<typename Id> Id filled(char letter)
{
    return *Id::fromBytes(QByteArray(static_cast<qsizetype>(Id::size), letter));
}

base::Result<Body> again(const Body &body)
{
    ChangeHeader header;
    header.kind = *kindOf(body);
    const auto bytes = encodeBody(body);
    return bytes ? decodeBody(header, *bytes) : base::Result<Body>(bytes.error());
}

MigrateBody migration(std::vector<MovedPath> paths)
{
    return {filled<FormHash>('a'), filled<FormHash>('b'), std::move(paths)};
}

SignedRoster roster()
{
    return {{QStringLiteral("north"),
             3,
             1790000000000,
             {{filled<ActorId>('a'), QByteArray(32, 'k')}, {filled<ActorId>('b'), QByteArray(32, 'l')}}},
            QByteArray(64, 's')};
}

} // namespace

class DraftRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestAndHandover_comeBack()
    {
        const RequestBody request{QStringLiteral("bank-statement"),
                                  {},
                                  QStringLiteral("2026-12-03"),
                                  QStringLiteral("Kela"),
                                  1790000000000};
        const HandoverBody handover{QStringLiteral("demo-library"), 1790000000000};
        QCOMPARE(*again(request), Body(request));
        QCOMPARE(*again(handover), Body(handover));
    }

    void request_hasExactlyOneText()
    {
        RequestBody both{QStringLiteral("bank-statement"), QStringLiteral("Bring it."), {}, {}, 0};
        QVERIFY(!again(both));
        both.textId.clear();
        QVERIFY(again(both).ok());
        both.text.clear();
        QVERIFY(!again(both));
    }

    void round_namesTheRequestsItAnswers()
    {
        SubmitBody body;
        body.round = 2;
        body.answers = {filled<ChangeId>('a'), filled<ChangeId>('b')};
        QCOMPARE(*again(body), Body(body));
        body.answers = {filled<ChangeId>('b'), filled<ChangeId>('a')};
        QVERIFY(!again(body));
    }

    void round_withoutRequestsIsWrittenAsBefore()
    {
        SubmitBody body;
        const auto bytes = encodeBody(body);
        QVERIFY(bytes.ok());
        auto reader = CborReader::open(*bytes, 1000);
        QCOMPARE(reader->map(), std::size_t(7));
    }

    void migration_movesEveryPathOnce()
    {
        const auto good = migration({{QStringLiteral("/data/a"), QStringLiteral("/data/b")},
                                     {QStringLiteral("/data/c"), QStringLiteral("/data/d")}});
        QCOMPARE(*again(good), Body(good));
        QVERIFY(!again(migration({{QStringLiteral("/data/c"), QStringLiteral("/data/d")},
                                  {QStringLiteral("/data/a"), QStringLiteral("/data/b")}})));
        QVERIFY(!again(migration({{QStringLiteral("/data/a"), QStringLiteral("/data/d")},
                                  {QStringLiteral("/data/c"), QStringLiteral("/data/d")}})));
        QVERIFY(!again(migration({{QStringLiteral("/data/a"), QStringLiteral("/data/b")},
                                  {QStringLiteral("/data/a"), QStringLiteral("/data/d")}})));
        QVERIFY(!again(migration({{QStringLiteral("/data/a"), {}}})));
    }

    void roster_comesBack()
    {
        const auto decoded = decodeRoster(encodeRoster(roster()));
        QVERIFY(decoded.ok());
        QVERIFY(*decoded == roster());
        SignedRoster nobody = roster();
        nobody.roster.members.clear();
        QVERIFY(decodeRoster(encodeRoster(nobody)).ok());
    }

    void roster_ofAWrongShapeIsRefused()
    {
        const auto refused = [](auto change) {
            SignedRoster wrong = roster();
            change(wrong);
            return !decodeRoster(encodeRoster(wrong)).ok();
        };
        QVERIFY(refused([](SignedRoster &r) { std::swap(r.roster.members[0], r.roster.members[1]); }));
        QVERIFY(refused([](SignedRoster &r) { r.roster.members[1] = r.roster.members[0]; }));
        QVERIFY(refused([](SignedRoster &r) { r.roster.members[0].boxKey.chop(1); }));
        QVERIFY(refused([](SignedRoster &r) { r.roster.number = 0; }));
        QVERIFY(refused([](SignedRoster &r) { r.roster.scope = QStringLiteral("Team North"); }));
        QVERIFY(refused([](SignedRoster &r) { r.signature.chop(1); }));
        QVERIFY(!decodeRoster(encodeRoster(roster()) + 'x'));
    }
};

QTEST_APPLESS_MAIN(DraftRecordsTest)
#include "DraftRecordsTest.moc"
