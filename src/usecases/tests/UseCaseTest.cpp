#include "World.h"

#include "sealing/WrapSealing.h"
#include "usecases/AttachPage.h"
#include "usecases/DraftProgress.h"
#include "usecases/EditRepeat.h"
#include "usecases/OpenDraftWithCode.h"
#include "usecases/StopSession.h"
#include "usecases/SubmitApplication.h"
#include "usecases/TypeAnswer.h"

#include "crypto/Signature.h"
#include "sealing/BlobSealing.h"
#include "sealing/ReceiptSigning.h"
#include "sync/protocol/SubmissionOf.h"

using namespace luotsi;
using namespace luotsi::usecases;
using namespace luotsi::usecases::tests;

namespace {

const QByteArray form = smallForm();
const QString namePath = QStringLiteral("/data/name");
const QByteArray pdf("%PDF-1.7 plaintext-of-the-page trailer << >>\n%%EOF\n");

PreparedCode typedCode(const QString &text)
{
    auto code = prepareTypedCode(text);
    if (!code)
        qFatal("code");
    return std::move(*code);
}

PreparedCode newCode(World &world)
{
    auto code = prepareNewCode(world.random);
    if (!code)
        qFatal("code");
    return std::move(*code);
}

base::Result<std::unique_ptr<OpenDraft>> reopen(World &world, const QString &code)
{
    OpenDraftWithCode use(world.tools(), world.shelf, world.vaultKey);
    return use.execute(typedCode(code), newCode(world), world.environment());
}

base::ErrorCode codeOf(const base::Result<std::unique_ptr<OpenDraft>> &result)
{
    return result ? base::ErrorCode::Internal : result.error().code;
}

} // namespace

class UseCaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startingADraft_storesCreateAndCodeInOneCommit()
    {
        World world(form);
        const auto draft = world.start();
        QCOMPARE(world.store.commitCount(), 1);
        const auto state = world.merged(*draft);
        QVERIFY(state.create);
        QCOMPARE(state.create->site, QStringLiteral("demo-library"));
        QCOMPARE(state.create->form, world.form.hash);
        QCOMPARE(world.store.codes(draft->facts().id).size(), std::size_t{1});
        QCOMPARE(draft->facts().resumeCode.size(), 14);
    }

    void staffMayOpen_onlyWhenThePersonChoseIt()
    {
        World world(form);
        const auto closed = world.start();
        QVERIFY(world.store.load(closed->facts().id)->wraps.empty());
        const auto open = world.start({ports::CentreCopy::AsWritten, true});
        const auto wraps = world.store.load(open->facts().id)->wraps;
        QCOMPARE(wraps.size(), std::size_t{1});
        QVERIFY(sealing::openWrap(wraps.front(), protocol::WrapPurpose::Intake, open->facts().id,
                                  world.intakePair));
    }

    void fullDevice_refusesADraftBeforeItBegins()
    {
        World world(form);
        world.store.setDraftReserve(100);
        world.store.setFreeBytes(99);
        StartRequest request{world.form, {}, newCode(world), {}, {}};
        const auto draft =
            StartDraft(world.tools(), world.vaultKey).execute(std::move(request), world.environment());
        QCOMPARE(codeOf(draft), base::ErrorCode::StoreFull);
        QVERIFY(world.store.drafts().empty());
    }

    void anAnswerAndItsActions_areExactlyOneCommit()
    {
        World world(form);
        const auto draft = world.start();
        const int before = world.store.commitCount();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral(" Virpi ")).empty());
        QCOMPARE(world.store.commitCount(), before + 1);
        const auto state = world.merged(*draft);
        const auto value = [&](const char *path) {
            const auto *slot = state.find(QString::fromLatin1(path));
            return slot == nullptr ? QString() : std::get<protocol::AnswerBody>(*slot->settled()).value;
        };
        QCOMPARE(value("/data/name"), QStringLiteral("Virpi"));
        QCOMPARE(value("/data/copy"), QStringLiteral("copy of Virpi"));
    }

    void theSameAnswerAgain_writesNothing()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
        const int before = world.store.commitCount();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
        QCOMPARE(world.store.commitCount(), before);
    }

    void aChangedAnswer_namesTheHeadItReplaces()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("A")).empty());
        const auto first = draft->heads().of(namePath);
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("B")).empty());
        const auto second = draft->heads().of(namePath);
        QVERIFY(first != second);
        const auto *slot = world.merged(*draft).find(namePath);
        QVERIFY(slot != nullptr);
        const auto records = world.store.load(draft->facts().id);
        const auto change = std::find_if(records->changes.begin(), records->changes.end(),
                                         [&](const auto &one) { return one.id == second.front(); });
        QVERIFY(change != records->changes.end());
        QCOMPARE(change->header.parents, first);
    }

    void aWrongAnswer_staysOnThePageAndStoresNothing()
    {
        World world(form);
        const auto draft = world.start();
        const int before = world.store.commitCount();
        const auto empty = world.answer(*draft, namePath, QString());
        QCOMPARE(empty.size(), std::size_t{1});
        QCOMPARE(empty.front().textId, QStringLiteral("check-empty"));
        const auto old = world.answer(*draft, QStringLiteral("/data/age"), QStringLiteral("200"));
        QCOMPARE(old.size(), std::size_t{1});
        QCOMPARE(old.front().message, QStringLiteral("Too old"));
        const auto text = world.answer(*draft, QStringLiteral("/data/age"), QStringLiteral("forty"));
        QCOMPARE(text.front().textId, QStringLiteral("check-number-form"));
        QCOMPARE(world.store.commitCount(), before);
    }

    void aFailedStore_losesNothing()
    {
        World world(form);
        const auto draft = world.start();
        world.store.failNextWrite(base::ErrorCode::StoreFailed);
        AnswerQuestion use(world.tools(), world.rules());
        const TypedAnswer typed{draft->instance().find(namePath), QStringLiteral("Virpi")};
        const auto failed = use.execute(*draft, {typed});
        QVERIFY(!failed);
        QCOMPARE(failed.error().code, base::ErrorCode::StoreFailed);
        QVERIFY(use.execute(*draft, {typed}));
        QVERIFY(world.merged(*draft).find(namePath) != nullptr);
    }

    void typing_keepsOneOpenChangePerQuestion()
    {
        World world(form);
        const auto draft = world.start();
        const int before = world.store.commitCount();
        TypeAnswer use(world.tools(), world.rules());
        const forms::NodeId name = draft->instance().find(namePath);
        QVERIFY(*use.execute(*draft, {name, QStringLiteral("Vir")}));
        QVERIFY(*use.execute(*draft, {name, QStringLiteral("Virp")}));
        QCOMPARE(world.store.openChanges(draft->facts().id).size(), std::size_t{1});
        QCOMPARE(world.store.commitCount(), before);
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
        QVERIFY(world.store.openChanges(draft->facts().id).empty());
        QVERIFY(!*use.execute(*draft,
                              {draft->instance().find(QStringLiteral("/data/age")), QStringLiteral("x")}));
    }

    void anOpenChangeTakenBack_neverComesBackByItself()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
        TypeAnswer use(world.tools(), world.rules());
        QVERIFY(use.execute(*draft, {draft->instance().find(namePath), QStringLiteral("Other")}));
        AnswerQuestion keep(world.tools(), world.rules());
        QVERIFY(keep.keep(*draft, {{draft->instance().find(namePath), QStringLiteral("Virpi")}}));
        const QString code = draft->facts().resumeCode;
        auto again = reopen(world, code);
        QVERIFY(again);
        QCOMPARE((*again)->instance().value((*again)->instance().find(namePath)), QStringLiteral("Virpi"));
    }

    void killed_theCodeGivesTheSameAnswersBack()
    {
        World world(form);
        QString code;
        {
            const auto draft = world.start();
            code = draft->facts().resumeCode;
            QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
            AddRepeatRow add(world.tools());
            for (const char *amount : {"520", "35,50"}) {
                const auto row = add.execute(*draft, draft->instance().find(QStringLiteral("/data/cost")));
                QVERIFY(row);
                QVERIFY(world
                            .answer(*draft, draft->instance().stablePath(*row) + QStringLiteral("/amount"),
                                    QString::fromLatin1(amount))
                            .empty());
            }
            QVERIFY(TypeAnswer(world.tools(), world.rules())
                        .execute(*draft, {draft->instance().find(QStringLiteral("/data/secret")),
                                          QStringLiteral("half typ")}));
        }
        auto again = reopen(world, code);
        QVERIFY(again);
        const forms::FormInstance &instance = (*again)->instance();
        const auto value = [&](const char *path) {
            return instance.value(instance.find(QString::fromLatin1(path)));
        };
        QCOMPARE(value("/data/name"), QStringLiteral("Virpi"));
        QCOMPARE(value("/data/copy"), QStringLiteral("copy of Virpi"));
        QCOMPARE(value("/data/cost[1]/amount"), QStringLiteral("520.00"));
        QCOMPARE(value("/data/cost[2]/amount"), QStringLiteral("35.50"));
        QCOMPARE(value("/data/secret"), QStringLiteral("half typ"));
    }

    void aWrongCode_neverTellsWhetherOneExists()
    {
        World world(form);
        const auto draft = world.start();
        const auto unknown = reopen(world, newCode(world).code.text());
        QCOMPARE(codeOf(unknown), base::ErrorCode::CodeRefused);
        // The right code on a device with another vault key: found, and still the same words.
        auto other = crypto::SecretBytes::random(32, world.random);
        QVERIFY(other);
        OpenDraftWithCode use(world.tools(), world.shelf, *other);
        const auto found =
            use.execute(typedCode(draft->facts().resumeCode), newCode(world), world.environment());
        QCOMPARE(codeOf(found), base::ErrorCode::CodeRefused);
        QCOMPARE(found.error().detail, unknown.error().detail);
    }

    void aMistypedCode_costsNoTry()
    {
        const auto mistyped = prepareTypedCode(QStringLiteral("KV7H-4MPX-2TRT"));
        QVERIFY(!mistyped);
        QCOMPARE(mistyped.error().detail, QStringLiteral("check-code-checksum"));
        QVERIFY(prepareTypedCode(QStringLiteral("kv7h 4mpx-2trr")));
    }

    void tooManyWrongCodes_pauseEvenTheRightOne()
    {
        World world(form);
        const auto draft = world.start();
        for (std::uint32_t round = 0; round < ports::CodeTries::freeTries; ++round)
            QCOMPARE(codeOf(reopen(world, newCode(world).code.text())), base::ErrorCode::CodeRefused);
        QCOMPARE(codeOf(reopen(world, draft->facts().resumeCode)), base::ErrorCode::TooManyTries);
        world.clock.pass(ports::CodeTries::longestPause);
        QVERIFY(reopen(world, draft->facts().resumeCode));
    }

    void theOldCodeDies_whenTheNewOneIsFirstUsed()
    {
        World world(form);
        const QString first = world.start()->facts().resumeCode;
        auto opened = reopen(world, first);
        QVERIFY(opened);
        const QString second = (*opened)->facts().resumeCode;
        QVERIFY(second != first);
        // A jammed printer: the first one still opens.
        auto againWithFirst = reopen(world, first);
        QVERIFY(againWithFirst);
        const QString third = (*againWithFirst)->facts().resumeCode;
        QVERIFY(reopen(world, third));
        QCOMPARE(codeOf(reopen(world, first)), base::ErrorCode::CodeRefused);
    }

    void anUnknownForm_isKeptAndNeverGuessed()
    {
        World world(form);
        const auto draft = world.start();
        const FormShelf empty;
        OpenDraftWithCode use(world.tools(), empty, world.vaultKey);
        const auto refused =
            use.execute(typedCode(draft->facts().resumeCode), newCode(world), world.environment());
        QCOMPARE(codeOf(refused), base::ErrorCode::UnknownForm);
        QVERIFY(reopen(world, draft->facts().resumeCode));
    }

    void aRemovedRow_takesItsAnswersAlong()
    {
        World world(form);
        const auto draft = world.start();
        const auto row =
            AddRepeatRow(world.tools()).execute(*draft, draft->instance().find(QStringLiteral("/data/cost")));
        QVERIFY(row);
        const QString path = draft->instance().stablePath(*row);
        QVERIFY(world.answer(*draft, path + QStringLiteral("/amount"), QStringLiteral("1")).empty());
        const int before = world.store.commitCount();
        QVERIFY(RemoveRepeatRow(world.tools()).execute(*draft, *row));
        QCOMPARE(world.store.commitCount(), before + 1);
        const auto *state = world.merged(*draft).findRow(path);
        QVERIFY(state != nullptr);
        QCOMPARE(state->presence, sync::core::Presence::Removed);
        auto again = reopen(world, draft->facts().resumeCode);
        QVERIFY(again);
        QVERIFY(
            (*again)->instance().children((*again)->instance().find(QStringLiteral("/data/cost"))).empty());
    }

    void anAttachment_isDurableBeforeTheChangeThatNamesIt()
    {
        World world(form);
        const auto draft = world.start();
        const int before = world.store.commitCount();
        const forms::NodeId target = draft->instance().find(QStringLiteral("/data/one"));
        QVERIFY(AttachPage(world.tools()).execute(*draft, target, {QStringLiteral("my salary.pdf"), pdf}));
        QCOMPARE(world.store.commitCount(), before + 1);
        const protocol::AttachmentRef *file = draft->attachment(QStringLiteral("/data/one"));
        QVERIFY(file != nullptr);
        const auto sealed = world.store.readBlob(file->blob);
        QVERIFY(sealed);
        QVERIFY(!sealed->contains("plaintext-of-the-page"));
        QCOMPARE(sealing::openBlob(*sealed, file->blob, file->key).value(), pdf);
        QCOMPARE(draft->instance().value(target), file->name);
        QCOMPARE(file->name, QString::fromLatin1(file->blob.toHex().left(12)) + QStringLiteral(".pdf"));
        auto again = reopen(world, draft->facts().resumeCode);
        QVERIFY(again);
        QCOMPARE((*again)->attachments().size(), std::size_t{1});
        QVERIFY(RemoveAttachment(world.tools())
                    .execute(**again, (*again)->instance().find(QStringLiteral("/data/one"))));
        QVERIFY((*again)->attachments().empty());
    }

    void aRefusedAttachment_leavesNothingBehind()
    {
        World world(form);
        const auto draft = world.start();
        const int before = world.store.commitCount();
        const forms::NodeId pages = draft->instance().find(QStringLiteral("/data/page"));
        const auto refused = AttachPage(world.tools()).execute(*draft, pages, {QStringLiteral("x"), "MZ"});
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::AttachmentWrongKind);
        QCOMPARE(world.store.commitCount(), before);
        QVERIFY(draft->instance().children(pages).empty());
    }

    void sending_isRefusedWhileSomethingIsOpen()
    {
        World world(form);
        const auto draft = world.start();
        const auto outcome = SubmitApplication(world.tools(), world.intake).execute(*draft);
        QVERIFY(outcome);
        QVERIFY(!outcome->sent);
        QCOMPARE(outcome->violations.size(), std::size_t{1});
        QCOMPARE(outcome->violations.front().violation, forms::Violation::Required);
    }

    void sending_sealsTheCanonicalInstanceAndReleasesEverything()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
        QVERIFY(AttachPage(world.tools())
                    .execute(*draft, draft->instance().find(QStringLiteral("/data/one")), {QString(), pdf}));
        QVERIFY(world.store.released(draft->facts().id).empty());
        const auto outcome = SubmitApplication(world.tools(), world.intake).execute(*draft);
        QVERIFY(outcome && outcome->sent);
        const auto state = world.merged(*draft);
        QCOMPARE(state.submissions.size(), std::size_t{1});
        QVERIFY(state.submissions.front().body);
        const auto &body = std::get<protocol::SubmitBody>(*state.submissions.front().body);
        QVERIFY(body.instance.contains("<name>Virpi</name>"));
        QVERIFY(body.instance.contains(body.instanceId.toUtf8()));
        QCOMPARE(body.attachments.size(), std::size_t{1});
        QCOMPARE(body.heads, draft->heads().all());
        QCOMPARE(state.submissions.front().submission, std::optional(outcome->sent->submission));
        QVERIFY(!world.store.released(draft->facts().id).empty());
        const auto wraps = world.store.load(draft->facts().id)->wraps;
        QVERIFY(std::any_of(wraps.begin(), wraps.end(), [](const protocol::Wrap &wrap) {
            return wrap.purpose == protocol::WrapPurpose::Intake;
        }));
        const auto twice = SubmitApplication(world.tools(), world.intake).execute(*draft);
        QVERIFY(!twice);
        QCOMPARE(twice.error().code, base::ErrorCode::AlreadySubmitted);
    }

    void papersBroughtLater_areASecondRoundThatNamesTheFirst()
    {
        World world(form);
        const auto first = world.start();
        QVERIFY(world.answer(*first, namePath, QStringLiteral("Virpi")).empty());
        SubmitApplication submit(world.tools(), world.intake);
        QCOMPARE(submit.sendPapers(*first).error().code, base::ErrorCode::NotFound);
        QVERIFY(submit.execute(*first)->sent);

        auto again = reopen(world, first->facts().resumeCode);
        QVERIFY(again);
        OpenDraft &draft = **again;
        QCOMPARE(submit.sendPapers(draft).error().code, base::ErrorCode::AlreadySubmitted);
        QVERIFY(AttachPage(world.tools())
                    .execute(draft, draft.instance().find(QStringLiteral("/data/one")), {QString(), pdf}));
        QVERIFY(draft.hasUnsentAttachments());
        world.clock.pass(5000);
        const auto sent = submit.sendPapers(draft);
        QVERIFY(sent);
        QCOMPARE(sent->round, 2U);
        QCOMPARE(sent->attachments, std::size_t{1});
        QVERIFY(!draft.hasUnsentAttachments());
        QCOMPARE(submit.sendPapers(draft).error().code, base::ErrorCode::AlreadySubmitted);

        const auto state = world.merged(draft);
        QCOMPARE(state.submissions.size(), std::size_t{2});
        const auto &one = std::get<protocol::SubmitBody>(*state.submissions.front().body);
        const auto &two = std::get<protocol::SubmitBody>(*state.submissions.back().body);
        QVERIFY(!one.instance.contains("deprecatedID"));
        const QByteArray old = "<orx:deprecatedID>" + one.instanceId.toUtf8() + "</orx:deprecatedID>";
        QVERIFY2(two.instance.contains(old), two.instance.constData());
        QVERIFY(two.instance.contains("<orx:instanceID>" + two.instanceId.toUtf8()));
        QVERIFY(one.instanceId != two.instanceId);
        QCOMPARE(two.instanceId, protocol::instanceIdOf(draft.facts().id, 2));

        const auto third = reopen(world, draft.facts().resumeCode);
        QCOMPARE((*third)->facts().rounds, 2U);
        QCOMPARE((*third)->facts().sentAt, sent->sentAt);
        QVERIFY(!(*third)->hasUnsentAttachments());
    }

    void papersAreNotHeldBackByWhatStandsOpen()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
        SubmitApplication submit(world.tools(), world.intake);
        QVERIFY(submit.execute(*draft)->sent);
        QVERIFY(draft->instance().setValue(draft->instance().find(namePath), QString()));
        QVERIFY(AttachPage(world.tools())
                    .execute(*draft, draft->instance().find(QStringLiteral("/data/one")), {QString(), pdf}));
        QVERIFY(submit.sendPapers(*draft));
    }

    void withoutTheAnswersHere_nothingIsSentInTheirPlace()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
        SubmitApplication submit(world.tools(), world.intake);
        QVERIFY(submit.execute(*draft)->sent);
        world.store.dropCopy(draft->facts().id);
        const auto again = reopen(world, draft->facts().resumeCode);
        QVERIFY(again);
        QVERIFY(!(*again)->facts().whole);
        QCOMPARE((*again)->facts().rounds, 1U);
        QCOMPARE(submit.sendPapers(**again).error().code, base::ErrorCode::NotFound);
    }

    void thePersonsChoiceOfCopy_isKnownAfterComingBack()
    {
        for (const auto copy : {ports::CentreCopy::WhenSent, ports::CentreCopy::AsWritten}) {
            World world(form);
            const auto draft = world.start({copy, false});
            const auto again = reopen(world, draft->facts().resumeCode);
            QVERIFY(again);
            QVERIFY((*again)->facts().copy == copy);
        }
    }

    void urgentApplications_goFirst()
    {
        for (const bool urgent : {false, true}) {
            World world(form);
            world.form.expressions.insert(QStringLiteral("urgency"),
                                          QStringLiteral("if(/data/name = 'hungry', 'urgent', 'normal')"));
            const auto draft = world.start();
            QVERIFY(world.answer(*draft, namePath, urgent ? QStringLiteral("hungry") : QStringLiteral("fed"))
                        .empty());
            QVERIFY(SubmitApplication(world.tools(), world.intake).execute(*draft)->sent);
            const auto changes = world.store.load(draft->facts().id)->changes;
            QCOMPARE(changes.back().header.urgency,
                     urgent ? protocol::Urgency::UrgentSubmission : protocol::Urgency::Submission);
        }
    }

    void received_isBelievedOnlyWithTheCentresSignature()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("Virpi")).empty());
        const auto outcome = SubmitApplication(world.tools(), world.intake).execute(*draft);
        QVERIFY(outcome->sent);
        auto centre = crypto::SigningKey::generate(world.random);
        auto stranger = crypto::SigningKey::generate(world.random);
        QVERIFY(centre && stranger);
        DraftProgress progress(world.tools(), centre->publicKey);
        QVERIFY(progress.execute(draft->facts().id)->submitted);
        QVERIFY(!progress.execute(draft->facts().id)->receipt);

        protocol::Receipt receipt;
        receipt.submission = outcome->sent->submission;
        receipt.draft = draft->facts().id;
        receipt.reference = outcome->sent->reference;
        receipt.receivedAt = world.clock.wallMilliseconds();
        const auto forged = sealing::signReceipt(receipt, *stranger);
        world.store.acknowledge(draft->facts().id, *forged);
        QVERIFY(!progress.execute(draft->facts().id)->receipt);
        const ports::PutAside notGenuine{base::ErrorCode::SignatureInvalid, 0};
        QVERIFY(progress.execute(draft->facts().id)->problem == notGenuine);
        const auto genuine = sealing::signReceipt(receipt, *centre);
        world.store.acknowledge(draft->facts().id, *genuine);
        QVERIFY(progress.execute(draft->facts().id)->receipt);
    }

    void deleting_erasesADraftAndItsCode()
    {
        World world(form);
        const auto draft = world.start({ports::CentreCopy::AsWritten, false});
        const QString code = draft->facts().resumeCode;
        world.store.acknowledge(draft->facts().id);
        QCOMPARE(StopSession(world.tools()).execute(draft.get(), session::EndReason::Deleted).value(),
                 session::DraftFate::Erased);
        QVERIFY(world.store.drafts().empty());
        QCOMPARE(codeOf(reopen(world, code)), base::ErrorCode::CodeRefused);
        QCOMPARE(world.store.erasures().size(), std::size_t{1});
        QCOMPARE(world.store.erasures().front().header.kind, protocol::ChangeKind::Erase);
    }

    void stopping_keepsWhatWasBeingTyped()
    {
        World world(form);
        const auto draft = world.start();
        QVERIFY(TypeAnswer(world.tools(), world.rules())
                    .execute(*draft, {draft->instance().find(QStringLiteral("/data/secret")),
                                      QStringLiteral("abc")}));
        QCOMPARE(StopSession(world.tools()).execute(draft.get(), session::EndReason::TimedOut).value(),
                 session::DraftFate::Kept);
        QVERIFY(world.store.openChanges(draft->facts().id).empty());
        auto again = reopen(world, draft->facts().resumeCode);
        QVERIFY(again);
        QCOMPARE((*again)->instance().value((*again)->instance().find(QStringLiteral("/data/secret"))),
                 QStringLiteral("abc"));
    }

    void twoAnswersFromTwoPlaces_areShownAndSettledByAPerson()
    {
        World world(form);
        const auto here = world.start();
        QVERIFY(world.answer(*here, namePath, QStringLiteral("A")).empty());
        auto there = reopen(world, here->facts().resumeCode);
        QVERIFY(there);
        QVERIFY(world.answer(*here, namePath, QStringLiteral("B")).empty());
        QVERIFY(world.answer(**there, namePath, QStringLiteral("C")).empty());
        auto both = reopen(world, here->facts().resumeCode);
        QVERIFY(both);
        const Conflict *conflict = (*both)->conflicts().find(namePath);
        QVERIFY(conflict != nullptr);
        QStringList values;
        for (const ConflictSide &side : conflict->sides)
            values.append(side.value);
        values.sort();
        QCOMPARE(values, QStringList({QStringLiteral("B"), QStringLiteral("C")}));
        QVERIFY(!SubmitApplication(world.tools(), world.intake).execute(**both)->sent);
        QVERIFY(world.answer(**both, namePath, QStringLiteral("B")).empty());
        QVERIFY((*both)->conflicts().isEmpty());
        QCOMPARE(world.merged(**both).find(namePath)->settlement, sync::core::Settlement::Settled);
    }

    void noRecordHoldsAPlainAnswer()
    {
        World world(form);
        const auto draft = world.start({ports::CentreCopy::AsWritten, true});
        QVERIFY(world.answer(*draft, namePath, QStringLiteral("CANARY-NAME")).empty());
        QVERIFY(TypeAnswer(world.tools(), world.rules())
                    .execute(*draft, {draft->instance().find(QStringLiteral("/data/secret")),
                                      QStringLiteral("CANARY-OPEN")}));
        QVERIFY(AttachPage(world.tools())
                    .execute(*draft, draft->instance().find(QStringLiteral("/data/one")),
                             {QStringLiteral("CANARY-FILE.pdf"), "%PDF-1.7 CANARY-BYTES %%EOF\n"}));
        QVERIFY(SubmitApplication(world.tools(), world.intake).execute(*draft)->sent);
        QByteArray everything;
        const auto records = world.store.load(draft->facts().id);
        for (const protocol::Change &change : records->changes)
            everything += change.bytes;
        for (const protocol::Wrap &wrap : records->wraps)
            everything += wrap.sealed;
        for (const ports::OpenChange &open : world.store.openChanges(draft->facts().id))
            everything += open.change.bytes;
        for (const ports::CodeEntry &code : world.store.codes(draft->facts().id))
            everything += code.sealedWrap;
        everything += world.store.readBlob(draft->attachment(QStringLiteral("/data/one"))->blob).value();
        QVERIFY(!everything.contains("CANARY"));
        QVERIFY(!everything.contains("/data/"));
        QVERIFY(!everything.contains(draft->facts().resumeCode.toLatin1()));
        QVERIFY(!everything.contains(QString(draft->facts().resumeCode).remove(QLatin1Char('-')).toLatin1()));
        QVERIFY(!everything.contains(draft->keys().draftKey.view().toByteArray()));
    }
};

QTEST_MAIN(UseCaseTest)
#include "UseCaseTest.moc"
