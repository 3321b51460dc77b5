#include "Supplements.h"

#include "DeskAccess.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace luotsi::apps {

namespace storage = centre::storage;
namespace keydesk = centre::keydesk;
namespace protocol = storage::protocol;

namespace {

QString whatName(keydesk::ProposedEdit::What what)
{
    using What = keydesk::ProposedEdit::What;
    switch (what) {
    case What::Answer:
        return QStringLiteral("answer");
    case What::Attachment:
        return QStringLiteral("attachment");
    case What::RowAdded:
        return QStringLiteral("row-added");
    case What::RowRemoved:
        return QStringLiteral("row-removed");
    case What::Unreadable:
        break;
    }
    return QStringLiteral("unreadable");
}

QJsonObject arrivalJson(const keydesk::ArrivedChange &arrived)
{
    return {{QStringLiteral("received_at"), timeText(arrived.receivedAt)},
            {QStringLiteral("arrived_after_submission"), arrived.afterSubmission},
            {QStringLiteral("device"), QString::fromLatin1(arrived.device.toHex())},
            {QStringLiteral("change"), QString::fromLatin1(arrived.change.id.toHex())}};
}

QJsonObject editJson(const keydesk::ProposedEdit &edit)
{
    QJsonObject json = arrivalJson(edit.arrived);
    json.insert(QStringLiteral("what"), whatName(edit.what));
    json.insert(QStringLiteral("path"), edit.path);
    json.insert(QStringLiteral("before"), edit.before);
    json.insert(QStringLiteral("proposed"), edit.value);
    return json;
}

QJsonObject roundJson(const keydesk::ProposedRound &round, std::size_t number)
{
    QJsonObject json = arrivalJson(round.arrived);
    const protocol::ChangeHeader &header = round.arrived.change.header;
    json.insert(QStringLiteral("round"), qint64(header.round));
    if (header.submission)
        json.insert(QStringLiteral("submission"), QString::fromLatin1(header.submission->toHex()));
    QJsonArray differences;
    for (const keydesk::Difference &difference : round.differences) {
        differences.append(QJsonObject{{QStringLiteral("reference"), difference.reference},
                                       {QStringLiteral("before"), difference.before},
                                       {QStringLiteral("proposed"), difference.value}});
    }
    json.insert(QStringLiteral("differences"), differences);
    json.insert(QStringLiteral("file"), round.body ? proposalFileName(number) : QString());
    return json;
}

/// One line of the list: how much there is and since when, never what it says.
struct Line
{
    protocol::DraftId draft;
    qint64 edits = 0;
    qint64 rounds = 0;
    qint64 firstAt = 0;
    QString problem; ///< why nothing can be said
};

Line lineOf(const protocol::DraftId &draft, const base::Result<keydesk::Proposals> &proposals)
{
    Line line{draft, 0, 0, 0, {}};
    if (!proposals) {
        line.problem = QString(base::name(proposals.error().code));
        return line;
    }
    const auto note = [&line](const keydesk::ArrivedChange &arrived) {
        line.firstAt =
            line.firstAt == 0 ? arrived.receivedAt : std::min<qint64>(line.firstAt, arrived.receivedAt);
    };
    for (const keydesk::ProposedEdit &edit : proposals->edits)
        note(edit.arrived);
    for (const keydesk::ProposedRound &round : proposals->rounds)
        note(round.arrived);
    line.edits = static_cast<qint64>(proposals->edits.size());
    line.rounds = static_cast<qint64>(proposals->rounds.size());
    return line;
}

QJsonObject lineJson(const Line &line)
{
    return {{QStringLiteral("draft"), QString::fromLatin1(line.draft.toHex())},
            {QStringLiteral("edits"), line.edits},
            {QStringLiteral("submissions"), line.rounds},
            {QStringLiteral("since"), line.firstAt == 0 ? QString() : timeText(line.firstAt)},
            {QStringLiteral("problem"), line.problem}};
}

QString lineText(const Line &line)
{
    const QString draft = QString::fromLatin1(line.draft.toHex());
    if (!line.problem.isEmpty())
        return QStringLiteral("%1  cannot be opened: %2").arg(draft, line.problem);
    return QStringLiteral("%1  since %2  %3 edits  %4 further submissions")
        .arg(draft, timeText(line.firstAt))
        .arg(line.edits)
        .arg(line.rounds);
}

base::Result<keydesk::Proposals> proposalsFor(const keydesk::IntakeDesk &desk, storage::Storage &store,
                                              const protocol::DraftId &draft)
{
    const auto file = loadDraft(store, draft);
    if (!file)
        return file.error();
    const auto opened = desk.openDraft(*file);
    if (!opened)
        return opened.error();
    return keydesk::proposalsOf(*opened, file->accepted, repeatsOf(desk));
}

Exit supplements(const QCommandLineParser &parser, const QStringList &arguments)
{
    if (arguments.constFirst() != QLatin1String("list"))
        return fail(Exit::WrongUsage, QStringLiteral("the only thing to do with supplements here is: list"));
    const base::SystemClock clock;
    const auto received = openReceived(parser, clock);
    if (!received)
        return fail(received.error());
    QJsonArray list;
    Exit result = Exit::Done;
    for (const protocol::DraftId &draft : received->drafts) {
        const auto proposals = proposalsFor(*received->desk, *received->storage, draft);
        if (proposals && proposals->empty())
            continue;
        const Line line = lineOf(draft, proposals);
        if (!line.problem.isEmpty())
            result = Exit::Incomplete;
        list.append(lineJson(line));
        if (!parser.isSet(QStringLiteral("json")))
            print(lineText(line));
    }
    if (parser.isSet(QStringLiteral("json")))
        print(QString::fromUtf8(QJsonDocument(list).toJson(QJsonDocument::Compact)));
    return result;
}

} // namespace

QString proposalFileName(std::size_t number)
{
    return QStringLiteral("proposal-%1.xml").arg(number);
}

QJsonObject proposalsJson(const keydesk::Proposals &proposals)
{
    QJsonArray edits;
    for (const keydesk::ProposedEdit &edit : proposals.edits)
        edits.append(editJson(edit));
    QJsonArray rounds;
    for (std::size_t i = 0; i < proposals.rounds.size(); ++i)
        rounds.append(roundJson(proposals.rounds[i], i + 1));
    return {{QStringLiteral("edits"), edits}, {QStringLiteral("submissions"), rounds}};
}

Command supplementsCommand()
{
    auto options = centreOptions();
    options.push_back({QStringLiteral("json"), QStringLiteral("Print JSON.")});
    return {
        QStringLiteral("supplements"),
        QStringLiteral("Lists drafts with proposals beside what was received: edits no round was made from "
                       "and further submissions of a round. Tells how many and since when; 'export' writes "
                       "what they say."),
        QStringLiteral("list"),
        options,
        1,
        supplements};
}

} // namespace luotsi::apps
