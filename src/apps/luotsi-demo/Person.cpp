#include "Person.h"

#include <QMetaEnum>
#include <QThread>

namespace luotsi::demo {

namespace {

using base::Result;
using viewmodels::Field;
using viewmodels::KioskSession;

constexpr int windowMilliseconds = 30'000;
constexpr int changeMilliseconds = 15'000;
constexpr int pollMilliseconds = 50;
constexpr int mostPages = 400;

base::Error problem(const QString &detail)
{
    return {base::ErrorCode::Internal, detail, {}};
}

QString pageName(KioskSession::Page page)
{
    return QString::fromLatin1(QMetaEnum::fromType<KioskSession::Page>().valueToKey(page)).toLower();
}

/// As somebody in Finland types an amount.
QString typedMoney(QString value)
{
    return value.replace(u'.', u',');
}

} // namespace

Person::Person(RobotServer &robots, Album &album, Answers &answers, QString language)
    : m_robots(robots), m_album(album), m_answers(answers), m_language(std::move(language))
{
}

Result<Hand *> Person::session()
{
    return m_robots.front(QStringLiteral("session"), windowMilliseconds);
}

Result<void> Person::enter(const QString &action)
{
    const auto start = m_robots.front(QStringLiteral("start"), windowMilliseconds);
    if (!start)
        return start.error();
    const auto press = [&](const QString &name) {
        return (*start)->order(QStringLiteral("press"), {{QStringLiteral("name"), name}});
    };
    if (const auto chosen = press(QStringLiteral("language:") + m_language); !chosen)
        return chosen.error();
    if (const auto pictured = m_album.add(**start, QStringLiteral("start")); !pictured)
        return pictured;
    if (const auto entered = press(action); !entered)
        return entered.error();
    const auto opened = session();
    return opened ? Result<void>() : Result<void>(opened.error());
}

Result<void> Person::press(const QString &name)
{
    const auto hand = session();
    if (!hand)
        return hand.error();
    const auto pressed = (*hand)->order(QStringLiteral("press"), {{QStringLiteral("name"), name}});
    return pressed ? Result<void>() : Result<void>(pressed.error());
}

Result<QJsonValue> Person::read(const QString &property)
{
    const auto hand = session();
    if (!hand)
        return hand.error();
    const auto reply = (*hand)->order(QStringLiteral("read"),
                                      {{QStringLiteral("path"), QStringLiteral("session.") + property}});
    if (!reply)
        return reply.error();
    return reply->value(QStringLiteral("value"));
}

Result<Person::Page> Person::page()
{
    const auto value = read(QStringLiteral("page"));
    return value ? Result<Page>(static_cast<Page>(value->toInt())) : Result<Page>(value.error());
}

Result<void> Person::photograph(const QString &name)
{
    const auto hand = session();
    return hand ? m_album.add(**hand, name) : Result<void>(hand.error());
}

/// What tells one page from the next.
Result<QString> Person::place()
{
    const auto shown = page();
    if (!shown)
        return shown.error();
    const auto number = read(QStringLiteral("pageNumber"));
    const auto title = read(*shown == KioskSession::RepeatList ? QStringLiteral("repeatList.title")
                                                               : QStringLiteral("question.title"));
    const auto fields = read(QStringLiteral("question.fields"));
    if (!number || !title || !fields)
        return problem(QStringLiteral("the page could not be read"));
    QString refs;
    for (const QJsonValue &row : fields->toObject().value(QStringLiteral("rows")).toArray())
        refs +=
            row.toObject().value(QStringLiteral("field")).toObject().value(QStringLiteral("ref")).toString() +
            u' ';
    return QStringLiteral("%1|%2|%3|%4")
        .arg(pageName(*shown))
        .arg(number->toInt())
        .arg(title->toString(), refs);
}

Result<void> Person::goNext(const QString &before)
{
    if (const auto pressed = press(QStringLiteral("primaryAction")); !pressed)
        return pressed;
    for (int waited = 0; waited < changeMilliseconds; waited += pollMilliseconds) {
        const auto now = place();
        if (!now)
            return now.error();
        if (*now != before)
            return {};
        QThread::msleep(pollMilliseconds);
    }
    QStringList said;
    if (const auto errors = read(QStringLiteral("question.errors")); errors) {
        for (const QJsonValue &row : errors->toObject().value(QStringLiteral("rows")).toArray())
            said.append(row.toObject().value(QStringLiteral("fieldName")).toString());
    }
    return problem(QStringLiteral("the page does not go on: %1; faults at: %2")
                       .arg(before.section(u'|', 0, 2), said.join(u' ')));
}

Result<void> Person::goOn(const std::function<bool(Page, const QString &)> &stop)
{
    for (int pages = 0; pages < mostPages; ++pages) {
        const auto shown = page();
        if (!shown)
            return shown.error();
        const auto task = read(QStringLiteral("taskTitle"));
        if (!task)
            return task.error();
        if (stop(*shown, task->toString()))
            return {};
        const auto before = place();
        if (!before)
            return before.error();
        Result<void> done;
        switch (*shown) {
        case KioskSession::Question:
            done = answerPage();
            break;
        case KioskSession::RepeatList:
            done = answerList();
            break;
        case KioskSession::CodeShown:
            done = noteCode();
            break;
        case KioskSession::Check:
            return photograph(QStringLiteral("check"));
        case KioskSession::Failure:
            return problem(QStringLiteral("the kiosk shows a failure page"));
        default:
            done = photograph(pageName(*shown));
        }
        if (!done)
            return done;
        // Adding a row leads to the row's first page by itself, and an urgent answer to its help.
        const auto after = place();
        const auto pageOf = [](const QString &place) { return place.section(u'|', 0, 1); };
        if (after && pageOf(*after) != pageOf(*before))
            continue;
        if (const auto next = goNext(after ? *after : *before); !next)
            return next;
    }
    return problem(QStringLiteral("the way does not end"));
}

Result<void> Person::noteCode()
{
    const auto code = read(QStringLiteral("resumeCode.code"));
    if (!code)
        return code.error();
    m_code = code->toString();
    return photograph(QStringLiteral("code"));
}

/// One answer may show, hide or release the next field, so the page is read again after each.
Result<void> Person::answerPage()
{
    ++m_pagesAnswered;
    QString firstName;
    QStringList done;
    for (;;) {
        const auto fields = read(QStringLiteral("question.fields"));
        if (!fields)
            return fields.error();
        QJsonObject next;
        for (const QJsonValue &row : fields->toObject().value(QStringLiteral("rows")).toArray()) {
            const QJsonObject field = row.toObject().value(QStringLiteral("field")).toObject();
            if (next.isEmpty() && !done.contains(field.value(QStringLiteral("ref")).toString()))
                next = field;
        }
        if (next.isEmpty())
            break;
        if (done.isEmpty())
            firstName = next.value(QStringLiteral("name")).toString();
        done.append(next.value(QStringLiteral("ref")).toString());
        if (const auto answered = answerField(next); !answered)
            return answered;
    }
    return photograph(firstName.isEmpty() ? QStringLiteral("page") : firstName);
}

Result<void> Person::answerField(const QJsonObject &field)
{
    const QString name = field.value(QStringLiteral("name")).toString();
    const QString path = m_answers.indexed(field.value(QStringLiteral("ref")).toString());
    const auto kind = static_cast<Field::Kind>(field.value(QStringLiteral("kind")).toInt());
    if (kind == Field::Note || field.value(QStringLiteral("readOnly")).toBool())
        return {};
    if (kind == Field::Upload)
        return attach(field, path);
    // What is required and not answered here stops the page, with the page's own words.
    if (!m_answers.has(path))
        return {};
    switch (kind) {
    case Field::SelectOne:
    case Field::SelectMany:
        return choose(field, path);
    case Field::Trigger:
        (void)m_answers.take(path);
        return field.value(QStringLiteral("value")).toString().isEmpty()
                   ? press(QStringLiteral("field:") + name)
                   : Result<void>();
    case Field::Date:
        return writeDate(name, m_answers.take(path));
    case Field::Money:
    case Field::Balance:
    case Field::Decimal:
        return write(name, typedMoney(m_answers.take(path)));
    default:
        return write(name, m_answers.take(path));
    }
}

Result<void> Person::choose(const QJsonObject &field, const QString &path)
{
    const QStringList wanted = m_answers.take(path).split(u' ', Qt::SkipEmptyParts);
    const QString name = QStringLiteral("field:") + field.value(QStringLiteral("name")).toString();
    for (const QJsonValue &row :
         field.value(QStringLiteral("options")).toObject().value(QStringLiteral("rows")).toArray()) {
        const QJsonObject option = row.toObject();
        const QString value = option.value(QStringLiteral("value")).toString();
        if (wanted.contains(value) == option.value(QStringLiteral("selected")).toBool())
            continue;
        const auto kind = static_cast<Field::Kind>(field.value(QStringLiteral("kind")).toInt());
        if (kind == Field::SelectOne && !wanted.contains(value))
            continue;
        if (const auto pressed = press(name + QStringLiteral(">option:") + value); !pressed)
            return pressed;
    }
    return {};
}

Result<void> Person::write(const QString &name, const QString &text)
{
    if (const auto pressed = press(QStringLiteral("field:") + name); !pressed)
        return pressed;
    const auto hand = session();
    if (!hand)
        return hand.error();
    const auto selected = (*hand)->order(
        QStringLiteral("key"), {{QStringLiteral("key"), Qt::Key_A},
                                {QStringLiteral("modifiers"), static_cast<int>(Qt::ControlModifier)}});
    const auto cleared = (*hand)->order(QStringLiteral("key"), {{QStringLiteral("key"), Qt::Key_Backspace}});
    const auto typed = (*hand)->order(QStringLiteral("type"), {{QStringLiteral("text"), text}});
    if (!selected || !cleared || !typed)
        return problem(QStringLiteral("%1 takes no keys").arg(name));
    return {};
}

Result<void> Person::writeDate(const QString &name, const QString &isoDate)
{
    const QStringList parts = isoDate.split(u'-');
    if (parts.size() != 3)
        return problem(QStringLiteral("%1 is not a date").arg(isoDate));
    const QStringList order{QStringLiteral(":day"), QStringLiteral(":month"), QStringLiteral(":year")};
    for (int part = 0; part < 3; ++part) {
        if (const auto written = write(name + order.at(part), parts.at(2 - part)); !written)
            return written;
    }
    return {};
}

/// Puts in every paper the answers name for this attachment that lies ready; the rest comes another day.
Result<void> Person::attach(const QJsonObject &field, const QString &path)
{
    QStringList ready;
    for (const QJsonValue &row :
         field.value(QStringLiteral("sources")).toObject().value(QStringLiteral("rows")).toArray())
        ready.append(row.toObject().value(QStringLiteral("sourceId")).toString());
    const qsizetype attached =
        field.value(QStringLiteral("pages")).toObject().value(QStringLiteral("rows")).toArray().size();
    const QStringList papers = m_answers.papersAt(path);
    for (qsizetype page = attached; page < papers.size(); ++page) {
        if (!ready.contains(papers.at(page)))
            continue;
        if (const auto pressed = press(QStringLiteral("source:") + papers.at(page)); !pressed)
            return pressed;
        if (const auto seen = seePages(field.value(QStringLiteral("ref")).toString(), page + 1); !seen)
            return seen;
    }
    return {};
}

/// Until the page shows so many attached pages.
Result<void> Person::seePages(const QString &ref, qsizetype wanted)
{
    for (int waited = 0; waited < changeMilliseconds; waited += pollMilliseconds) {
        const auto fields = read(QStringLiteral("question.fields"));
        if (!fields)
            return fields.error();
        for (const QJsonValue &row : fields->toObject().value(QStringLiteral("rows")).toArray()) {
            const QJsonObject field = row.toObject().value(QStringLiteral("field")).toObject();
            const QJsonObject pages = field.value(QStringLiteral("pages")).toObject();
            if (field.value(QStringLiteral("ref")).toString() == ref &&
                pages.value(QStringLiteral("rows")).toArray().size() >= wanted)
                return {};
        }
        QThread::msleep(pollMilliseconds);
    }
    (void)photograph(QStringLiteral("not-added"));
    return problem(QStringLiteral("a page that was added does not show"));
}

Result<void> Person::addPapers(const QString &path)
{
    const auto before = place();
    if (!before)
        return before.error();
    if (const auto opened = press(QStringLiteral("change:") + path); !opened)
        return opened;
    if (const auto shown = waitFor(KioskSession::Question); !shown)
        return shown;
    if (const auto pressed = press(QStringLiteral("refreshSources")); !pressed)
        return pressed;
    if (const auto answered = answerPage(); !answered)
        return answered;
    if (const auto next = press(QStringLiteral("primaryAction")); !next)
        return next;
    return waitFor(KioskSession::Check);
}

Result<QString> Person::currentTask()
{
    const auto tasks = read(QStringLiteral("tasks"));
    if (!tasks)
        return tasks.error();
    for (const QJsonValue &row : tasks->toObject().value(QStringLiteral("rows")).toArray()) {
        if (row.toObject().value(QStringLiteral("current")).toBool())
            return row.toObject().value(QStringLiteral("name")).toString();
    }
    return problem(QStringLiteral("no task is current"));
}

Result<void> Person::answerList()
{
    const auto name = read(QStringLiteral("repeatList.name"));
    const auto rows = read(QStringLiteral("repeatList.count"));
    const auto task = currentTask();
    if (!name || !rows || !task)
        return problem(QStringLiteral("the list could not be read"));
    if (const auto pictured = photograph(name->toString()); !pictured)
        return pictured;
    if (rows->toInt() >= m_answers.rowsOf(*task, name->toString()))
        return {};
    return press(QStringLiteral("add:") + name->toString());
}

Result<void> Person::stopAndKeep()
{
    if (const auto asked = press(QStringLiteral("stopAction")); !asked)
        return asked;
    if (const auto pictured = photograph(QStringLiteral("stop")); !pictured)
        return pictured;
    return press(QStringLiteral("stopKeep"));
}

Result<void> Person::typeCode(const QString &code)
{
    if (const auto pressed = press(QStringLiteral("field:code")); !pressed)
        return pressed;
    const auto hand = session();
    if (!hand)
        return hand.error();
    if (const auto typed = (*hand)->order(QStringLiteral("type"), {{QStringLiteral("text"), code}}); !typed)
        return typed.error();
    if (const auto pictured = photograph(QStringLiteral("entercode")); !pictured)
        return pictured;
    return press(QStringLiteral("primaryAction"));
}

Result<void> Person::declareAndSend()
{
    const auto declarations = read(QStringLiteral("check.declarations"));
    if (!declarations)
        return declarations.error();
    for (const QJsonValue &row : declarations->toObject().value(QStringLiteral("rows")).toArray()) {
        if (const auto answered = answerField(row.toObject().value(QStringLiteral("field")).toObject());
            !answered)
            return answered;
    }
    if (const auto pictured = photograph(QStringLiteral("declared")); !pictured)
        return pictured;
    return press(QStringLiteral("primaryAction"));
}

Result<void> Person::waitFor(Page wanted)
{
    for (int waited = 0; waited < changeMilliseconds; waited += pollMilliseconds) {
        const auto shown = page();
        if (!shown)
            return shown.error();
        if (*shown == wanted)
            return {};
        QThread::msleep(pollMilliseconds);
    }
    return problem(QStringLiteral("the page '%1' does not come").arg(pageName(wanted)));
}

Result<void> Person::waitForReceipt(const QString &fact)
{
    for (int waited = 0; waited < changeMilliseconds; waited += pollMilliseconds) {
        const auto said = read(QStringLiteral("receipt.") + fact);
        if (!said)
            return said.error();
        if (said->toBool())
            return {};
        QThread::msleep(pollMilliseconds);
    }
    return problem(QStringLiteral("the receipt does not say '%1' yet").arg(fact));
}

Result<void> Person::endSession()
{
    return press(QStringLiteral("primaryAction"));
}

} // namespace luotsi::demo
