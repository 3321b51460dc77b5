#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "forms/FormDefinition.h"
#include "forms/FormValues.h"
#include "xpath/Expression.h"
#include "xpath/Value.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace luotsi::forms {

class Engine;

/// What an instance may know of the world. References are borrowed and outlive the instance.
struct Environment
{
    const base::Clock &clock;
    base::Random &random;
    QTimeZone timeZone = QTimeZone::utc();
    QString language = {}; ///< BCP 47 or the form's name of a language; the form's default when not offered
    QString deviceId = {}; ///< preloads; blank where a device does not tell
    QString userName = {};
    QString email = {};
    QString phoneNumber = {};
    QHash<QString, QString> properties = {}; ///< others by their jr:preloadParams, e.g. `simserial`
    /// Where the device is, for setgeopoint: nothing when it cannot tell just now. Without a source the nodes
    /// stay as they are.
    std::function<std::optional<Geopoint>()> position = {};
    /// XML of the instance of this form that was saved last; blank where one person's answers are not the
    /// next one's business, as on a kiosk.
    QByteArray lastSaved = {};
    /// For reproducing other engines only: uniform in [0, 1) instead of `random`.
    std::function<double()> uniform = {};
    /// How much one call may evaluate before it ends with ExpressionTooDeep among its problems: nodes visited
    /// and made, functions called, rules run, characters put together. No honest form comes near it.
    std::uint64_t evaluationSteps = 10'000'000;
};

struct SerialiseOptions
{
    QString instanceId = {}; ///< replaces meta/instanceID when set, e.g. `uuid:…` of draft and round
    bool includeNonRelevant = false; ///< for keeping an instance; a submission leaves them out
    QString deprecatedId = {};       ///< meta/deprecatedID when set: what this one takes the place of
    QString auditFile = {};          ///< name of the log's file, where the form wants one
};

/// One filled form. Every public call leaves all derived state up to date.
/// Threading: one thread at a time. Nodes given to it must come from it and be alive (`isAlive`).
class FormInstance
{
public:
    struct Started;
    struct Restored;

    /// A new draft: default values, preloads, first-load and load actions. The report tells which values were
    /// set and which rows stand there from the start, so that they can be stored.
    [[nodiscard]] static base::Result<Started> create(std::shared_ptr<const FormDefinition> definition,
                                                      const Environment &environment);
    /// A known draft, first-load actions not fired. Nothing stored is ever dropped.
    [[nodiscard]] static base::Result<Restored> restore(std::shared_ptr<const FormDefinition> definition,
                                                        const StoredState &state,
                                                        const Environment &environment);
    /// A finished instance opened again for editing: instanceID moves to deprecatedID.
    [[nodiscard]] static base::Result<Restored> edit(std::shared_ptr<const FormDefinition> definition,
                                                     const QByteArray &instanceXml,
                                                     const Environment &environment);
    /// A finished instance as it is: no actions, no new ids. How the centre checks what arrived. Calculated
    /// values that only the device can know (asked as well, set by an action, drawn, of an instance saved
    /// last) are taken as they stand; the others are calculated anew.
    [[nodiscard]] static base::Result<Restored> read(std::shared_ptr<const FormDefinition> definition,
                                                     const QByteArray &instanceXml,
                                                     const Environment &environment);
    ~FormInstance();
    FormInstance(const FormInstance &) = delete;
    FormInstance &operator=(const FormInstance &) = delete;

    [[nodiscard]] const FormDefinition &definition() const;

    // The tree as the body shows it.
    [[nodiscard]] NodeId root() const;
    [[nodiscard]] std::vector<NodeId> children(NodeId node) const;
    /// Null for the root.
    [[nodiscard]] NodeId parent(NodeId node) const;
    [[nodiscard]] bool isAlive(NodeId node) const;
    /// By reference `/data/member[2]/name` or stable path `/data/member{row}/name`; a repeat without position
    /// is its range. Null when there is none.
    [[nodiscard]] NodeId find(const QString &referenceOrPath) const;
    /// Values without a control too, in document order.
    [[nodiscard]] std::vector<NodeId> allNodes() const;

    // What a node is.
    [[nodiscard]] NodeKind kind(NodeId node) const;
    [[nodiscard]] ControlKind control(NodeId node) const;
    [[nodiscard]] DataType type(NodeId node) const;
    [[nodiscard]] bool isFieldList(NodeId node) const;
    [[nodiscard]] QString name(NodeId node) const;
    [[nodiscard]] QString reference(NodeId node) const;
    [[nodiscard]] QString stablePath(NodeId node) const;
    [[nodiscard]] QStringList appearance(NodeId node) const;
    /// Any other attribute of the control or the bind: `mediatype`, `rows`, `orx:max-pixels`, …
    [[nodiscard]] QString parameter(NodeId node, const QString &attribute) const;
    [[nodiscard]] RangeBounds rangeBounds(NodeId node) const;
    [[nodiscard]] bool hasRequired(NodeId node) const; ///< the bind says something about required
    [[nodiscard]] bool isCalculated(NodeId node) const;

