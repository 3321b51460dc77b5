#pragma once

#include "xpath/Evaluation.h"
#include "xpath/Program.h"

namespace luotsi::xpath {

/// What an expression is evaluated at.
struct Focus
{
    NodeRef node;
    std::size_t position = 1;
    std::size_t size = 1;
};

/// Thrown inside this module only; `evaluate` turns it into a Result.
struct EvaluationFailure
{
    base::Error error;
};

/// Walks one compiled expression. Lives for one evaluation.
class Evaluator
{
public:
    Evaluator(const Program &program, const EvaluationContext &context, Host &host);
    Evaluator(const Evaluator &) = delete;
    Evaluator &operator=(const Evaluator &) = delete;

    Value run(int node, const Focus &focus);
    [[nodiscard]] double number(const Value &value) const;
    [[nodiscard]] QString text(const Value &value) const;
    /// The same of what is still to be evaluated.
    [[nodiscard]] double number(int node, const Focus &focus);
    [[nodiscard]] QString text(int node, const Focus &focus);
    /// Evaluates without Host::resolve, so that an absolute path means all rows of its repeats.
    NodeSet runUnbound(int node, const Focus &focus);
    void sortUnique(NodeSet &nodes) const;
    void countSteps(std::uint64_t steps) const;
    void countCharacters(qsizetype characters) const;
    [[noreturn]] void fail(const Syntax &syntax, const QString &problem,
                           base::ErrorCode code = base::ErrorCode::MalformedInput) const;
    void checkLength(const Syntax &syntax, qsizetype length) const;

    [[nodiscard]] Host &host() const { return m_host; }
    [[nodiscard]] const QTimeZone &zone() const;
    [[nodiscard]] Dialect dialect() const { return m_context.dialect; }
    [[nodiscard]] NodeRef current() const { return m_current; }
    [[nodiscard]] const Program &program() const { return m_program; }
    bool compare(Operation operation, const Value &left, const Value &right) const;

private:
    Value runBinary(const Syntax &syntax, const Focus &focus);
    Value runUnion(const Syntax &syntax, const Focus &focus);
    bool runComparison(const Syntax &syntax, const Focus &focus);
    [[nodiscard]] NodeRef loneNode(int node) const;
    [[nodiscard]] double numberOf(const QString &text) const;
    Value runCall(const Syntax &syntax, const Focus &focus);
    Value operand(int node, const Focus &focus);
    Value runPath(const Path &path, const Focus &focus);
    NodeSet startOf(const Path &path, const Focus &focus);
    void runStep(const Step &step, NodeSet &nodes, bool &flat);
    void gather(const Step &step, NodeRef node, NodeSet &found);
    void gatherDescendants(const Step &step, NodeRef node, NodeSet &found);
    void gatherNamespaces(const Step &step, NodeRef node, NodeSet &found);
    void gatherOrder(const Step &step, NodeRef node, NodeSet &found);
    bool gatherByIndex(const Step &step, NodeRef node, NodeSet &found);
    void filter(const Predicate &predicate, NodeSet &nodes);
    [[nodiscard]] bool matches(const Step &step, NodeRef node) const;
    void addText(NodeRef node, const Step &step, NodeSet &found) const;
    [[nodiscard]] bool compareNodes(Operation operation, const NodeSet &nodes, const Value &other,
                                    bool nodesLeft) const;

    const Program &m_program;
    const EvaluationContext &m_context;
    Host &m_host;
    NodeRef m_current;
    NodeRef m_root;
    mutable std::optional<QTimeZone> m_zone;
    EvaluationBudget m_own;
    EvaluationBudget &m_budget;
    bool m_unbound = false;
    bool m_withHidden = false;
};

} // namespace luotsi::xpath
