#include "viewmodels/ConflictBuilder.h"

#include "usecases/AnswerText.h"
#include "viewmodels/CheckBuilder.h"
#include "viewmodels/FieldBuilder.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

using forms::NodeId;
using usecases::Conflict;
using usecases::ConflictSide;
using usecases::OpenDraft;

constexpr qint64 daysOfAWeek = 6;

QString fileText(const protocol::AttachmentRef &file, const QString &language)
{
    const QString size = sizeText(static_cast<qint64>(file.size), language);
    const QString type = file.mediaType.section(QLatin1Char('/'), 1).toUpper();
    //: One of two files that were attached to the same question; %1 is its kind, %2 its size
    //% "File %1, %2"
    return qtTrId("conflict-file").arg(type, size);
}

QString valueText(const OpenDraft &draft, NodeId node, const ConflictSide &side)
{
    switch (side.choice) {
    case ConflictSide::Choice::KeepRow:
        //: One of two choices: what was removed at one place and changed at another stays
        //% "Keep it"
        return qtTrId("conflict-keep-row");
    case ConflictSide::Choice::RemoveRow:
        //: One of two choices: what was removed at one place and changed at another goes
        //% "Remove it"
        return qtTrId("conflict-remove-row");
    case ConflictSide::Choice::Value:
        break;
    }
    if (side.file)
        return fileText(*side.file, draft.instance().language());
    if (side.value.isEmpty())
        return qtTrId("check-not-given");
    if (draft.instance().control(node) == forms::ControlKind::Trigger)
        return qtTrId("check-value-yes");
    return usecases::readText(draft.instance(), node, side.value);
}

QString placeText(const protocol::Origin &origin, const protocol::Origin &here)
{
    if (origin.isBlank()) {
        //: Where an answer was written, when no device has told
        //% "Another device"
        return qtTrId("conflict-elsewhere");
    }
    if (origin == here) {
        //: Where an answer was written: at the device one stands at
        //% "This device"
        return qtTrId("conflict-here");
    }
    QStringList parts{origin.site, origin.device};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString authorText(const usecases::ConflictAuthor &author, const ConflictReader &reader)
{
    const QString place = placeText(author.origin, reader.here);
    QString when = writtenText(author.deviceTime, reader);
    if (author.timeUnsure) {
        //: A time that may be wrong; %1 is weekday and time
        //% "%1 by that device's clock, which may be wrong"
        when = qtTrId("conflict-time-unsure").arg(when);
    }
    if (author.worker) {
        //: Who wrote an answer, where and when; %1 is the place, %2 weekday and time
        //% "%1, a worker · %2"
        return qtTrId("conflict-by-worker").arg(place, when);
    }
    //: Who wrote an answer, where and when; %1 is the place, %2 weekday and time
    //% "%1, the client · %2"
    return qtTrId("conflict-by-client").arg(place, when);
}

QString keptText(const Conflict &conflict)
{
    if (conflict.kind == Conflict::Kind::Row) {
        //: On a card about one row of a list
        //% "This was removed in one place and changed in another. Choose."
        return qtTrId("conflict-row-kept");
    }
    if (conflict.sides.size() == 2) {
        //: On a card with two different answers to one question
        //% "Both are kept. Choose the right one."
        return qtTrId("conflict-both-kept");
    }
    //: On a card with three or more different answers to one question
    //% "All are kept. Choose the right one."
    return qtTrId("conflict-all-kept");
}

QString rowNames(const OpenDraft &draft, NodeId node)
{
    const forms::FormInstance &instance = draft.instance();
    QString names;
    for (NodeId up = node; !up.isNull(); up = instance.parent(up)) {
        if (instance.kind(up) != forms::NodeKind::RepeatInstance)
            continue;
        const std::vector<NodeId> rows = instance.children(instance.parent(up));
        const auto number = std::find(rows.begin(), rows.end(), up) - rows.begin() + 1;
        const QString name = rowSummary(draft, up, static_cast<int>(number));
        names.prepend(names.isEmpty() ? name : name + QStringLiteral(": "));
    }
    return names;
}

QString questionText(const OpenDraft &draft, NodeId node, const usecases::ListedConflict &listed)
{
    if (node.isNull())
        return listed.question;
    const QString rows = rowNames(draft, node);
    if (listed.conflict.kind == Conflict::Kind::Row)
        return rows;
    const QString label = draft.instance().shortLabel(node);
    return rows.isEmpty() ? label : rows + QStringLiteral(": ") + label;
}

/// The side that stands once nothing is in conflict any more; none while it is.
bool isChosen(const OpenDraft &draft, NodeId node, const Conflict &conflict, const ConflictSide &side)
{
    if (draft.conflicts().contains(conflict.path))
        return false;
    switch (side.choice) {
    case ConflictSide::Choice::KeepRow:
        return !node.isNull();
    case ConflictSide::Choice::RemoveRow:
        return node.isNull();
    case ConflictSide::Choice::Value:
        break;
    }
    return !node.isNull() && draft.instance().keptValue(node) == side.value;
}

} // namespace

