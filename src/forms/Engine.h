#pragma once

#include "forms/FormInstance.h"
#include "forms/Model.h"
#include "forms/RuleQueue.h"
#include "xpath/Evaluation.h"

#include <QHash>
#include <QSet>

class QXmlStreamAttributes;

namespace luotsi::forms {

using xpath::NodeIndex;

/// Live state of one data node beside its value, which the tree keeps.
/// One byte, as every instance has one for every node.
struct NodeState
{
    bool alive : 1 = true;
    bool ownRelevant : 1 = true;
    bool relevant : 1 = true;
    bool ownReadOnly : 1 = false;
    bool readOnly : 1 = false;
    bool required : 1 = false;
    bool constraintHolds : 1 = true;
};

/// The machinery behind FormInstance: the instance tree, the state of its nodes, and the queue of rules to
/// run. Invariant between public calls: the queue is empty.
class Engine final : public xpath::Host
{
public:
    Engine(std::shared_ptr<const FormDefinition> definition, const Environment &environment);

    // Engine.cpp: starting and changing values
    ChangeReport start();
    [[nodiscard]] QString defaultText(DataType type, const QString &value) const;
    ChangeReport resume(const StoredState &state);
    base::Result<ChangeReport> resumeXml(const QByteArray &xml, bool editing);
    ChangeReport change(NodeIndex node, const QString &value);
    ChangeReport addRow(NodeIndex parent, std::uint32_t repeat, const QString &row);
    ChangeReport removeRow(NodeIndex row);
    ChangeReport complete();
    void selectLanguage(const QString &language);
    [[nodiscard]] ChangeReport textReport();
    NodeIndex placeForXml(NodeIndex parent, QStringView name);
    [[nodiscard]] bool fits(DataType type, const QString &value) const;
    /// Of attributes, which a bind or an action may have set.
    void storeAttributes(NodeIndex node, StoredState &state) const;

    // EngineTree.cpp: finding nodes
    [[nodiscard]] std::uint32_t modelOf(NodeIndex node) const { return m_tree.tag(node) - 1; }
    void collect(std::uint32_t model, NodeIndex from, std::vector<NodeIndex> &found) const;
    [[nodiscard]] std::vector<NodeIndex> instancesNear(std::uint32_t model, NodeIndex context) const;
    /// noNode when no living row has the id.
    [[nodiscard]] NodeIndex rowNamed(NodeIndex parent, std::uint32_t repeat, const QString &id) const;
    [[nodiscard]] std::vector<NodeIndex> rowsOf(NodeIndex parent, std::uint32_t repeat) const;
    [[nodiscard]] NodeId idOf(NodeIndex node) const;
    [[nodiscard]] QString pathOf(NodeIndex node, bool stable) const;
    [[nodiscard]] NodeId find(const QString &reference) const;
    /// Elements that share a name are rows of each other, but only a repeat of the body shows them as such.
    [[nodiscard]] bool hasRange(const ModelNode &node) const
    {
        return node.isRepeat && node.control != none && m_model.body[node.control].kind == BodyKind::Repeat;
    }
    [[nodiscard]] bool isRepeatRow(NodeIndex node) const { return m_model.nodes[modelOf(node)].isRepeat; }
    /// What a bind on a repeat says of the repeat as a whole: of any row, or of one that would come.
    [[nodiscard]] bool rangeTruth(NodeIndex parent, std::uint32_t repeat, Use use) const;
    [[nodiscard]] int positionOf(NodeIndex row) const;

    // EngineText.cpp: texts and options
    [[nodiscard]] QString textOf(const Text &text, NodeIndex node, QStringView form = {}) const;
    [[nodiscard]] bool hasForm(const Text &text, NodeIndex node, QStringView form) const;
    [[nodiscard]] Media mediaOf(const Text &text, NodeIndex node) const;
    [[nodiscard]] std::vector<TextForm> formsOf(const Text &text, NodeIndex node) const;
    [[nodiscard]] std::vector<Option> optionsOf(std::uint32_t body, NodeIndex node) const;
    /// Values of the options alone, which cost no texts.
    [[nodiscard]] QSet<QString> offered(std::uint32_t body, NodeIndex node) const;

