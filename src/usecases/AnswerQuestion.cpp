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
    if (kind == AnswerKind::Note || kind == AnswerKind::Upload || instance.isReadOnly(answer.node))
        return AnswerProblem{};
    const auto value = normaliseAnswer(kind, answer.typed, m_rules);
    if (!value)
        return AnswerProblem{answer.node, {}, idOf(value.error())};
    const bool settles = draft.conflicts().contains(instance.stablePath(answer.node));
    if (instance.keptValue(answer.node) == *value && !settles)
        return AnswerProblem{};
    const auto report = instance.setValue(answer.node, *value);
    if (!report)
        return AnswerProblem{answer.node, {}, idOf(report.error())};
    if (auto noted = draft.pending().note(*report); !noted)
        return noted.error();
    const QString path = instance.stablePath(answer.node);
    if (settles && !draft.pending().holds(path)) {
        // The chosen side may be the value already shown: choosing it is a change all the same.
        forms::ChangeReport chosen;
        chosen.values.push_back({answer.node, {path, *value}, forms::Cause::User});
        if (auto noted = draft.pending().note(chosen); !noted)
            return noted.error();
    }
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
