#include "forms/FormInstance.h"

#include "forms/Engine.h"

#include <algorithm>
#include <cmath>

namespace luotsi::forms {

namespace {

/// A range offers start, end and every step between; what its author left out limits nothing.
bool isOnScale(const RangeBounds &bounds, const QString &value)
{
    bool known[3] = {};
    const double start = bounds.start.toDouble(&known[0]);
    const double end = bounds.end.toDouble(&known[1]);
    const double step = bounds.step.toDouble(&known[2]);
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    if (value.isEmpty() || !isNumber || !known[0] || !known[1])
        return true;
    if (number < std::min(start, end) || number > std::max(start, end))
        return false;
    const double steps = known[2] && step != 0 ? (number - start) / step : 0;
    return std::abs(steps - std::round(steps)) < 1e-6;
}

base::Result<void> refuse(base::ErrorCode code, const QString &why)
{
    return base::Error{code, why, {}};
}

} // namespace

FormInstance::FormInstance(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}

FormInstance::~FormInstance() = default;

base::Result<FormInstance::Started> FormInstance::create(std::shared_ptr<const FormDefinition> definition,
                                                         const Environment &environment)
{
    auto engine = std::make_unique<Engine>(std::move(definition), environment);
    ChangeReport report = engine->start();
    return Started{std::unique_ptr<FormInstance>(new FormInstance(std::move(engine))), std::move(report)};
}

base::Result<FormInstance::Restored> FormInstance::restore(std::shared_ptr<const FormDefinition> definition,
                                                           const StoredState &state,
                                                           const Environment &environment)
{
    auto engine = std::make_unique<Engine>(std::move(definition), environment);
    ChangeReport report = engine->resume(state);
    std::vector<KeptValue> kept = engine->kept();
    return Restored{std::unique_ptr<FormInstance>(new FormInstance(std::move(engine))), std::move(report),
                    std::move(kept)};
}

base::Result<FormInstance::Restored> FormInstance::edit(std::shared_ptr<const FormDefinition> definition,
                                                        const QByteArray &instanceXml,
                                                        const Environment &environment)
{
    auto engine = std::make_unique<Engine>(std::move(definition), environment);
    auto report = engine->resumeXml(instanceXml, true);
    if (!report)
        return report.error();
    std::vector<KeptValue> kept = engine->kept();
    return Restored{std::unique_ptr<FormInstance>(new FormInstance(std::move(engine))),
                    std::move(report.value()), std::move(kept)};
}

base::Result<FormInstance::Restored> FormInstance::read(std::shared_ptr<const FormDefinition> definition,
                                                        const QByteArray &instanceXml,
                                                        const Environment &environment)
{
    auto engine = std::make_unique<Engine>(std::move(definition), environment);
    auto report = engine->resumeXml(instanceXml, false);
    if (!report)
        return report.error();
    std::vector<KeptValue> kept = engine->kept();
    return Restored{std::unique_ptr<FormInstance>(new FormInstance(std::move(engine))),
                    std::move(report.value()), std::move(kept)};
}

const FormDefinition &FormInstance::definition() const
{
    return *m_engine->definition();
}

QStringList FormInstance::languages() const
{
    return definition().languages();
}

QString FormInstance::language() const
{
    const Model &model = m_engine->model();
    return model.languages.empty() ? QString() : model.languages[m_engine->language()].name;
}

base::Result<ChangeReport> FormInstance::setLanguage(const QString &language)
{
    const QStringList offered = languages();
    const bool known = std::any_of(offered.begin(), offered.end(), [&](const QString &name) {
        return name == language || name.endsWith(u'(' + language + u')');
    });
    if (!known)
        return refuse(base::ErrorCode::NotFound,
                      QStringLiteral("the form is not in language '%1'").arg(language))
            .error();
    m_engine->selectLanguage(language);
    return m_engine->textReport();
}

base::Result<ChangeReport> FormInstance::setValue(NodeId node, const QString &value)
{
    const Model &model = m_engine->model();
    if (node.isNull() || !isAlive(node) || m_engine->tree().firstChild(node.data) != xpath::noNode)
        return refuse(base::ErrorCode::NotFound, QStringLiteral("there is no such answer")).error();
    const DataType wanted = model.nodes[m_engine->modelOf(node.data)].type;
    if (!m_engine->fits(wanted, value))
        return refuse(base::ErrorCode::TypeMismatch,
                      QStringLiteral("the value is not of type %1")
                          .arg(model.nodes[m_engine->modelOf(node.data)].typeName))
            .error();
    if (control(node) == ControlKind::Range && !isOnScale(rangeBounds(node), value))
        return refuse(base::ErrorCode::TypeMismatch, QStringLiteral("the value is not on the scale")).error();
    const ControlKind asked = control(node);
    const bool chooses =
        asked == ControlKind::SelectOne || asked == ControlKind::SelectMany || asked == ControlKind::Rank;
    // Spaces stand between choices; alone they choose nothing.
    return m_engine->change(node.data, chooses && value.trimmed().isEmpty() ? QString() : value);
}

base::Result<ChangeReport> FormInstance::addRow(NodeId range, const QString &row)
{
    if (range.isNull() || !isAlive(range) || kind(range) != NodeKind::RepeatRange)
        return refuse(base::ErrorCode::NotFound, QStringLiteral("there is no such repeat")).error();
    const std::uint32_t repeat = m_engine->model().body[range.body].model;
    if (m_engine->rowNamed(range.data, repeat, row) != xpath::noNode)
        return refuse(base::ErrorCode::TypeMismatch, QStringLiteral("the row is there already")).error();
    if (!canAddRow(range))
        return refuse(base::ErrorCode::TypeMismatch, QStringLiteral("the form does not let rows be added"))
            .error();
    return m_engine->addRow(range.data, repeat, row);
}

base::Result<ChangeReport> FormInstance::removeRow(NodeId row)
{
    if (row.isNull() || !isAlive(row) || kind(row) != NodeKind::RepeatInstance)
        return refuse(base::ErrorCode::NotFound, QStringLiteral("there is no such row")).error();
    if (!canRemoveRow(parent(row)))
        return refuse(base::ErrorCode::TypeMismatch, QStringLiteral("the form does not let rows be removed"))
            .error();
    return m_engine->removeRow(row.data);
}

ChangeReport FormInstance::complete()
{
    return m_engine->complete();
}

std::int64_t FormInstance::moment() const
{
    return m_engine->now();
}

std::vector<EntityView> FormInstance::entities() const
{
    return m_engine->entities();
}

std::vector<ViolationView> FormInstance::violations() const
{
    std::vector<ViolationView> found;
    for (const NodeId &node : allNodes()) {
        const Violation kindOf = violation(node);
        if (kindOf != Violation::None)
            found.push_back({node, reference(node), kindOf, violationMessage(node)});
    }
    return found;
}

QByteArray FormInstance::serialise(const SerialiseOptions &options) const
{
    return m_engine->serialise(options);
}

QStringList FormInstance::attachmentNames() const
{
    QStringList names;
    for (const NodeId &node : allNodes()) {
        const bool attached = control(node) == ControlKind::Upload || type(node) == DataType::Binary;
        if (attached && isRelevant(node) && !value(node).isEmpty())
            names.append(value(node));
    }
    return names;
}

StoredState FormInstance::storedState() const
{
    StoredState state;
    const xpath::Tree &tree = m_engine->tree();
    const Model &model = m_engine->model();
    QHash<std::pair<NodeIndex, std::uint32_t>, int> positions;
    for (const NodeId &node : allNodes()) {
        const NodeKind what = kind(node);
        if (what != NodeKind::RepeatRange)
            m_engine->storeAttributes(node.data, state);
        if (what == NodeKind::RepeatInstance) {
            const QString path = stablePath(node);
            const int position = ++positions[{tree.parent(node.data), m_engine->modelOf(node.data)}];
            state.rows.push_back({path.left(path.lastIndexOf(u'{')), rowId(node), position});
        } else if (what == NodeKind::Control || what == NodeKind::ModelValue) {
            const ModelNode &shape = model.nodes[m_engine->modelOf(node.data)];
            const bool derived = shape.calculate >= 0 && !model.rules[shape.calculate].remembers &&
                                 !m_engine->isOverridden(node.data);
            // Inside a repeat the default depends on the row; there every value is told.
            const bool inRow = shape.single == xpath::noNode;
            const bool changed = inRow || tree.value(node.data) != model.tree->value(shape.single);
            if (!derived && (changed || m_engine->isOverridden(node.data)))
                state.values.push_back({stablePath(node), tree.value(node.data)});
        }
    }
    for (const KeptValue &kept : m_engine->kept()) {
        if (kept.reason == base::ErrorCode::NotFound && !kept.stored.path.endsWith(u'}'))
            state.values.push_back(kept.stored);
    }
    return state;
}

const std::vector<KeptValue> &FormInstance::keptValues() const
{
    return m_engine->kept();
}

base::Result<xpath::Value> FormInstance::evaluate(const QString &expression, NodeId context) const
{
    const auto compiled =
        xpath::Expression::compileAgainst(expression, *m_engine->model().names, m_engine->model().prefixes);
    if (!compiled)
        return compiled.error();
    return evaluate(*compiled, context);
}

base::Result<xpath::Value> FormInstance::evaluate(const xpath::Expression &expression, NodeId context) const
{
    return m_engine->evaluate(expression, context.isNull() ? root().data : context.data);
}

base::Result<QString> FormInstance::evaluateText(const QString &expression, NodeId context) const
{
    const auto value = evaluate(expression, context);
    if (!value)
        return value.error();
    return xpath::toText(*value, m_engine->timeZone());
}

base::Result<bool> FormInstance::evaluateBoolean(const QString &expression, NodeId context) const
{
    const auto value = evaluate(expression, context);
    if (!value)
        return value.error();
    return xpath::toBoolean(*value);
}

std::uint64_t FormInstance::evaluationCount() const
{
    return m_engine->evaluations();
}

} // namespace luotsi::forms