    [[nodiscard]] xpath::NodeSet rowsOffered(const BodyElement &element, NodeIndex node) const;
    [[nodiscard]] QString columnText(int expression, xpath::NodeRef row, NodeIndex node) const;

    // EngineEntities.cpp
    [[nodiscard]] std::vector<EntityView> entities() const;

    // Serialise.cpp
    [[nodiscard]] QByteArray serialise(const SerialiseOptions &options) const;

    // xpath::Host, in EngineHost.cpp
    [[nodiscard]] qint64 now() const override { return m_now; }
    [[nodiscard]] QTimeZone timeZone() const override { return m_environment.timeZone; }
    double random() override;
    QString uuid() override;
    bool isSignedBy(QByteArrayView key, QByteArrayView message, QByteArrayView signature) override;
    QString orderSeed(const QString &expression) override;
    [[nodiscard]] QLocale locale() const override { return m_locale; }
    xpath::NodeRef instance(const QString &id) override;
    xpath::Value itext(const QString &id) override;
    QString choiceName(const QString &value, const QString &reference, xpath::NodeRef context) override;
    bool resolve(int target, xpath::NodeRef context, bool withHidden, xpath::NodeSet &nodes) override;
    xpath::NodeRef loneNode(int target) override
    {
        return {&m_tree, m_model.nodes[m_model.paths[target].model].single};
    }

    base::Result<xpath::Value> evaluate(const xpath::Expression &expression, NodeIndex node,
                                        bool *decidedEarly = nullptr) const;
    [[nodiscard]] QString answerText(const xpath::Value &value, DataType type) const;

    [[nodiscard]] const Model &model() const { return m_model; }
    [[nodiscard]] const xpath::Tree &tree() const { return m_tree; }
    [[nodiscard]] const NodeState &state(NodeIndex node) const { return m_states[node]; }
    [[nodiscard]] bool isOverridden(NodeIndex node) const { return m_overridden.contains(node); }
    [[nodiscard]] QString rowId(NodeIndex row) const { return m_rowIds.value(row); }
    [[nodiscard]] const std::shared_ptr<const FormDefinition> &definition() const { return m_definition; }
    [[nodiscard]] int language() const { return m_language; }
    [[nodiscard]] std::vector<KeptValue> &kept() { return m_kept; }
    [[nodiscard]] std::uint64_t evaluations() const { return m_evaluations; }

private:
    /// Marks a call from outside, for which the budget is filled once, however much it evaluates.
    class Work
    {
    public:
        explicit Work(const Engine &engine) : m_engine(engine)
        {
            if (m_engine.m_working++ == 0)
                m_engine.m_budget = {m_engine.m_environment.evaluationSteps, 0};
        }
        ~Work() { --m_engine.m_working; }
        Work(const Work &) = delete;
        Work &operator=(const Work &) = delete;

    private:
        const Engine &m_engine;
    };

    // EngineRules.cpp
    void recalculateAll();
    void propagate();
    void runRule(std::uint32_t rule, NodeIndex node);
    void override(NodeIndex node);
    void runConstraint(std::uint32_t number, NodeIndex node);
    void withdraw(std::uint32_t body, NodeIndex node);
    void runOptions(const Rule &rule, NodeIndex node);
    void enqueue(const Rule &rule, NodeIndex node);
    void trigger(NodeIndex node);
    void triggerDependents(std::uint32_t model, NodeIndex changed, std::uint32_t outside);
    void triggerStructure(std::uint32_t repeat, NodeIndex parent);
    void assign(NodeIndex node, const QString &value, std::optional<Cause> cause);
    void updateRelevance(NodeIndex node);
    void updateReadOnly(NodeIndex node);
    void flag(NodeId node, std::uint16_t flags);
    void indexReport();
    void noteReported(NodeId node, std::size_t place);
    void flag(NodeIndex node, std::uint16_t flags);
    std::optional<xpath::Value> evaluateRule(std::uint32_t number, NodeIndex node);
    bool spend(std::uint64_t steps);
    void stop(const QString &problem);
    void tell(base::Error problem);

