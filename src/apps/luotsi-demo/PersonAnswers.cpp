// How the person answers what stands on a page.

#include "Person.h"

#include <QThread>

namespace luotsi::demo {

namespace {

using base::Result;
using viewmodels::Field;

constexpr int changeMilliseconds = 15'000;
constexpr int pollMilliseconds = 50;

base::Error problem(const QString &detail)
{
    return {base::ErrorCode::Internal, detail, {}};
}

/// As somebody in Finland types an amount.
QString typedMoney(QString value)
{
    return value.replace(u'.', u',');
}

} // namespace

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

} // namespace luotsi::demo
