// What expressions ask of the form, and how their results become answers.
#include "forms/Engine.h"
#include "forms/FormParser.h"

#include "crypto/Signature.h"
#include "xpath/Moments.h"

#include <QDateTime>
#include <QUuid>

#include <cmath>

namespace luotsi::forms {

double Engine::random()
{
    if (m_environment.uniform)
        return m_environment.uniform();
    std::array<std::uint8_t, 8> bytes{};
    m_environment.random.fill(bytes.data(), bytes.size());
    std::uint64_t bits = 0;
    for (const std::uint8_t byte : bytes)
        bits = (bits << 8) | byte;
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

/// From the id of the instance, so that the order outlives a pause as well.
QString Engine::orderSeed(const QString &expression)
{
    const NodeIndex id =
        m_model.instanceId == none ? xpath::noNode : m_model.nodes[m_model.instanceId].single;
    return (id == xpath::noNode ? QString() : m_tree.value(id)) + u' ' + expression;
}

QString Engine::uuid()
{
    std::array<std::uint8_t, 16> bytes{};
    m_environment.random.fill(bytes.data(), bytes.size());
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x40U); // RFC 4122, version 4
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
    const QByteArray raw(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
    return QUuid::fromRfc4122(raw).toString(QUuid::WithoutBraces);
}

bool Engine::isSignedBy(QByteArrayView key, QByteArrayView message, QByteArrayView signature)
{
    return crypto::verifySignature(message, signature, key).ok();
}

/// The instance saved last is of this form and for reading only; whatever else is given is told and left.
void Engine::readLastSaved()
{
    if (m_model.lastSaved.isEmpty() || m_environment.lastSaved.isEmpty())
        return;
    // Names of the form keep their numbers in the copy, so that expressions of the form find them.
    auto tree = readXmlTree(m_environment.lastSaved, std::make_shared<xpath::Names>(*m_model.names), {});
    if (!tree) {
        tell(tree.error());
        return;
    }
    const NodeIndex root = (*tree)->rootElement();
    const QString id = (*tree)->attribute(root, m_model.names->find({}, u"id"));
    if (root == xpath::noNode || (!id.isEmpty() && id != m_model.id)) {
        tell(
            {base::ErrorCode::UnknownForm, QStringLiteral("the instance saved last is of another form"), {}});
        return;
    }
    (*tree)->freeze();
    m_lastSaved = std::move(*tree);
}

xpath::NodeRef Engine::instance(const QString &id)
{
    if (m_lastSaved != nullptr && m_model.lastSaved.contains(id))
        return {m_lastSaved.get(), 0};
    const auto found = m_model.instances.constFind(id);
    if (found == m_model.instances.constEnd())
        return {};
    return {found->get(), 0};
}

xpath::Value Engine::itext(const QString &id)
{
    Text text;
    text.itextId = id;
    return textOf(text, m_tree.rootElement());
}

QString Engine::choiceName(const QString &value, const QString &reference, xpath::NodeRef context)
{
    std::uint32_t model = none;
    const NodeIndex near = context.tree == &m_tree ? context.index : m_tree.rootElement();
    const NodeId found = reference.trimmed().startsWith(u'/') ? find(reference.trimmed()) : NodeId{};
    if (!found.isNull())
        model = modelOf(found.data);
    if (model == none) {
        const auto expression =
            xpath::Expression::compileAgainst(reference, *m_model.names, m_model.prefixes);
        const auto nodes =
            expression ? evaluate(*expression, near) : base::Result<xpath::Value>(expression.error());
        if (!nodes || !nodes->isNodes() || nodes->nodes().empty() || nodes->nodes().front().tree != &m_tree)
            return {};
        model = modelOf(nodes->nodes().front().index);
    }
    const std::uint32_t body = m_model.nodes[model].control;
    if (body == none)
        return {};
    const std::vector<NodeIndex> nodes = instancesNear(model, near);
    for (const Option &option : optionsOf(body, nodes.empty() ? near : nodes.front())) {
        if (option.value == value)
            return option.label;
    }
    return {};
}

bool Engine::resolve(int target, xpath::NodeRef context, bool withHidden, xpath::NodeSet &nodes)
{
    const BoundPath &path = m_model.paths[target];
    const NodeIndex single = m_model.nodes[path.model].single;
    if (single != xpath::noNode) {
        if (withHidden || !m_tree.hidden(single))
            nodes.push_back({&m_tree, single});
        return true;
    }
    if (!path.absolute || context.tree != &m_tree)
        return false;
    const ModelNode &shape = m_model.nodes[path.model];
    std::vector<NodeIndex> found;
    // A path to the repeat itself means all its rows; a path into it means this row.
    if (shape.isRepeat) {
        for (const NodeIndex parent : instancesNear(shape.parent, context.index)) {
            const std::vector<NodeIndex> rows = rowsOf(parent, path.model);
            found.insert(found.end(), rows.begin(), rows.end());
        }
    } else {
        found = instancesNear(path.model, context.index);
    }
    for (const NodeIndex node : found) {
        if (withHidden || !m_tree.hidden(node))
            nodes.push_back({&m_tree, node});
    }
    return true;
}

base::Result<xpath::Value> Engine::evaluate(const xpath::Expression &expression, NodeIndex node,
                                            bool *decidedEarly) const
{
    ++m_evaluations;
    const Work work(*this);
    xpath::EvaluationContext context;
    context.budget = &m_budget;
    context.decidedEarly = decidedEarly;
    context.node = {&m_tree, node};
    context.root = xpath::NodeRef{&m_tree, 0};
    return xpath::evaluate(expression, context, const_cast<Engine &>(*this));
}

/// The text that a result leaves in a node of that type. NaN is no answer.
QString Engine::answerText(const xpath::Value &value, DataType type) const
{
    if (value.isNumber()) {
        const double number = value.number();
        if (std::isnan(number))
            return {};
        if (type == DataType::Int && std::isfinite(number))
            return xpath::numberToText(std::trunc(number));
        if ((type == DataType::Date || type == DataType::DateTime) && std::abs(number) < 1e7)
            return answerText(xpath::Value(xpath::momentFromDays(number)), type);
        return xpath::numberToText(number);
    }
    if (value.isMoment()) {
        xpath::Moment moment = value.moment();
        if (!moment.valid)
            return {};
        if (type == DataType::Date)
            moment.dateOnly = true;
        else if (type == DataType::DateTime)
            moment.dateOnly = false;
        else if (type == DataType::Time)
            return xpath::momentToText({moment.milliseconds, false, true}, m_environment.timeZone).mid(11);
        return xpath::momentToText(moment, m_environment.timeZone);
    }
    QString text = xpath::toText(value, m_environment.timeZone);
    if (type == DataType::Int && text.contains(u'.')) {
        const double number = xpath::textToNumber(text, xpath::Dialect::XPath1, m_environment.timeZone);
        if (std::isfinite(number))
            text = xpath::numberToText(std::trunc(number));
    }
    return text;
}

} // namespace luotsi::forms
