#include "viewmodels/SessionFlow.h"

#include "base/Log.h"
#include "usecases/EditRepeat.h"
#include "usecases/TypeAnswer.h"
#include "viewmodels/CheckBuilder.h"

#include <QDateTime>

namespace luotsi::viewmodels {

namespace {

constexpr std::int64_t quietBeforeKeeping = 2000;

bool isDone(const QString &value)
{
    static const QStringList nothing{QStringLiteral("none"), QStringLiteral("no"), QStringLiteral("unknown"),
                                     QStringLiteral("no_answer")};
    return value.isEmpty() || nothing.contains(value);
}

domain::Date today(const base::Clock &clock, const QTimeZone &zone)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(clock.wallMilliseconds(), zone).date();
    return domain::Date::fromNumbers(day.year(), day.month(), day.day()).value();
}

QString textOf(const usecases::AnswerProblem &problem)
{
    return problem.message.isEmpty() ? qtTrId(problem.textId.toLatin1().constData()) : problem.message;
}

} // namespace

usecases::AnswerRules SessionFlow::rules() const
{
    return {today(m_environment.clock, m_environment.timeZone), m_environment.ibanLengths,
            m_environment.timeZone};
}

FieldPointer SessionFlow::fieldFor(forms::NodeId node)
{
    FieldPointer field = makeField(*m_draft, m_shapes, node, m_unfinished);
    field->setTools({m_environment.position != nullptr, m_environment.codeReader != nullptr,
                     m_environment.sound != nullptr});
    connectField(*field);
    connectDevices(*field);
    return field;
}

void SessionFlow::connectField(Field &field)
{
    connect(&field, &Field::typed, this, [this](Field *typed) {
        typed->setError({});
        m_typing.insert(typed->ref(), m_environment.clock.monotonicMilliseconds());
    });
    connect(&field, &Field::chosen, this, [this](Field *chosen) { choose(*chosen); });
    connect(&field, &Field::left, this, [this](Field *leftField) {
        if (m_typing.remove(leftField->ref()) > 0)
            keepOpen(*leftField);
    });
    connect(&field, &Field::skipped, this, [this](Field *skipped) {
        skipped->showValue({});
        if (m_models.question.fields()->count() == 1)
            goNext();
    });
}

void SessionFlow::showQuestion(const PlannedPage &page)
{
    endAttaching();
    m_typing.clear();
    m_models.question.setErrors({});
    std::vector<FieldPointer> fields;
    for (const forms::NodeId node : page.fields)
        fields.push_back(fieldFor(node));
    m_models.question.fields()->assign(std::move(fields));
    refreshQuestion();
}

/// Reads the page again after an answer or a change of language; what is being typed stays.
void SessionFlow::refreshQuestion()
{
    const std::vector<PlannedPage> &pages = level();
    const PlannedPage *page = current(pages);
    if (page == nullptr)
        return;
    if (page->kind == PlannedPage::Kind::RowList) {
        showList(*page);
        return;
    }
    const forms::FormInstance &instance = m_draft->instance();
    std::vector<FieldPointer> fields;
    PageHeading heading;
    for (const forms::NodeId node : page->fields) {
        FieldPointer field = nullptr;
        for (const FieldPointer &shown : m_models.question.fields()->fields()) {
            if (shown->ref() == instance.stablePath(node))
                field = shown;
        }
        if (!field)
            field = fieldFor(node);
        refreshField(*field, *m_draft, m_shapes, node);
        const QStringList appearance = instance.appearance(node);
        heading.sensitive = heading.sensitive || appearance.contains(QLatin1String("luotsi-sensitive"));
        heading.minorNote = heading.minorNote || appearance.contains(QLatin1String("luotsi-minor"));
        fields.push_back(std::move(field));
    }
    const bool isAlone = page->fields.size() == 1 && page->node == page->fields.front();
    heading.title = m_bringing ? paperName() : instance.label(page->node);
    heading.hint = isAlone ? fields.front()->hint() : QString();
    heading.why = isAlone ? fields.front()->why() : QString();
    m_models.question.setHeading(heading);
    m_models.question.fields()->assign(std::move(fields));
}

void SessionFlow::showList(const PlannedPage &page)
{
    const forms::FormInstance &instance = m_draft->instance();
    std::vector<RepeatEntry> entries;
    for (const forms::NodeId row : instance.children(page.node)) {
        const int number = static_cast<int>(entries.size()) + 1;
        entries.push_back({rowSummary(*m_draft, row, number), instance.stablePath(row)});
    }
    RepeatHeading heading;
    heading.title = instance.label(page.node);
    heading.hint = instance.hint(page.node);
    heading.why = instance.guidance(page.node);
    heading.addLabel = instance.shortLabel(page.node);
    heading.canAdd = instance.canAddRow(page.node);
    heading.canRemove = instance.canRemoveRow(page.node);
    m_models.repeatList.setError({});
    m_models.repeatList.show(instance.name(page.node), heading, std::move(entries));
}

forms::NodeId SessionFlow::nodeOf(const Field &field) const
{
    return m_draft ? m_draft->instance().find(field.ref()) : forms::NodeId{};
}