    // EngineRows.cpp
    enum class RowOrigin { Fresh, FromForm };
    NodeIndex insertRow(NodeIndex parent, std::uint32_t repeat, const QString &row, NodeIndex pattern,
                        RowOrigin origin = RowOrigin::Fresh);
    void clearValues(NodeIndex node);
    void adoptSubtree(NodeIndex node);
    void dropRow(NodeIndex row);
    void adjustCount(std::uint32_t number, NodeIndex parent);
    void nameDefaultRows(NodeIndex node, bool report);
    void dropUnusedDeprecatedId();
    void addFixedRows();
    void removeRowsBelow(NodeIndex top);
    [[nodiscard]] NodeIndex placeFor(NodeIndex parent, std::uint32_t repeat) const;
    [[nodiscard]] NodeIndex defaultRow(NodeIndex parent, std::uint32_t repeat, const QString &row) const;
    [[nodiscard]] NodeIndex sourceOf(NodeIndex node) const;
    QString freshRowId();
    bool restoreRow(const StoredRow &row);
    bool restoreValue(const StoredValue &value);
    void awaitNewRows(NodeIndex row);
    void nameRow(NodeIndex row, const QString &id);
    NodeIndex phantomRow(NodeIndex parent, std::uint32_t repeat);
    void noteRow(NodeIndex row, bool added, Cause cause);

    // EngineActions.cpp
    void enqueueRulesOfTheMoment();
    void preload();
    [[nodiscard]] bool isAnswer(NodeIndex attribute) const;
    void readAttributes(NodeIndex node, const QXmlStreamAttributes &attributes);
    [[nodiscard]] QString preloaded(const ModelNode &node) const;
    void mirrorInstanceId();
    [[nodiscard]] QString positionText() const;
    void readLastSaved();
    [[nodiscard]] EntityView entityAt(const EntityDeclaration &declaration, NodeIndex node) const;
    void fire(const QString &event, NodeIndex within);
    void fireActions(const std::vector<std::uint32_t> &actions, NodeIndex within);
    [[nodiscard]] std::vector<NodeIndex> targetsOf(const Action &action, NodeIndex within) const;
    void runAction(const Action &action, NodeIndex target);
    void settle();
    ChangeReport finish();

    std::shared_ptr<const FormDefinition> m_definition;
    const Model &m_model;
    Environment m_environment;
    xpath::Tree m_tree;
    std::vector<NodeState> m_states;
    struct RowKey
    {
        NodeIndex parent;
        std::uint32_t repeat;
        QString id;
        friend bool operator==(const RowKey &, const RowKey &) = default;
        friend size_t qHash(const RowKey &k, size_t seed = 0)
        {
            return qHashMulti(seed, k.parent, k.repeat, k.id);
        }
    };
    QHash<NodeIndex, QString> m_rowIds;
    QHash<RowKey, NodeIndex> m_rowsByName; ///< also of rows that went; the tree says which live
    RuleQueue m_queue;
    std::vector<bool> m_decidedEarly; ///< by rule: what it reads late has no say now; of rules with one node
    QSet<NodeIndex> m_overridden;     ///< calculated nodes a person has set; stay until their sources change
    QSet<NodeIndex> m_stored; ///< that were overridden once: what is stored is outdated by each calculation
    std::vector<NodeIndex> m_changedValues; ///< whose value-changed actions wait
    bool m_initial = false;
    bool m_fresh = false; ///< starting a new draft
    std::uint32_t m_currentRank = 0;
    std::uint64_t m_runs = 0;
    int m_language = 0;
    QLocale m_locale = QLocale::c();
    qint64 m_now = 0;
    QHash<quint64, int> m_xmlRows;        ///< rows read so far, by parent and repeat
    QHash<quint64, NodeIndex> m_phantoms; ///< by parent and repeat
    std::vector<NodeIndex> m_newRows;     ///< whose new-repeat actions wait
    std::unique_ptr<xpath::Tree> m_lastSaved;
    mutable std::uint64_t m_evaluations = 0;
    mutable xpath::EvaluationBudget m_budget;
    mutable int m_working = 0;
    std::vector<KeptValue> m_kept;
    ChangeReport m_report;
    QHash<NodeId, int> m_reportIndex;
    std::vector<std::uint32_t> m_reportSlot; ///< the same by data node, plus 1, for its own body element
    bool m_reportIndexed = false;            ///< the report is long enough to be looked up by these two
};

} // namespace luotsi::forms
