#include "sync/protocol/Control.h"

#include <QtTest>

using namespace luotsi;
using namespace luotsi::sync::protocol;

namespace {

template<typename Id> Id filled(char letter)
{
    return *Id::fromBytes(QByteArray(static_cast<qsizetype>(Id::size), letter));
}

AuditEntry entry(std::uint64_t number)
{
    return {filled<DeviceId>('d'),
            number,
            number == 1 ? AuditHash() : filled<AuditHash>('p'),
            1790000000000,
            QStringLiteral("session-ended"),
            QByteArray(16, 's')};
}

} // namespace

class ControlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void commands_comeBackAndLaterKindsAreUnknown()
    {
        const std::vector<Command> commands{{filled<CommandId>('a'), CommandKind::Wipe, 5},
                                            {filled<CommandId>('b'), CommandKind::Rotate, 6}};
        QVERIFY(*decodeCommands(encodeCommands(commands)) == commands);
        const QByteArray later = encodeCommands(commands).replace("wipe", "dance");
        QVERIFY(decodeCommands(later)->front().kind == CommandKind::Unknown);
        QVERIFY(decodeCommands(R"({"commands":[]})")->empty());
    }

    void commands_ofAnotherShapeAreRefused()
    {
        for (const char *json : {"", "[]", "{}", R"({"commands":{}})", R"({"commands":[{}]})",
                                 R"({"commands":[{"id":"ab","kind":"wipe","at":1}]})"})
            QVERIFY2(!decodeCommands(json), json);
        const std::vector<Command> many(maximumCommands + 1);
        QVERIFY(!decodeCommands(encodeCommands(many)));
    }

    void audit_comesBack()
    {
        const std::vector<AuditEntry> entries{entry(1), entry(2)};
        QVERIFY(*decodeAuditPush(encodeAuditPush(entries)) == entries);
        QCOMPARE(*decodeAuditReply(encodeAuditReply(7)), std::uint64_t(7));
        QVERIFY(hashOf(entry(1)) != hashOf(entry(2)));
    }

    void audit_withASentenceALongSubjectOrAWrongStartIsRefused()
    {
        auto sentence = entry(2);
        sentence.event = QStringLiteral("Virpi was here");
        QVERIFY(!decodeAuditEntry(encodeAuditEntry(sentence)));
        auto longSubject = entry(2);
        longSubject.subject = QByteArray(33, 's');
        QVERIFY(!decodeAuditEntry(encodeAuditEntry(longSubject)));
        auto noStart = entry(2);
        noStart.previous = {};
        QVERIFY(!decodeAuditEntry(encodeAuditEntry(noStart)));
        auto zero = entry(1);
        zero.number = 0;
        QVERIFY(!decodeAuditEntry(encodeAuditEntry(zero)));
    }
};

QTEST_APPLESS_MAIN(ControlTest)
#include "ControlTest.moc"
