#pragma once

#include "forms/FormParser.h"

#include <QSet>

#include <functional>

namespace luotsi::forms {

/// Turns what the XML says into a Model: shapes the nodes, resolves references, compiles expressions, draws
/// the dependency graph and ranks it. Authors' mistakes become findings; only what makes a form unusable
/// fails.
class ModelBuilder
{
public:
    explicit ModelBuilder(RawForm form);
    base::Result<std::unique_ptr<const Model>> run();

private:
    struct Resolved
    {
        std::vector<std::uint32_t> nodes;
        std::uint32_t anchor = none;
        bool simple = true;
    };

    // ModelBuilder.cpp: nodes, binds, body
    void implyInstanceId();
    void implyDeprecatedId();
    [[nodiscard]] xpath::NodeIndex
    childOfTree(xpath::NodeIndex parent, QStringView name,
                const std::function<bool(const QString &space)> &accepts) const;
    void shapeNodes();
    std::uint32_t shapeNode(xpath::NodeIndex node, std::uint32_t parent);
    void placeRepeats();
    void markRepeats();
    void shapeIdentity();
    void applyBinds();
    void applyBind(const RawBind &bind, std::uint32_t node);
    [[nodiscard]] QString withoutBindId(const QString &reference) const;
    void resolveBodies();
    void resolveBody(std::uint32_t number);
    void resolveActions();
    void markGiven();
    [[nodiscard]] bool isAsked(std::uint32_t node) const;
    [[nodiscard]] bool givesOtherwiseElsewhere(const Rule &rule) const;
    void checkEvents(const RawAction &raw);
    void checkAnswers();
    void checkCall(const xpath::CallView &call, const ModelExpression &expression);
    void checkPaths(int expression, const std::vector<Resolved> &resolved);
    [[nodiscard]] std::uint32_t findNode(const QString &reference, std::uint32_t context) const;
    [[nodiscard]] std::uint32_t findBound(const QString &nodeset) const;
    [[nodiscard]] std::uint32_t boundChild(std::uint32_t parent, QStringView step) const;
    void findSubmissionParts();
    void findAudit(std::uint32_t node);
    void giveProperty(std::uint32_t node, const QString &property);
    void checkEntities();
    bool charge(std::size_t bytes);
    void noteChild(std::uint32_t parent, std::uint32_t child);
    /// The child of that name, none where there is no such child; nothing where several answer to it.
    [[nodiscard]] std::optional<std::uint32_t> onlyChild(std::uint32_t parent, std::uint32_t group) const;
    [[nodiscard]] std::uint32_t childOf(std::uint32_t parent, QStringView name, bool attribute) const;
    // ModelExpressions.cpp: compiling, resolving, ranking
    int compile(const QString &text, std::uint32_t context, base::TextPlace place);
    void compileTexts();
    void compileText(Text &text);
    int addRule(Use use, const QString &text, std::uint32_t model, std::uint32_t body, base::TextPlace place);
    void bindPaths(int expression, const std::vector<Resolved> &resolved);
    void drawDependencies();
    void dependRule(std::uint32_t rule, int expression, const std::vector<Resolved> &resolved);
    void dependText(std::uint32_t body);
    void addDependent(std::uint32_t node, Dependent dependent);
    /// Relative ones from `context`, none where it is not known.
    [[nodiscard]] std::vector<Resolved> resolvePaths(int expression, std::uint32_t context) const;
    void stepInto(const xpath::StepView &step, Resolved &resolved) const;
    void rankRules();
    void note(const QString &problem, base::TextPlace place, bool fatal = false);
    /// About the character at `offset` of an expression; `place` is that of the element around it.
    void noteIn(const QString &expression, int offset, const QString &problem, base::TextPlace place,
                bool fatal = false);
    void placeFindings();
    [[nodiscard]] std::uint32_t repeatOf(std::uint32_t node) const;
    [[nodiscard]] std::uint32_t commonRepeat(std::uint32_t first, std::uint32_t second) const;

    mutable std::vector<std::uint32_t> m_seen; ///< by node: the last search that met it
    mutable std::uint32_t m_stamp = 0;
    std::size_t m_edges = 0;
    bool m_spent = false;                          ///< the form takes more memory than it may
    xpath::NodeIndex m_instanceId = xpath::noNode; ///< of the tree
    xpath::NodeIndex m_otherId = xpath::noNode;
    QSet<QString> m_typeNames;
    QHash<quint64, std::uint32_t> m_childByName; ///< parent and local group of the name → child
    QSet<quint64> m_ambiguous;                   ///< where several children have the local name
    std::vector<Resolved> m_resolved;            ///< paths of the expression compiled last
    struct Spot
    {
        std::size_t finding;
        QString expression;
        int offset;
    };

    RawForm m_form;
    std::vector<Spot> m_spots; ///< findings that stand inside an expression
    Model &m_model;
    std::vector<int> m_compiled;       ///< RawForm::expressions → Model::expressions
    QSet<std::uint32_t> m_readsItself; ///< rules that read their own node, of the same row
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> m_reads; ///< per rule: node, anchor
};

} // namespace luotsi::forms
