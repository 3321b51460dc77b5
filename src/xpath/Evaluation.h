#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "xpath/Expression.h"
#include "xpath/Value.h"

#include <QByteArray>
#include <QLocale>
#include <QString>

#include <cstdint>
#include <optional>

namespace luotsi::xpath {

/// What expressions may ask of their surroundings. Defaults answer "there is none".
/// Threading: called on the thread that evaluates.
class Host
{
public:
    virtual ~Host() = default;
    /// Wall milliseconds since 1970 UTC; the same through one recalculation.
    [[nodiscard]] virtual qint64 now() const = 0;
    [[nodiscard]] virtual QTimeZone timeZone() const = 0;
    /// Uniform in [0, 1).
    virtual double random() = 0;
    /// Seed of `randomize` without one: the same each time the host is asked for the same expression, so that
    /// a list does not change its order under the eyes of its reader.
    virtual QString orderSeed(const QString &expression);
    /// A random UUID in text.
    virtual QString uuid() = 0;
    /// Language in which names of months and days are written.
    [[nodiscard]] virtual QLocale locale() const { return QLocale::c(); }
    /// Does an Ed25519 signature of the message hold for this key? A host without keys says no.
    virtual bool isSignedBy(QByteArrayView key, QByteArrayView message, QByteArrayView signature);
    /// Root node of `instance(id)`; index noNode when there is none.
    virtual NodeRef instance(const QString &id);
    /// `jr:itext(id)`.
    virtual Value itext(const QString &id);
    /// `jr:choice-name(value, 'reference')`.
    virtual QString choiceName(const QString &value, const QString &reference, NodeRef context);
    /// Nodes that path `target` (Expression::bindPath) means from `context`, hidden ones too when wanted.
    /// False: walk the path instead.
    virtual bool resolve(int target, NodeRef context, bool withHidden, NodeSet &nodes);
    /// The node that path `target` means wherever it is evaluated; index noNode when it may mean several.
    virtual NodeRef loneNode(int target);
    /// A function this module does not know; nothing when the host does not either.
    virtual std::optional<base::Result<Value>> call(const QString &name, const std::vector<Value> &arguments,
                                                    NodeRef context);
};

struct EvaluationLimits
{
    int depth = 400;                  ///< nesting of evaluation
    std::uint64_t steps = 10'000'000; ///< nodes visited, functions called, characters put together
    qsizetype textLength = 1 << 20;   ///< characters of one result
};

/// What evaluations that belong together may still use, and how deep they stand in one another: a host that
/// evaluates to answer a question passes on the one it was asked under, so that texts that name each other
/// come to an end.
struct EvaluationBudget
{
    std::uint64_t steps = 0;
    int depth = 0;
};

struct EvaluationContext
{
    NodeRef node;                        ///< `.`
    std::optional<NodeRef> current = {}; ///< `current()`; `node` when absent
    std::optional<NodeRef> root = {};    ///< what `/` means; the document of `node` when absent
    std::size_t position = 1;
    std::size_t size = 1;
    Dialect dialect = Dialect::Odk;
    EvaluationLimits limits = {};
    EvaluationBudget *budget = nullptr; ///< borrowed; stands for `limits.steps` when given
    bool *decidedEarly = nullptr; ///< borrowed; told whether the first side of an `and` or `or` was enough
};

/// Runs a compiled expression. Errors: MalformedInput for a wrong call (with place.column = offset + 1),
/// ExpressionTooDeep when a limit is reached. Never throws out of the module.
[[nodiscard]] base::Result<Value> evaluate(const Expression &expression, const EvaluationContext &context,
                                           Host &host);

} // namespace luotsi::xpath
