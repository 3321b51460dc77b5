// Questions about single nodes of an instance.
#include "forms/Engine.h"
#include "forms/FormInstance.h"

#include <algorithm>

namespace luotsi::forms {

namespace {

const BodyElement *bodyOf(const Model &model, NodeId node)
{
    return node.body == none ? nullptr : &model.body[node.body];
}

/// `<group ref="R"><label/><repeat nodeset="R">` is one repeat whose label is the group's.
const BodyElement *wrapperOf(const Model &model, const BodyElement &repeat)
{
    const BodyElement &outer = model.body[repeat.parent];
    return outer.kind == BodyKind::Group && outer.model == repeat.model ? &outer : nullptr;
}

QString writtenName(const Engine &engine, NodeId range)
{
    return engine.model().written(engine.model().nodes[engine.model().body[range.body].model].name);
}

} // namespace

NodeId FormInstance::root() const
{
    return {m_engine->tree().rootElement(), 0};
}

bool FormInstance::isAlive(NodeId node) const
{
    return !node.isNull() && node.data < m_engine->tree().size() && m_engine->state(node.data).alive;
}

NodeKind FormInstance::kind(NodeId node) const
{
    const Model &model = m_engine->model();
    if (node.data == m_engine->tree().rootElement() && (node.body == 0 || node.body == none))
        return NodeKind::Root;
    const BodyElement *body = bodyOf(model, node);
    const ModelNode &shape = model.nodes[m_engine->modelOf(node.data)];
    if (body != nullptr && body->kind == BodyKind::Repeat)
        return body->model == m_engine->modelOf(node.data) ? NodeKind::RepeatInstance : NodeKind::RepeatRange;
    if (body != nullptr && body->kind == BodyKind::Control)
        return NodeKind::Control;
    if (body != nullptr && body->kind == BodyKind::Group)
        return NodeKind::Group;
    if (shape.isRepeat)
        return NodeKind::RepeatInstance;
    const bool hasElements =
        std::any_of(shape.children.begin(), shape.children.end(),
                    [&](std::uint32_t child) { return !model.nodes[child].isAttribute; });
    return hasElements ? NodeKind::Group : NodeKind::ModelValue;
}

std::vector<NodeId> FormInstance::children(NodeId node) const
{
    const Model &model = m_engine->model();
    std::vector<NodeId> result;
    const BodyElement *body = bodyOf(model, node);
    if (body == nullptr)
        return result;
    if (kind(node) == NodeKind::RepeatRange) {
        for (const NodeIndex row : m_engine->rowsOf(node.data, body->model))
            result.push_back({row, node.body});
        return result;
    }
    for (std::uint32_t number : body->children) {
        const BodyElement *child = &model.body[number];
        if (child->kind == BodyKind::Group && child->children.size() == 1) {
            const BodyElement &only = model.body[child->children.front()];
            if (only.kind == BodyKind::Repeat && only.model == child->model) {
                number = child->children.front();
                child = &model.body[number];
            }
        }
        if (child->model == none) {
            result.push_back({node.data, number});
            continue;
        }
        const std::uint32_t target =
            child->kind == BodyKind::Repeat ? model.nodes[child->model].parent : child->model;
        for (const NodeIndex data : m_engine->instancesNear(target, node.data))
            result.push_back({data, number});
    }
    return result;
}

NodeId FormInstance::parent(NodeId node) const
{
    const Model &model = m_engine->model();
    if (node.isNull() || kind(node) == NodeKind::Root)
        return {};
    const BodyElement *body = bodyOf(model, node);
    if (body == nullptr) {
        const NodeIndex up = m_engine->tree().parent(node.data);
        return up == m_engine->tree().rootElement() ? root() : m_engine->idOf(up);
    }
    if (kind(node) == NodeKind::RepeatInstance)
        return {m_engine->tree().parent(node.data), node.body};
    std::uint32_t number = body->parent;
    if (body->kind == BodyKind::Repeat && wrapperOf(model, *body) != nullptr &&
        wrapperOf(model, *body)->children.size() == 1)
        number = model.body[number].parent;
    if (number == 0)
        return root();
    const BodyElement &outer = model.body[number];
    const std::uint32_t context = outer.model != none ? outer.model : outer.contextModel;
    for (NodeIndex n = node.data; n != 0 && n != xpath::noNode; n = m_engine->tree().parent(n)) {
        if (m_engine->modelOf(n) == context)
            return {n, number};
    }
    const std::vector<NodeIndex> near = m_engine->instancesNear(context, node.data);
    return near.empty() ? root() : NodeId{near.front(), number};
}

NodeId FormInstance::find(const QString &referenceOrPath) const
{
    return m_engine->find(referenceOrPath);
}

std::vector<NodeId> FormInstance::allNodes() const
{
    const Model &model = m_engine->model();
    const xpath::Tree &tree = m_engine->tree();
    std::vector<NodeId> result;
    const auto walk = [&](const auto &self, NodeIndex node) -> void {
        const ModelNode &shape = model.nodes[m_engine->modelOf(node)];
        result.push_back(node == tree.rootElement() ? root() : m_engine->idOf(node));
        std::size_t rangesDone = 0;
        const auto ranges = [&](std::uint32_t until) {
            for (; rangesDone < shape.children.size() && shape.children[rangesDone] != until; ++rangesDone) {
                const ModelNode &child = model.nodes[shape.children[rangesDone]];
                if (m_engine->hasRange(child))
                    result.push_back({node, child.control});
            }
            if (until != none && rangesDone < shape.children.size()) {
                const ModelNode &child = model.nodes[until];
                if (m_engine->hasRange(child))
                    result.push_back({node, child.control});
                ++rangesDone;
            }
        };
        std::uint32_t last = none;
        for (NodeIndex child = tree.firstChild(node); child != xpath::noNode; child = tree.next(child)) {
            const std::uint32_t childModel = m_engine->modelOf(child);
            if (childModel != last)
                ranges(childModel);
            last = childModel;
            self(self, child);
        }
        ranges(none);
    };
    walk(walk, tree.rootElement());
    return result;
}

ControlKind FormInstance::control(NodeId node) const
{
    const BodyElement *body = bodyOf(m_engine->model(), node);
    if (body == nullptr)
        return ControlKind::None;
    if (body->control != ControlKind::Input)
        return body->control;
    const ModelNode &shape = m_engine->model().nodes[m_engine->modelOf(node.data)];
    const bool alwaysReadOnly = shape.readOnly >= 0 && [&] {
        const auto constant = m_engine->model()
                                  .expressions[m_engine->model().rules[shape.readOnly].expression]
                                  .expression.constant();
        return constant && xpath::toBoolean(*constant);
    }();
    return alwaysReadOnly && !(body->label.isEmpty() && body->hint.isEmpty()) ? ControlKind::Note
                                                                              : ControlKind::Input;
}

DataType FormInstance::type(NodeId node) const
{
    return m_engine->model().nodes[m_engine->modelOf(node.data)].type;
}

bool FormInstance::isFieldList(NodeId node) const
{
    return appearance(node).contains(QStringLiteral("field-list"));
}

QString FormInstance::name(NodeId node) const
{
    const Model &model = m_engine->model();
    const BodyElement *body = bodyOf(model, node);
    if (body != nullptr && body->model == none)
        return {};
    const std::uint32_t shape =
        kind(node) == NodeKind::RepeatRange ? body->model : m_engine->modelOf(node.data);
    return model.names->at(model.nodes[shape].name).local;
}

QString FormInstance::reference(NodeId node) const
{
    const QString path = m_engine->pathOf(node.data, false);
    return kind(node) == NodeKind::RepeatRange ? QString(path + u'/' + writtenName(*m_engine, node)) : path;
}

QString FormInstance::stablePath(NodeId node) const
{
    const QString path = m_engine->pathOf(node.data, true);
    return kind(node) == NodeKind::RepeatRange ? QString(path + u'/' + writtenName(*m_engine, node)) : path;
}

QStringList FormInstance::appearance(NodeId node) const
{
    const Model &model = m_engine->model();
    const BodyElement *body = bodyOf(model, node);
    if (body == nullptr)
        return {};
    QStringList tokens = body->appearance;
    if (body->kind == BodyKind::Repeat && tokens.isEmpty()) {
        if (const BodyElement *wrapper = wrapperOf(model, *body))
            tokens = wrapper->appearance;
    }
    return tokens;
}

QString FormInstance::parameter(NodeId node, const QString &attribute) const
{
    const Model &model = m_engine->model();
    if (const BodyElement *body = bodyOf(model, node);
        body != nullptr && body->attributes.contains(attribute))
        return body->attributes.value(attribute);
    return model.nodes[m_engine->modelOf(node.data)].bindAttributes.value(attribute);
}

RangeBounds FormInstance::rangeBounds(NodeId node) const
{
    return {parameter(node, QStringLiteral("start")), parameter(node, QStringLiteral("end")),
            parameter(node, QStringLiteral("step"))};
}

bool FormInstance::hasRequired(NodeId node) const
{
    return m_engine->model().nodes[m_engine->modelOf(node.data)].required >= 0;
}

bool FormInstance::isCalculated(NodeId node) const
{
    return m_engine->model().nodes[m_engine->modelOf(node.data)].calculate >= 0;
}

QString FormInstance::label(NodeId node) const
{
    const Model &model = m_engine->model();
    const BodyElement *body = bodyOf(model, node);
    if (body == nullptr)
        return {};
    if (body->kind == BodyKind::Repeat && body->label.isEmpty()) {
        const BodyElement *wrapper = wrapperOf(model, *body);
        return wrapper == nullptr ? QString() : m_engine->textOf(wrapper->label, node.data);
    }
    return m_engine->textOf(body->label, node.data);
}

QString FormInstance::shortLabel(NodeId node) const
{
    const BodyElement *body = bodyOf(m_engine->model(), node);
    if (body == nullptr)
        return {};
    const QString text = m_engine->textOf(body->label, node.data, u"short");
    return text.isEmpty() ? label(node) : text;
}

QString FormInstance::hint(NodeId node) const
{
    const BodyElement *body = bodyOf(m_engine->model(), node);
    return body == nullptr ? QString() : m_engine->textOf(body->hint, node.data);
}

QString FormInstance::guidance(NodeId node) const
{
    const BodyElement *body = bodyOf(m_engine->model(), node);
    return body == nullptr ? QString() : m_engine->textOf(body->hint, node.data, u"guidance");
}

std::vector<TextForm> FormInstance::labelForms(NodeId node) const
{
    const Model &model = m_engine->model();
    const BodyElement *body = bodyOf(model, node);
    if (body != nullptr && body->kind == BodyKind::Repeat && body->label.isEmpty())
        body = wrapperOf(model, *body);
    return body == nullptr ? std::vector<TextForm>() : m_engine->formsOf(body->label, node.data);
}

std::vector<TextForm> FormInstance::hintForms(NodeId node) const
{
    const BodyElement *body = bodyOf(m_engine->model(), node);
    return body == nullptr ? std::vector<TextForm>() : m_engine->formsOf(body->hint, node.data);
}

Media FormInstance::media(NodeId node) const
{
    const BodyElement *body = bodyOf(m_engine->model(), node);
    return body == nullptr ? Media{} : m_engine->mediaOf(body->label, node.data);
}

QString FormInstance::value(NodeId node) const
{
    return isRelevant(node) ? keptValue(node) : QString();
}

QString FormInstance::keptValue(NodeId node) const
{
    return m_engine->tree().value(node.data);
}

bool FormInstance::isRelevant(NodeId node) const
{
    if (!m_engine->state(node.data).relevant || kind(node) != NodeKind::RepeatRange)
        return m_engine->state(node.data).relevant;
    return m_engine->rangeTruth(node.data, m_engine->model().body[node.body].model, Use::Relevant);
}

bool FormInstance::isRequired(NodeId node) const
{
    if (kind(node) == NodeKind::RepeatRange)
        return m_engine->rangeTruth(node.data, m_engine->model().body[node.body].model, Use::Required);
    return m_engine->state(node.data).required;
}

bool FormInstance::isReadOnly(NodeId node) const
{
    if (kind(node) == NodeKind::RepeatRange)
        return m_engine->rangeTruth(node.data, m_engine->model().body[node.body].model, Use::ReadOnly);
    return m_engine->state(node.data).readOnly;
}

Violation FormInstance::violation(NodeId node) const
{
    const NodeKind what = kind(node);
    if ((what != NodeKind::Control && what != NodeKind::ModelValue) || !isRelevant(node))
        return Violation::None;
    const QString text = keptValue(node);
    if (text.isEmpty())
        return isRequired(node) ? Violation::Required : Violation::None;
    if (!m_engine->fits(type(node), text))
        return Violation::Type;
    return m_engine->state(node.data).constraintHolds ? Violation::None : Violation::Constraint;
}

QString FormInstance::violationMessage(NodeId node) const
{
    switch (violation(node)) {
    case Violation::Required:
        return requiredMessage(node);
    case Violation::Constraint:
        return constraintMessage(node);
    default:
        return {};
    }
}

QString FormInstance::constraintMessage(NodeId node) const
{
    return m_engine->textOf(m_engine->model().nodes[m_engine->modelOf(node.data)].constraintMessage,
                            node.data);
}

QString FormInstance::requiredMessage(NodeId node) const
{
    return m_engine->textOf(m_engine->model().nodes[m_engine->modelOf(node.data)].requiredMessage, node.data);
}

std::vector<Option> FormInstance::options(NodeId node) const
{
    return node.body == none ? std::vector<Option>() : m_engine->optionsOf(node.body, node.data);
}

bool FormInstance::canAddRow(NodeId range) const
{
    if (kind(range) != NodeKind::RepeatRange)
        return false;
    const BodyElement &body = m_engine->model().body[range.body];
    return body.repeatCount < 0 && !m_engine->model().nodes[body.model].noAddRemove;
}

bool FormInstance::canRemoveRow(NodeId range) const
{
    return canAddRow(range);
}

QString FormInstance::rowId(NodeId row) const
{
    return m_engine->rowId(row.data);
}

} // namespace luotsi::forms
