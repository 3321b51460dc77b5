#pragma once

#include "base/Result.h"
#include "xpath/Names.h"
#include "xpath/Value.h"

#include <QHash>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace luotsi::xpath {

struct Program;

/// Where a location path starts.
enum class PathStart { Context, Root, Current, Instance, Other };

enum class Axis : std::uint8_t {
    Child,
    Parent,
    Self,
    Attribute,
    Descendant,
    DescendantOrSelf,
    Ancestor,
    AncestorOrSelf,
    Following,
    FollowingSibling,
    Preceding,
    PrecedingSibling,
    Namespace
};

/// One step of a path as its owner may look at it.
struct StepView
{
    Axis axis = Axis::Child;
    NameId name = noName; ///< noName with anyName or anyNode
    bool anyName = false; ///< `*`
    bool anyNode = false; ///< `node()`, `.` and `..`
    bool hasPredicates = false;
};

/// A location path inside an expression, for whoever resolves references to nodes and draws dependencies.
struct PathView
{
    int path = 0; ///< number of the path inside its expression
    int offset = 0;
    PathStart start = PathStart::Context;
    QString instance; ///< with PathStart::Instance, when it is a literal
    std::vector<StepView> steps;
    bool startHasPredicates = false;
    int enclosingPath = -1; ///< path whose predicate holds this one, -1 for none
    int enclosingStep = -1;
};

/// One function call; an argument is present when it is a literal text.
struct CallView
{
    QString name;
    int offset = 0;
    std::vector<std::optional<QString>> arguments;
};

/// What is wrong with a part of an expression, for its author.
struct Remark
{
    int offset = 0;
    QString text;
};

/// Limits of compiling; evaluation has its own in Evaluation.h.
struct CompileLimits
{
    int depth = 200;      ///< nesting of an expression
    int length = 1 << 20; ///< characters
    std::size_t operations = 1'000'000;
};

/// Prefixes that an expression may use.
using Prefixes = QHash<QString, QString>;

/// An expression parsed once, immutable, cheap to copy.
/// Errors of compile: MalformedInput with place.column = offset + 1; ExpressionTooDeep.
/// Threading: any thread once `bindPath` is no longer called.
class Expression
{
public:
    [[nodiscard]] static base::Result<Expression>
    compile(const QString &text, Names &names, const Prefixes &prefixes = {}, CompileLimits limits = {});
    /// As compile, but names that occur nowhere yet match nothing instead of growing the table.
    [[nodiscard]] static base::Result<Expression> compileAgainst(const QString &text, const Names &names,
                                                                 const Prefixes &prefixes = {},
                                                                 CompileLimits limits = {});

    [[nodiscard]] const QString &text() const;
    [[nodiscard]] std::vector<PathView> paths() const;
    /// All function calls, for validation and dependencies.
    [[nodiscard]] std::vector<CallView> calls() const;
    [[nodiscard]] bool callsFunction(QLatin1String name) const;
    /// What can be told without running it: a number where nodes are wanted, arithmetic with a word.
    [[nodiscard]] std::vector<Remark> remarks() const;
    /// Memory it holds, about.
    [[nodiscard]] std::size_t bytes() const;
    /// The value when the expression is a constant such as `true()`, `'x'` or `3`.
    [[nodiscard]] std::optional<Value> constant() const;
    /// Of an `and` or `or`: number of the first path that only its second side holds, so that these need not
    /// be read when the first side decides (see EvaluationContext::decidedEarly). Nothing when the value
    /// hangs on more than nodes, such as the time.
    [[nodiscard]] std::optional<int> firstLatePath() const;
    /// Lets the host answer path number `path` by its own number `target` (see Host::resolve).
    void bindPath(int path, int target);

    [[nodiscard]] const Program &program() const { return *m_program; }

private:
    explicit Expression(std::shared_ptr<Program> program) : m_program(std::move(program)) {}
    std::shared_ptr<Program> m_program;
};

/// Is there such a function, and may it take so many arguments?
[[nodiscard]] bool functionExists(QStringView name);
[[nodiscard]] bool functionTakes(QStringView name, int arguments);

} // namespace luotsi::xpath
