#pragma once

#include "forms/FormDefinition.h"
#include "forms/FormValues.h"
#include "xpath/Expression.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace luotsi::forms {

inline constexpr std::uint32_t none = 0xffffffffU;
inline constexpr std::size_t mostFindings = 1000; ///< what an author reads at a time, and more

/// What the outcome of an expression is used for.
enum class Use : std::uint8_t {
    Calculate,
    Relevant,
    RepeatCount,
    Required,
    ReadOnly,
    Constraint,
    Options,
    Text
};

/// An expression at work in one place of the model: the unit of recalculation.
struct Rule
{
    Use use = Use::Calculate;
    int expression = -1;        ///< into Model::expressions; -1 for Text, which is evaluated when asked for
    std::uint32_t model = none; ///< node whose state it gives, and at which it is evaluated
    std::uint32_t body = none;  ///< with Text, Options and RepeatCount
    std::uint32_t rank = 0;     ///< evaluated in this order; a rule has a higher rank than all it reads from
    bool remembers = false;     ///< once(), random(), uuid(): the outcome is stored like an answer
    bool reads = false;         ///< reads any node of the instance
};

/// A rule that must run again when a node changes: for all rows, or only for those in the same row of
/// `anchor`.
struct Dependent
{
    std::uint32_t rule : 31 = 0;
    bool late : 1 = false; ///< read only where the first side of its `and` or `or` does not decide
    std::uint32_t anchor = none;
};

/// Piece of a text: characters, or the value of an expression.
struct TextPart
{
    QString literal;
    int expression = -1;
};

/// Few, and in the order of the form. A hash would take kilobytes for the first of them.
class Attributes
{
public:
    void insert(QString name, QString value) { m_pairs.emplace_back(std::move(name), std::move(value)); }
    [[nodiscard]] bool contains(QStringView name) const { return find(name) != nullptr; }
    /// Blank when there is none.
    [[nodiscard]] QString value(QStringView name) const
    {
        const QString *found = find(name);
        return found == nullptr ? QString() : *found;
    }

private:
    [[nodiscard]] const QString *find(QStringView name) const
    {
        for (const auto &[own, value] : m_pairs) {
            if (own == name)
                return &value;
        }
        return nullptr;
    }
    std::vector<std::pair<QString, QString>> m_pairs;
};

struct Text
{
    std::vector<TextPart> parts;
    QString itextId;
    int itextExpression = -1; ///< `jr:itext(…)` with anything but a literal
    [[nodiscard]] bool isEmpty() const { return parts.empty() && itextId.isEmpty() && itextExpression < 0; }
};

/// One node of the instance's shape; all rows of a repeat share theirs.
struct ModelNode
{
    // What every recalculation looks at stands first and together.
    xpath::NodeIndex single = xpath::noNode; ///< the node itself when it lies in no repeat
    std::uint32_t control = none;            ///< body element that shows it
    std::vector<Dependent> dependents;
    std::vector<std::uint32_t> valueActions; ///< actions fired when its value changes
    DataType type = DataType::String;
    bool isRepeat = false;
    bool isAttribute = false;
    bool noAddRemove = false;
    bool hasBind = false;
    bool mayBeGiven = false; ///< calculated, yet a person, an action or chance may have had the last word
    xpath::NameId name = xpath::noName;
    std::uint32_t parent = none;
    std::uint32_t repeat = none; ///< nearest repeat, this node included
    std::uint32_t depth = 0;
    xpath::NodeIndex pattern = xpath::noNode; ///< what a new row is copied from
    std::vector<std::uint32_t> children;
    std::vector<std::uint32_t> rules; ///< rules that run at this node
    int calculate = -1;               // rules
    int relevant = -1;
    int required = -1;
    int readOnly = -1;
    int constraint = -1;
    base::TextPlace place; ///< of its bind
    QString typeName;
    Text constraintMessage;
    Text requiredMessage;
    QString preload;
    QString preloadParameters;
    Attributes bindAttributes;
};

enum class BodyKind : std::uint8_t { Root, Group, Repeat, Control };

struct Item
{
    Text label;
    QString value;
};

struct Action
{
    QStringList events;
    std::uint32_t target = none;
    std::uint32_t context = none; ///< node whose control or repeat holds the action; none in the model
    int chooser = -1; ///< expression that gives the targets, where the reference chooses among rows
    int expression = -1;
    QString literal;
    bool hasValue = false; ///< an expression, if only an empty one, stands before the literal
    bool geopoint = false;
};

