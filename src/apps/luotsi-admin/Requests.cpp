#include "Requests.h"

#include "DeskAccess.h"

#include "centre/handlers/CentreChanges.h"
#include "crypto/SystemRandom.h"

#include <QDate>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace luotsi::apps {

namespace storage = centre::storage;
namespace keydesk = centre::keydesk;
namespace protocol = storage::protocol;
using base::ErrorCode;

namespace {

constexpr qsizetype longestText = 2000;
const auto textIdOption = QStringLiteral("text-id");
const auto textOption = QStringLiteral("text");
const auto dueOption = QStringLiteral("due");
const auto senderOption = QStringLiteral("from");

base::Error wrongUsage(const QString &sentence)
{
    return {ErrorCode::MalformedInput, sentence, {}};
}

base::Result<protocol::RequestBody> bodyOf(const QCommandLineParser &parser, qint64 now)
{
    static const QRegularExpression word(QStringLiteral("\\A[a-z0-9-]{1,56}\\z"));
    protocol::RequestBody body{parser.value(textIdOption), parser.value(textOption).trimmed(),
                               parser.value(dueOption), parser.value(senderOption), now};
    if (body.textId.isEmpty() == body.text.isEmpty())
        return wrongUsage(QStringLiteral("say what is asked: --text-id or --text, one of them"));
    if (!body.textId.isEmpty() && !word.match(body.textId).hasMatch())
        return wrongUsage(QStringLiteral("--text-id is a word of requests in the form's form.json"));
    if (body.text.size() > longestText)
        return wrongUsage(QStringLiteral("--text may have %1 characters").arg(longestText));
    const QDate due = QDate::fromString(body.due, Qt::ISODate);
    // Who decides sets the day; the law names none (domain notes on information requests).
    if (!due.isValid())
        return wrongUsage(QStringLiteral("--due is a day: 2026-12-03"));
    body.due = due.toString(Qt::ISODate);
    if (body.sender.isEmpty())
        return wrongUsage(QStringLiteral("--from says who asks, as people know it"));
    return body;
}

/// A text that the draft's form does not have would tell the person nothing.
base::Result<void> checkText(const QString &textId, const keydesk::DraftFile &file,
                             const keydesk::IntakeDesk &desk)
{
    if (textId.isEmpty())
        return {};
    // A wrap names no form.
    const auto newest = std::find_if(file.changes.rbegin(), file.changes.rend(), [](const auto &arrived) {
        return arrived.change.header.kind != protocol::ChangeKind::Wrap;
    });
    if (newest == file.changes.rend())
        return ErrorCode::NotFound;
    const auto form = desk.forms().find(newest->change.header.form);
    if (!form)
        return form.error();
    const QJsonObject texts = QJsonDocument::fromJson(form->description)
                                  .object()
                                  .value(QLatin1String("requests"))
                                  .toObject()
                                  .value(QLatin1String("texts"))
                                  .toObject();
    if (!texts.contains(textId))
        return wrongUsage(QStringLiteral("the draft's form has no text %1").arg(textId));
    return {};
}

base::Result<protocol::Change> makeRequest(const QCommandLineParser &parser, storage::Storage &store,
                                           const protocol::DraftId &draft, const base::Clock &clock)
{
    const auto body = bodyOf(parser, clock.wallMilliseconds());
    if (!body)
        return body.error();
    const auto desk = openDesk(parser, clock);
    if (!desk)
        return desk.error();
    const auto file = loadDraft(store, draft);
    if (!file)
        return file.error();
    if (const auto known = checkText(body->textId, *file, **desk); !known)
        return known.error();
    protocol::ChangeHeader header;
    header.urgency = protocol::Urgency::Submission;
    header.deviceTime = body->askedAt;
    crypto::SystemRandom random;
    return (*desk)->seal(*file, u"#request", header, *body, random);
}

Exit request(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto draft = protocol::DraftId::fromHex(arguments.constFirst().toLatin1());
    if (!draft)
        return fail(Exit::WrongUsage, QStringLiteral("DRAFT is 32 hexadecimal digits"));
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    const base::SystemClock clock;
    const auto change = makeRequest(parser, **store, *draft, clock);
    if (!change)
        return change.error().code == ErrorCode::MalformedInput
                   ? fail(Exit::WrongUsage, change.error().detail)
                   : fail(change.error());
    const auto added = (*store)->write([&](storage::Transaction &rows) {
        return centre::handlers::addCentreChange(rows, *change, clock.wallMilliseconds());
    });
    if (!added)
        return fail(added.error());
    print(QStringLiteral("requested %1").arg(QString::fromLatin1(change->id.toHex())));
    return Exit::Done;
}

/// The rounds that say they answer it.
QJsonArray answersTo(const protocol::ChangeId &request, const std::vector<keydesk::OpenedChange> &draft)
{
    QJsonArray rounds;
    for (const keydesk::OpenedChange &change : draft) {
        const auto *submit = change.body ? std::get_if<protocol::SubmitBody>(&*change.body) : nullptr;
        if (submit != nullptr &&
            std::find(submit->answers.begin(), submit->answers.end(), request) != submit->answers.end())
            rounds.append(qint64(submit->round));
    }
    return rounds;
}

Exit requests(const QCommandLineParser &parser, const QStringList &arguments)
{
    if (arguments.constFirst() != QLatin1String("list"))
        return fail(Exit::WrongUsage, QStringLiteral("the only thing to do with requests here is: list"));
    const base::SystemClock clock;
    const auto received = openReceived(parser, clock);
    if (!received)
        return fail(received.error());
    QJsonArray list;
    Exit result = Exit::Done;
    for (const protocol::DraftId &draft : received->drafts) {
        const auto file = loadDraft(*received->storage, draft);
        const auto opened = file ? received->desk->openDraft(*file)
                                 : base::Result<std::vector<keydesk::OpenedChange>>(file.error());
        if (!opened) {
            result = fail(Exit::Incomplete, QStringLiteral("%1 cannot be opened: %2")
                                                .arg(QString::fromLatin1(draft.toHex()),
                                                     QString(base::name(opened.error().code))));
            continue;
        }
        for (const auto &one : requestsJson(*opened)) {
            QJsonObject line = one.toObject();
            line.insert(QStringLiteral("draft"), QString::fromLatin1(draft.toHex()));
            list.append(line);
            if (!parser.isSet(QStringLiteral("json")))
                print(QStringLiteral("%1  due %2  %3")
                          .arg(line.value(QStringLiteral("draft")).toString(),
                               line.value(QStringLiteral("due")).toString(),
                               line.value(QStringLiteral("answered_by_rounds")).toArray().isEmpty()
                                   ? QStringLiteral("open")
                                   : QStringLiteral("answered")));
        }
    }
    if (parser.isSet(QStringLiteral("json")))
        print(QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
    return result;
}

} // namespace

QJsonArray requestsJson(const std::vector<keydesk::OpenedChange> &draft)
{
    QJsonArray list;
    for (const keydesk::OpenedChange &change : draft) {
        const auto *body = change.body ? std::get_if<protocol::RequestBody>(&*change.body) : nullptr;
        if (body == nullptr)
            continue;
        const protocol::ChangeId &id = change.arrived.change.id;
        list.append(QJsonObject{{QStringLiteral("request"), QString::fromLatin1(id.toHex())},
                                {QStringLiteral("text_id"), body->textId},
                                {QStringLiteral("text"), body->text},
                                {QStringLiteral("due"), body->due},
                                {QStringLiteral("from"), body->sender},
                                {QStringLiteral("asked_at"), timeText(body->askedAt)},
                                {QStringLiteral("answered_by_rounds"), answersTo(id, draft)}});
    }
    return list;
}

Command requestCommand()
{
    auto options = centreOptions();
    options.push_back({textIdOption,
                       QStringLiteral("A text of requests in the form's form.json, there in every language."),
                       QStringLiteral("word")});
    options.push_back(
        {textOption, QStringLiteral("What is asked, in the person's language."), QStringLiteral("text")});
    options.push_back({dueOption, QStringLiteral("The day it should come by."), QStringLiteral("day")});
    options.push_back(
        {senderOption, QStringLiteral("Who asks (Kela)."), QStringLiteral("name"), QStringLiteral("Kela")});
    return {
        QStringLiteral("request"),
        QStringLiteral("Asks the person of a received draft for something more. Whoever opens the draft with "
                       "its code is told; the answer is a further round that names the request."),
        QStringLiteral("DRAFT"),
        options,
        1,
        request};
}

Command requestsCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("json"), QStringLiteral("Print JSON.")});
    return {QStringLiteral("requests"),
            QStringLiteral("Lists what has been asked for, by which day, and what answers it."),
            QStringLiteral("list"),
            options,
            1,
            requests};
}

} // namespace luotsi::apps