std::vector<usecases::TypedAnswer> SessionFlow::typedOnPage() const
{
    std::vector<usecases::TypedAnswer> answers;
    for (const FieldPointer &field : m_models.question.fields().fields()) {
        const forms::NodeId node = nodeOf(*field);
        if (!node.isNull() && field->kind() != Field::Upload && field->kind() != Field::Drawing &&
            field->kind() != Field::Note)
            answers.push_back({node, field->given()});
    }
    return answers;
}

bool SessionFlow::answerPage()
{
    m_typing.clear();
    if (!keepDrawings())
        return false;
    const auto problems = usecases::AnswerQuestion(m_tools, rules()).execute(*m_draft, typedOnPage());
    if (!problems)
        return fail(problems.error());
    for (const FieldPointer &field : m_models.question.fields()->fields())
        m_unfinished.remove(field->ref());
    showProblems(*problems);
    Q_EMIT m_face.saveStateChanged();
    return problems->empty();
}

void SessionFlow::showProblems(const std::vector<usecases::AnswerProblem> &problems)
{
    if (!problems.empty())
        refreshQuestion();
    std::vector<PageError> errors;
    for (const FieldPointer &field : m_models.question.fields()->fields()) {
        field->setError({});
        for (const usecases::AnswerProblem &problem : problems) {
            if (m_draft->instance().stablePath(problem.node) != field->ref())
                continue;
            field->setError(textOf(problem));
            errors.push_back({field->error(), field->name()});
        }
    }
    m_models.question.setErrors(std::move(errors));
}

/// Leaving a page without Continue: what is an answer is kept, what is not yet one is remembered as it was
/// typed.
void SessionFlow::keepPage()
{
    m_typing.clear();
    (void)keepDrawings();
    usecases::AnswerQuestion answer(m_tools, rules());
    const std::vector<usecases::TypedAnswer> typed = typedOnPage();
    if (const auto kept = answer.keep(*m_draft, typed); !kept) {
        fail(kept.error());
        return;
    }
    for (const usecases::TypedAnswer &one : typed) {
        const QString ref = m_draft->instance().stablePath(one.node);
        const auto kind = usecases::answerKind(m_draft->instance(), one.node);
        if (usecases::normaliseAnswer(kind, one.typed, rules()).ok())
            m_unfinished.remove(ref);
        else
            m_unfinished.insert(ref, one.typed);
    }
    replan();
    Q_EMIT m_face.saveStateChanged();
}

void SessionFlow::choose(Field &field)
{
    const forms::NodeId node = nodeOf(field);
    if (node.isNull())
        return;
    field.setError({});
    const QString before = m_draft->instance().value(node);
    const auto put = usecases::AnswerQuestion(m_tools, rules()).put(*m_draft, {node, field.given()});
    if (!put) {
        fail(put.error());
        return;
    }
    keepOpen(field);
    replan();
    if (m_page == Page::Question)
        refreshQuestion();
    const bool alone = m_models.question.fields()->count() == 1;
    if (field.content().quick && alone && before.isEmpty() && field.kind() == Field::SelectOne) {
        goNext();
        return;
    }
    const bool urgent = m_draft->instance().appearance(node).contains(QLatin1String("luotsi-urgent"));
    if (urgent && field.value() != before && !isDone(field.value()))
        openOverlay(Page::Urgent);
}

void SessionFlow::keepOpen(Field &field)
{
    const forms::NodeId node = nodeOf(field);
    if (node.isNull())
        return;
    const auto kept = usecases::TypeAnswer(m_tools, rules()).execute(*m_draft, {node, field.given()});
    if (!kept)
        base::logEvent("open-change-not-kept", {{"error", kept.error().code}});
}

/// Text becomes durable when nothing was typed for a while, or at once when the page goes out of sight.
void SessionFlow::keepTyped(bool all)
{
    const std::int64_t now = m_environment.clock.monotonicMilliseconds();
    for (const FieldPointer &field : m_models.question.fields()->fields()) {
        const auto since = m_typing.constFind(field->ref());
        if (since == m_typing.constEnd() || (!all && now - *since < quietBeforeKeeping))
            continue;
        m_typing.remove(field->ref());
        keepOpen(*field);
    }
}

void SessionFlow::addRow()
{
    const forms::NodeId range = m_draft->instance().find(m_key);
    const auto row = usecases::AddRepeatRow(m_tools).execute(*m_draft, range);
    if (!row) {
        fail(row.error());
        return;
    }
    m_rows.append(m_draft->instance().stablePath(*row));
    const std::vector<PlannedPage> &pages = level();
    if (pages.empty())
        leaveRow();
    else
        enter(pages.front());
}

void SessionFlow::editRow(int row)
{
    const QString ref = m_models.repeatList.entries()[static_cast<std::size_t>(row)].ref;
    guard(session::Shown::EarlierAnswer, [this, ref] {
        m_rows.append(ref);
        const std::vector<PlannedPage> &pages = level();
        if (pages.empty())
            leaveRow();
        else
            enter(pages.front());
    });
}

void SessionFlow::removeRow(int row)
{
    const QString ref = m_models.repeatList.entries()[static_cast<std::size_t>(row)].ref;
    const forms::NodeId node = m_draft->instance().find(ref);
    if (const auto removed = usecases::RemoveRepeatRow(m_tools).execute(*m_draft, node); !removed) {
        fail(removed.error());
        return;
    }
    replan();
    refreshQuestion();
    Q_EMIT m_face.saveStateChanged();
}

} // namespace luotsi::viewmodels
