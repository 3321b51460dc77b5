#include "Person.h"

#include <QMetaEnum>
#include <QThread>

namespace luotsi::demo {

namespace {

using base::Result;
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