    // How it stands now, in the current language.
    [[nodiscard]] QString label(NodeId node) const;
    [[nodiscard]] QString shortLabel(NodeId node) const; ///< the label when there is no short form
    [[nodiscard]] QString hint(NodeId node) const;
    [[nodiscard]] QString guidance(NodeId node) const;
    /// The label, or the hint, in every form the translation has, in its order.
    [[nodiscard]] std::vector<TextForm> labelForms(NodeId node) const;
    [[nodiscard]] std::vector<TextForm> hintForms(NodeId node) const;
    [[nodiscard]] Media media(NodeId node) const;
    [[nodiscard]] QString value(NodeId node) const;     ///< as the instance has it; blank while not relevant
    [[nodiscard]] QString keptValue(NodeId node) const; ///< also while not relevant
    [[nodiscard]] bool isRelevant(NodeId node) const;
    [[nodiscard]] bool isRequired(NodeId node) const;
    [[nodiscard]] bool isReadOnly(NodeId node) const;
    [[nodiscard]] Violation violation(NodeId node) const;
    [[nodiscard]] QString violationMessage(NodeId node) const;
    [[nodiscard]] QString constraintMessage(NodeId node) const;
    [[nodiscard]] QString requiredMessage(NodeId node) const;
    [[nodiscard]] std::vector<Option> options(NodeId node) const;
    [[nodiscard]] bool canAddRow(NodeId repeatRange) const;
    [[nodiscard]] bool canRemoveRow(NodeId repeatRange) const;
    [[nodiscard]] QString rowId(NodeId row) const;

    [[nodiscard]] QStringList languages() const;
    [[nodiscard]] QString language() const;
    /// NotFound when the form does not offer it.
    base::Result<ChangeReport> setLanguage(const QString &language);

    // What a person does.
    /// `value` as the instance keeps it; blank clears. TypeMismatch: nothing was changed.
    base::Result<ChangeReport> setValue(NodeId node, const QString &value);
    /// Appends a row; `row` is drawn from Random when empty. TypeMismatch when the form does not let rows be
    /// added.
    base::Result<ChangeReport> addRow(NodeId repeatRange, const QString &row = {});
    base::Result<ChangeReport> removeRow(NodeId row);
    /// The form is filled and about to be sent: what is noted of the end is set, and what reads the clock or
    /// the language is calculated anew.
    ChangeReport complete();
    /// What now() gave last, wall milliseconds: whoever checks the instance calculates the same with it.
    [[nodiscard]] std::int64_t moment() const;

    // As a whole.
    /// Relevant nodes that are blank though required, or invalid, in document order.
    [[nodiscard]] std::vector<ViolationView> violations() const;
    /// Instance XML as ODK Central accepts it. UTF-8.
    [[nodiscard]] QByteArray serialise(const SerialiseOptions &options = {}) const;
    /// Names of attachments in relevant upload nodes, in document order.
    [[nodiscard]] QStringList attachmentNames() const;
    /// What the form says about entities, by declarations that are relevant, in document order.
    [[nodiscard]] std::vector<EntityView> entities() const;
    /// All that must be stored to come back here, kept values included.
    [[nodiscard]] StoredState storedState() const;
    [[nodiscard]] const std::vector<KeptValue> &keptValues() const;
    /// Any XPath expression, e.g. of a pack's manifest, from the root element or `context`.
    base::Result<xpath::Value> evaluate(const QString &expression, NodeId context = {}) const;
    base::Result<xpath::Value> evaluate(const xpath::Expression &expression, NodeId context = {}) const;
    base::Result<QString> evaluateText(const QString &expression, NodeId context = {}) const;
    base::Result<bool> evaluateBoolean(const QString &expression, NodeId context = {}) const;
    /// Expressions evaluated since the instance was made; for tests of incrementality.
    [[nodiscard]] std::uint64_t evaluationCount() const;

private:
    explicit FormInstance(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> m_engine;
};

struct FormInstance::Started
{
    std::unique_ptr<FormInstance> instance;
    ChangeReport report;
};

struct FormInstance::Restored
{
    std::unique_ptr<FormInstance> instance;
    ChangeReport report;         ///< of load actions, if the form has any; stored like other actions
    std::vector<KeptValue> kept; ///< what had no place or a wrong type
};

} // namespace luotsi::forms