struct BodyElement
{
    BodyKind kind = BodyKind::Group;
    ControlKind control = ControlKind::None;
    std::uint32_t parent = none;
    std::vector<std::uint32_t> children;
    std::uint32_t model = none;        ///< referenced node; none for a group without reference
    std::uint32_t contextModel = none; ///< the node expressions in it are evaluated at
    Text label;
    Text hint;
    QStringList appearance;
    Attributes attributes;
    std::vector<Item> items;
    int itemset = -1; ///< expressions
    int itemValue = -1;
    int itemLabel = -1;
    bool itemLabelIsItext = false; ///< itemLabel gives the id of a text
    int repeatCount = -1;          ///< rule
    base::TextPlace place;
};

struct ItextEntry
{
    std::vector<std::pair<QString, Text>> forms; ///< form name ("" is the plain text) and what it says
};

struct Language
{
    QString name;
    QHash<QString, ItextEntry> entries;
};

struct ModelExpression
{
    xpath::Expression expression;
    std::uint32_t context = none;
    base::TextPlace place;
};

/// A bound path of an expression: see xpath::Host::resolve.
struct BoundPath
{
    std::uint32_t model = none;
    bool absolute = false;
};

/// The form wants a log of how it was filled (ODK XForms, Audit Attributes).
struct AuditWish
{
    std::uint32_t node = none; ///< meta/audit, which takes the name of the log's file
    AuditSettings settings;
};

/// An element `meta/entity`: what it is about, and which answers become its properties (ODK XForms,
/// Entities).
struct EntityDeclaration
{
    std::uint32_t node = none;
    std::uint32_t scope = none;                                ///< the element that holds the meta block
    std::vector<std::pair<std::uint32_t, QString>> properties; ///< node and name of the property
};

/// Everything parsed from a form. Filled by the parser and the builder, const afterwards.
struct Model
{
    QString title;
    QString id;
    QString version;
    std::shared_ptr<xpath::Names> names = std::make_shared<xpath::Names>();
    QHash<QString, QString> prefixes;  ///< prefix → namespace, as the form declares them
    std::unique_ptr<xpath::Tree> tree; ///< instance with default values; a node's tag is its model number + 1
    std::vector<xpath::NodeIndex> templates; ///< nodes of `tree` that a fresh instance does not have
    std::vector<bool> isTemplate;            ///< the same by index
    std::vector<ModelNode> nodes;
    std::vector<BodyElement> body; ///< 0 is the root
    std::vector<Rule> rules;
    std::vector<std::uint32_t> ruleOrder;
    std::vector<ModelExpression> expressions;
    std::vector<BoundPath> paths;
    std::vector<Action> actions;
    std::vector<Language> languages;
    int defaultLanguage = 0;
    QHash<QString, std::shared_ptr<const xpath::Tree>> instances;
    QStringList resourceUris;
    std::vector<Finding> findings;
    std::uint32_t instanceId = none; ///< meta/instanceID
    std::uint32_t deprecatedId = none;
    bool impliedInstanceId = false; ///< the form has none of its own
    std::uint32_t otherInstanceId =
        none;              ///< one that stands where no server looks for it; keeps the same value
    QStringList lastSaved; ///< ids of instances that are the one saved last
    std::optional<AuditWish> audit;
    QString entitiesVersion;
    std::vector<EntityDeclaration> entities;
    bool impliedDeprecatedId = false;

    /// Name with the form's prefix for its namespace, as references are written.
    [[nodiscard]] QString written(xpath::NameId name) const;
    [[nodiscard]] QString pathOf(std::uint32_t node) const;
};

/// Blank fits every type. `zone` is where a date without offset is meant.
[[nodiscard]] bool fitsType(DataType type, const QString &value, const QTimeZone &zone);

/// Namespaces of ODK XForms.
inline constexpr QStringView xformsSpace = u"http://www.w3.org/2002/xforms";
inline constexpr QStringView xhtmlSpace = u"http://www.w3.org/1999/xhtml";
inline constexpr QStringView javarosaSpace = u"http://openrosa.org/javarosa";
inline constexpr QStringView entitiesSpace = u"http://www.opendatakit.org/xforms/entities";
inline constexpr QStringView openrosaSpace = u"http://openrosa.org/xforms";

} // namespace luotsi::forms
