#include "sync/core/Merge.h"
#include "SeededRandom.h"
#include "sync/protocol/ChangeCodec.h"

#include <QCryptographicHash>
#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace luotsi;
using namespace luotsi::sync::core;
namespace protocol = luotsi::sync::protocol;
using protocol::ChangeId;
using protocol::ChangeKind;

namespace {

QString operator""_s(const char16_t *text, std::size_t size)
{
    return QString::fromUtf16(text, static_cast<qsizetype>(size));
}

const QString repeat = QStringLiteral("/data/cost");

ChangeId idOf(const QByteArray &name)
{
    return *ChangeId::fromBytes(QCryptographicHash::hash(name, QCryptographicHash::Sha256));
}

protocol::SlotId slotOf(const QString &path)
{
    return *protocol::SlotId::fromBytes(QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256));
}

protocol::RowId rowOf(std::uint8_t number)
{
    return protocol::RowId({0, 0, 0, 0, 0, 0, 0, number});
}

OpenedChange change(const QByteArray &name, ChangeKind kind, const QString &path, protocol::Body body,
                    std::vector<ChangeId> parents)
{
    OpenedChange change;
    change.id = idOf(name);
    change.header.slot = slotOf(path);
    change.header.kind = kind;
    std::sort(parents.begin(), parents.end());
    change.header.parents = std::move(parents);
    change.body = std::move(body);
    return change;
}

OpenedChange answer(const QByteArray &name, const QString &path, const QString &value,
                    std::vector<ChangeId> parents = {})
{
    return change(name, ChangeKind::Answer, path, protocol::AnswerBody{path, value}, std::move(parents));
}

OpenedChange add(const QByteArray &name, const QString &path, std::uint8_t row, std::uint32_t position,
                 std::vector<ChangeId> parents = {})
{
    return change(name, ChangeKind::RepeatAdd, rowPath(path, rowOf(row)),
                  protocol::RepeatAddBody{path, rowOf(row), position}, std::move(parents));
}

OpenedChange removal(const QByteArray &name, const QString &path, std::uint8_t row,
                     std::vector<ChangeId> parents)
{
    return change(name, ChangeKind::RepeatRemove, rowPath(path, rowOf(row)),
                  protocol::RepeatRemoveBody{path, rowOf(row)}, std::move(parents));
}

OpenedChange attach(const QByteArray &name, const QString &path, std::uint8_t blob)
{
    protocol::AttachmentRef file;
    file.name = QString::fromLatin1(name);
    file.blob = protocol::BlobId({blob});
    return change(name, ChangeKind::Attach, path, protocol::AttachBody{path, file}, {});
}

QString valueAt(const DraftState &state, const QString &path)
{
    const SlotState *slot = state.find(path);
    const protocol::Body *body = slot != nullptr ? slot->settled() : nullptr;
    return body != nullptr ? std::get<protocol::AnswerBody>(*body).value : QString();
}

/// A history as several people make it who see each other's work now and then.
std::vector<OpenedChange> randomHistory(SeededRandom &random)
{
    constexpr int people = 3;
    std::vector<OpenedChange> all;
    std::array<std::vector<OpenedChange>, people> seen;
    for (int step = 0; step < 60; ++step) {
        auto &mine = seen[random.below(people)];
        if (random.percent(25)) { // reads what the others have
            for (const OpenedChange &other : all) {
                if (random.percent(70))
                    mine.push_back(other);
            }
            continue;
        }
        const DraftState state = mergeDraft(mine);
        const auto name = QByteArray::number(step) + QByteArray::number(random.next());
        const auto row = static_cast<std::uint8_t>(random.below(3));
        const QString thisRow = rowPath(repeat, rowOf(row));
        const QString path = random.percent(50) ? QStringLiteral("/data/a%1").arg(random.below(3))
                                                : thisRow + QStringLiteral("/amount");
        OpenedChange made;
        if (random.percent(60))
            made = answer(name, path, QString::number(random.below(3)), parentsOf(state, path));
        else if (random.percent(60))
            made = add(name, repeat, row, row, parentsOfRow(state, thisRow));
        else
            made = removal(name, repeat, row, parentsOfRow(state, thisRow));
        if (random.percent(5))
            made.header.kind = static_cast<ChangeKind>(99);
        mine.push_back(made);
        all.push_back(made);
    }
    return all;
}

} // namespace

class MergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameChangesInAnyOrder_giveTheSameDraft()
    {
        int conflicts = 0;
        int disputes = 0;
        for (std::uint64_t seed = 1; seed <= 150; ++seed) {
            SeededRandom random(seed);
            std::vector<OpenedChange> history = randomHistory(random);
            const DraftState expected = mergeDraft(history);
            conflicts += expected.hasConflict() ? 1 : 0;
            disputes += std::any_of(expected.rows.begin(), expected.rows.end(),
                                    [](const RowState &row) { return row.presence == Presence::Disputed; });
            for (int shuffle = 0; shuffle < 5; ++shuffle) {
                for (std::size_t index = history.size(); index > 1; --index)
                    std::swap(history[index - 1], history[random.below(index)]);
                history.push_back(history[random.below(history.size())]); // and one of them twice
                QVERIFY2(mergeDraft(history) == expected, qPrintable(QString::number(seed)));
            }
        }
        // The histories are worth something only if they hold what merge is for.
        QVERIFY(conflicts > 50);
        QVERIFY(disputes > 10);
    }

    /// Invariant 4 of the architecture.
    void everyValue_isAHeadOrWasReplacedBySomebodyWhoHadSeenIt()
    {
        for (std::uint64_t seed = 1; seed <= 100; ++seed) {
            SeededRandom random(seed);
            const std::vector<OpenedChange> history = randomHistory(random);
            const DraftState state = mergeDraft(history);
            std::set<ChangeId> heads(state.others.begin(), state.others.end());
            for (const SlotState &slot : state.registers) {
                for (const Head &head : slot.heads)
                    heads.insert(head.change);
            }
            for (const RowState &row : state.rows)
                heads.insert(row.heads.begin(), row.heads.end());
            for (const OpenedChange &value : history) {
                const bool replaced =
                    std::any_of(history.begin(), history.end(), [&](const OpenedChange &other) {
                        const auto &parents = other.header.parents;
                        return other.header.slot == value.header.slot &&
                               std::find(parents.begin(), parents.end(), value.id) != parents.end();
                    });
                QVERIFY(heads.contains(value.id) || replaced);
            }
        }
    }

    void twoHeadsWithEqualValues_areSettled()
    {
        const DraftState state =
            mergeDraft({answer("a", u"/data/x"_s, u"5"_s), answer("b", u"/data/x"_s, u"5"_s)});
        QCOMPARE(state.registers.size(), 1U);
        QCOMPARE(state.registers[0].heads.size(), 2U);
        QCOMPARE(valueAt(state, u"/data/x"_s), u"5"_s);
        QVERIFY(!state.hasConflict());
    }

    void twoHeadsWithDifferentValues_areAConflictWithBothKept()
    {
        const DraftState state =
            mergeDraft({answer("a", u"/data/x"_s, u"5"_s), answer("b", u"/data/x"_s, u"6"_s)});
        QCOMPARE(state.registers[0].settlement, Settlement::Conflict);
        QCOMPARE(state.registers[0].heads.size(), 2U);
        QVERIFY(state.registers[0].settled() == nullptr);
        QVERIFY(state.hasConflict());
    }

    void changeThatNamesAllHeads_settlesTheConflict()
    {
        std::vector<OpenedChange> changes{answer("a", u"/data/x"_s, u"5"_s),
                                          answer("b", u"/data/x"_s, u"6"_s)};
        const auto parents = parentsOf(mergeDraft(changes), u"/data/x"_s);
        QCOMPARE(parents.size(), 2U);
        changes.push_back(answer("c", u"/data/x"_s, u"6"_s, parents));
        QCOMPARE(valueAt(mergeDraft(changes), u"/data/x"_s), u"6"_s);
    }

    void changeThatNamesOneHead_leavesTheOther()
    {
        const DraftState state =
            mergeDraft({answer("a", u"/data/x"_s, u"5"_s), answer("b", u"/data/x"_s, u"6"_s),
                        answer("c", u"/data/x"_s, u"7"_s, {idOf("a")})});
        QCOMPARE(state.registers[0].settlement, Settlement::Conflict);
    }

    void changeOfAnotherSlot_replacesNothing()
    {
        const DraftState state =
            mergeDraft({answer("a", u"/data/x"_s, u"5"_s), answer("b", u"/data/y"_s, u"6"_s, {idOf("a")})});
        QCOMPARE(valueAt(state, u"/data/x"_s), u"5"_s);
    }

    void unreadableHead_saysNothingAboutTheValue()
    {
        OpenedChange sealed = answer("b", u"/data/x"_s, u"6"_s);
        sealed.body.reset();
        const DraftState state = mergeDraft({answer("a", u"/data/x"_s, u"5"_s), sealed});
        QCOMPARE(state.registers[0].settlement, Settlement::Unreadable);
        QCOMPARE(state.registers[0].path, u"/data/x"_s);
        QVERIFY(!state.hasConflict());
    }

    void whatOthersNameAndIsNotHere_isMissing()
    {
        const auto first = answer("first", QStringLiteral("/data/a"), QStringLiteral("1"));
        const auto second = answer("second", QStringLiteral("/data/a"), QStringLiteral("2"), {first.id});
        const auto alone = answer("alone", QStringLiteral("/data/b"), QStringLiteral("3"));
        protocol::SubmitBody body;
        body.heads = {alone.id, second.id};
        std::sort(body.heads.begin(), body.heads.end());
        const auto sent = change("sent", ChangeKind::Submit, QStringLiteral("#submit"), body, {});
        QVERIFY(mergeDraft({first, second, alone, sent}).missing.empty());
        QVERIFY(mergeDraft({second, alone, sent}).missing == std::vector{first.id});
        std::vector<ChangeId> both{first.id, alone.id};
        std::sort(both.begin(), both.end());
        QVERIFY(mergeDraft({sent, second}).missing == both);
    }

    void unknownKind_isKeptAndReplacesNothing()
    {
        OpenedChange unknown = answer("b", u"/data/x"_s, u"6"_s, {idOf("a")});
        unknown.header.kind = static_cast<ChangeKind>(4711);
        const DraftState state = mergeDraft({answer("a", u"/data/x"_s, u"5"_s), unknown});
        QCOMPARE(valueAt(state, u"/data/x"_s), u"5"_s);
        QCOMPARE(state.others, std::vector<ChangeId>{idOf("b")});
    }

    void removalThatSawEveryEdit_removesTheRow()
    {
        const QString amount = rowPath(repeat, rowOf(1)) + u"/amount"_s;
        std::vector<OpenedChange> changes{add("add", repeat, 1, 0), answer("edit", amount, u"12"_s)};
        changes.push_back(
            removal("gone", repeat, 1, parentsOfRow(mergeDraft(changes), rowPath(repeat, rowOf(1)))));
        const DraftState state = mergeDraft(changes);
        QCOMPARE(state.rows[0].presence, Presence::Removed);
        QVERIFY(!state.hasConflict());
    }

    void deleteAgainstEdit_isAConflictAndTheRowStays()
    {
        const QString amount = rowPath(repeat, rowOf(1)) + u"/amount"_s;
        std::vector<OpenedChange> changes{add("add", repeat, 1, 0), answer("edit", amount, u"12"_s)};
        changes.push_back(
            removal("gone", repeat, 1, parentsOfRow(mergeDraft(changes), rowPath(repeat, rowOf(1)))));
        changes.push_back(answer("unseen", amount, u"13"_s, {idOf("edit")}));
        const DraftState state = mergeDraft(changes);
        QCOMPARE(state.rows[0].presence, Presence::Disputed);
        QCOMPARE(state.rows[0].unseen, std::vector<ChangeId>{idOf("unseen")});
        QVERIFY(state.hasConflict());
        QCOMPARE(valueAt(state, amount), u"13"_s);
    }

    void disputedRow_isSettledByKeepingOrRemovingItKnowingly()
    {
        const QString row = rowPath(repeat, rowOf(1));
        const std::vector<OpenedChange> disputed{add("add", repeat, 1, 4),
                                                 removal("gone", repeat, 1, {idOf("add")}),
                                                 answer("unseen", row + u"/amount"_s, u"13"_s)};
        const auto parents = parentsOfRow(mergeDraft(disputed), row);
        auto kept = disputed;
        kept.push_back(add("keep", repeat, 1, 4, parents));
        QCOMPARE(mergeDraft(kept).rows[0].presence, Presence::Present);
        QCOMPARE(mergeDraft(kept).rows[0].position, 4U);
        auto removed = disputed;
        removed.push_back(removal("really", repeat, 1, parents));
        QCOMPARE(mergeDraft(removed).rows[0].presence, Presence::Removed);
        auto both = kept;
        both.push_back(removed.back());
        QCOMPARE(mergeDraft(both).rows[0].presence, Presence::Disputed);
    }

    void editInsideAnInnerRow_disputesTheRemovalOfTheOuterOne()
    {
        const QString outer = rowPath(repeat, rowOf(1));
        const QString inner = outer + u"/part"_s;
        const std::vector<OpenedChange> changes{add("outer", repeat, 1, 0),
                                                removal("gone", repeat, 1, {idOf("outer")}),
                                                add("inner", inner, 7, 0)};
        const DraftState state = mergeDraft(changes);
        QCOMPARE(state.findRow(outer)->presence, Presence::Disputed);
        QCOMPARE(state.findRow(outer)->unseen, std::vector<ChangeId>{idOf("inner")});
    }

    void rowWithMoreHeadsThanAChangeMayName_isRemovedInAChain()
    {
        const QString row = rowPath(repeat, rowOf(1));
        std::vector<OpenedChange> changes{add("add", repeat, 1, 0)};
        for (int question = 0; question < 600; ++question)
            changes.push_back(
                answer(QByteArray::number(question), row + QStringLiteral("/q%1").arg(question), u"1"_s));
        int removals = 0;
        while (mergeDraft(changes).rows[0].presence != Presence::Removed && removals < 5) {
            const auto parents = parentsOfRow(mergeDraft(changes), row);
            QVERIFY(parents.size() <= protocol::maximumParents);
            changes.push_back(removal("r" + QByteArray::number(++removals), repeat, 1, parents));
        }
        QCOMPARE(removals, 3);
    }

    void rowsStandByPositionThenId_outerBeforeInner()
    {
        const QString outer = rowPath(repeat, rowOf(2));
        const DraftState state = mergeDraft({add("i", outer + u"/part"_s, 1, 0), add("c", repeat, 3, 0),
                                             add("b", repeat, 2, 1), add("a", repeat, 1, 1)});
        QStringList paths;
        for (const RowState &row : state.rows)
            paths.append(row.path);
        QCOMPARE(paths, QStringList({rowPath(repeat, rowOf(3)), rowPath(repeat, rowOf(1)), outer,
                                     rowPath(outer + u"/part"_s, rowOf(1))}));
        QCOMPARE(nextPosition(state, repeat), 2U);
    }

    void sameFileAttachedTwice_isOneValue_anotherFileIsAConflict()
    {
        QVERIFY(!mergeDraft({attach("a", u"/data/p"_s, 1), attach("b", u"/data/p"_s, 1)}).hasConflict());
        const DraftState conflict = mergeDraft({attach("a", u"/data/p"_s, 1), attach("b", u"/data/p"_s, 2)});
        QVERIFY(conflict.hasConflict());
        QCOMPARE(attachmentsOf(conflict).size(), 2U);
    }

    void attachmentsOfARemovedRow_areLeftOut()
    {
        const QString photo = rowPath(repeat, rowOf(1)) + u"/photo"_s;
        std::vector<OpenedChange> changes{add("add", repeat, 1, 0), attach("a", photo, 1)};
        QCOMPARE(attachmentsOf(mergeDraft(changes)).size(), 1U);
        changes.push_back(removal("gone", repeat, 1, {idOf("add"), idOf("a")}));
        QCOMPARE(attachmentsOf(mergeDraft(changes)).size(), 0U);
    }

    void oddDeviceClocks_changeNothingButTheShownTime()
    {
        OpenedChange early = answer("a", u"/data/x"_s, u"5"_s);
        OpenedChange late = answer("b", u"/data/x"_s, u"6"_s, {idOf("a")});
        early.header.deviceTime = std::int64_t{1} << 50;
        late.header.deviceTime = 0;
        QCOMPARE(valueAt(mergeDraft({early, late}), u"/data/x"_s), u"6"_s);
    }

    void bodyOpenedLater_isTakenWhicheverCopyComesFirst()
    {
        OpenedChange sealed = answer("a", u"/data/x"_s, u"5"_s);
        sealed.body.reset();
        const OpenedChange opened = answer("a", u"/data/x"_s, u"5"_s);
        QVERIFY(mergeDraft({sealed, opened}) == mergeDraft({opened, sealed}));
        QCOMPARE(valueAt(mergeDraft({sealed, opened}), u"/data/x"_s), u"5"_s);
    }
};

QTEST_APPLESS_MAIN(MergeTest)
#include "MergeTest.moc"