QString writtenText(std::int64_t wallMilliseconds, const ConflictReader &reader)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(wallMilliseconds, reader.timeZone);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(reader.now, reader.timeZone);
    const QString weekday = QLocale(reader.language).standaloneDayName(then.date().dayOfWeek());
    const qint64 days = then.date().daysTo(now.date());
    const bool thisWeek = days >= 0 && days <= daysOfAWeek;
    return weekday + QLatin1Char(' ') +
           then.toString(thisWeek ? QStringLiteral("H.mm") : QStringLiteral("d.M.yyyy H.mm"));
}

QString conflictValues(const OpenDraft &draft, const Conflict &conflict, bool masked)
{
    const NodeId node = draft.instance().find(conflict.path);
    QStringList values;
    for (const ConflictSide &side : conflict.sides) {
        const bool hides = masked && !side.value.isEmpty();
        values.append(hides ? usecases::maskedText(usecases::answerKind(draft.instance(), node), side.value)
                            : valueText(draft, node, side));
    }
    return values.join(QStringLiteral(" / "));
}

ShownConflict shownConflict(const OpenDraft &draft, const usecases::ListedConflict &listed,
                            const ConflictReader &reader)
{
    const forms::FormInstance &instance = draft.instance();
    const Conflict &conflict = listed.conflict;
    const NodeId node = instance.find(conflict.path);
    ShownConflict shown;
    shown.ref = conflict.path;
    shown.question = questionText(draft, node, listed);
    shown.kept = keptText(conflict);
    //: Since when two answers stand against each other; %1 is weekday and time
    //% "Open since %1"
    shown.since =
        listed.age.unsure ? QString() : qtTrId("conflict-since").arg(writtenText(listed.age.since, reader));
    shown.masked = conflict.kind == Conflict::Kind::Answer && !node.isNull() &&
                   usecases::isMasked(instance, node, draft.form().description);
    for (const ConflictSide &side : conflict.sides) {
        ShownSide one;
        one.plain = valueText(draft, node, side);
        one.hidden = shown.masked && !side.value.isEmpty()
                         ? usecases::maskedText(usecases::answerKind(instance, node), side.value)
                         : one.plain;
        QStringList authors;
        for (const usecases::ConflictAuthor &author : side.authors)
            authors.append(authorText(author, reader));
        authors.removeDuplicates();
        one.author = authors.join(QLatin1Char('\n'));
        one.chosen = isChosen(draft, node, conflict, side);
        shown.isFinal = shown.isFinal || (one.chosen && conflict.kind == Conflict::Kind::Row);
        shown.sides.push_back(std::move(one));
    }
    shown.canAnswer = conflict.kind != Conflict::Kind::Row && !node.isNull();
    return shown;
}

} // namespace luotsi::viewmodels
