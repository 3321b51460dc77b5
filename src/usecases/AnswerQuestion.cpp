#include "usecases/AnswerQuestion.h"

#include "domain/Reason.h"

namespace luotsi::usecases {

namespace {

QString idOf(const base::Error &error)
{
    const QString id = domain::reasonTextId(error);
    if (!id.isEmpty())
        return id;
    return error.detail.startsWith(QLatin1String("check-")) ? error.detail : base::textId(error.code);
}

base::Result<void> setValue(OpenDraft &draft, forms::NodeId node, const QString &value)
{
    const auto report = draft.instance().setValue(node, value);
    if (!report)
        return report.error();
    return draft.note(*report);
}

} // namespace

AnswerProblem problemOf(const forms::FormInstance &instance, forms::NodeId node)
{
    const forms::Violation violation = instance.violation(node);
    if (violation == forms::Violation::None || !instance.isRelevant(node))
        return {};
    const QString message = instance.violationMessage(node);
    if (!message.isEmpty())
        return {node, message, {}};
    if (violation == forms::Violation::Required)
        return {node, {}, domain::textId(domain::Reason::Empty)};
    //: Beside a field whose answer the form does not accept and says no more about.
    //% "Check this answer."
    return {node, {}, QString::fromLatin1(QT_TRID_NOOP("check-answer"))};
}

base::Result<AnswerProblem> AnswerQuestion::put(OpenDraft &draft, const TypedAnswer &answer)
{
    forms::FormInstance &instance = draft.instance();
    const AnswerKind kind = answerKind(instance, answer.node);
    if (kind == AnswerKind::Note || isAttachment(kind) || instance.isReadOnly(answer.node))
        return AnswerProblem{};
    const auto value = normaliseAnswer(kind, answer.typed, m_rules);
    if (!value)
        return AnswerProblem{answer.node, {}, idOf(value.error())};
    const QString path = instance.stablePath(answer.node);
    // Passing by a question in conflict chooses nothing: only an answer does.
    if (value->isEmpty() && draft.conflicts().contains(path))
        return AnswerProblem{};
    const bool mustWrite = draft.mustWrite(path);
    const bool stands = instance.keptValue(answer.node) == *value;
    if (stands && !mustWrite)
        return AnswerProblem{};
    if (stands) {
        // What the form derives from this answer has to be derived again, so it must see a change.
        if (auto cleared = setValue(draft, answer.node, QString()); !cleared)
            return AnswerProblem{answer.node, {}, idOf(cleared.error())};
    }
    if (auto set = setValue(draft, answer.node, *value); !set)
        return AnswerProblem{answer.node, {}, idOf(set.error())};
    if (mustWrite && !draft.pending().holds(path))
        draft.pending().put(path, protocol::AnswerBody{path, *value});
    return AnswerProblem{};
}

base::Result<std::vector<AnswerProblem>> AnswerQuestion::execute(OpenDraft &draft,
                                                                 const std::vector<TypedAnswer> &answers)
{
    std::vector<AnswerProblem> problems;
    std::vector<forms::NodeId> typedWrong;
    for (const TypedAnswer &answer : answers) {
        auto problem = put(draft, answer);
        if (!problem)
            return problem.error();
        if (problem->node.isNull())
            continue;
        typedWrong.push_back(answer.node);
        problems.push_back(std::move(*problem));
    }
    // Only now: an answer further down may change what is required above it.
    for (const TypedAnswer &answer : answers) {
        if (std::find(typedWrong.begin(), typedWrong.end(), answer.node) != typedWrong.end())
            continue;
        if (AnswerProblem problem = problemOf(draft.instance(), answer.node); !problem.node.isNull())
            problems.push_back(std::move(problem));
    }
    if (!problems.empty())
        return problems;
    if (auto stored = draft.commit(m_tools); !stored)
        return stored.error();
    return problems;
}

base::Result<void> AnswerQuestion::keep(OpenDraft &draft, const std::vector<TypedAnswer> &answers)
{
    for (const TypedAnswer &answer : answers) {
        if (auto problem = put(draft, answer); !problem)
            return problem.error();
    }
    return draft.commit(m_tools);
}

} // namespace luotsi::usecases
