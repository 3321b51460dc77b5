#include "forms/ModelBuilder.h"

#include "forms/SourcePlaces.h"

#include <algorithm>

namespace luotsi::forms {

ModelBuilder::ModelBuilder(RawForm form) : m_form(std::move(form)), m_model(*m_form.model) {}

void ModelBuilder::note(const QString &problem, base::TextPlace place, bool fatal)
{
    if (!fatal && m_model.findings.size() >= mostFindings)
        return;
    m_model.findings.push_back({{base::ErrorCode::MalformedForm, problem, place}, fatal});
}

void ModelBuilder::noteIn(const QString &expression, int offset, const QString &problem,
                          base::TextPlace place, bool fatal)
{
    const std::size_t before = m_model.findings.size();
    note(problem, place, fatal);
    if (m_model.findings.size() > before)
        m_spots.push_back({before, expression, offset});
}

/// Findings inside expressions are told with the line and column of their character.
void ModelBuilder::placeFindings()
{
    if (m_spots.empty())
        return;
    const SourcePlaces places(m_form.source);
    for (const Spot &spot : m_spots) {
        base::TextPlace &place = m_model.findings[spot.finding].error.place;
        place = places.find(place, spot.expression, spot.offset).value_or(place);
    }
}

base::Result<std::unique_ptr<const Model>> ModelBuilder::run()
{
    implyInstanceId();
    shapeNodes();
    if (!m_spent) {
        resolveBodies();
        placeRepeats();
        markRepeats();
        shapeIdentity();
        applyBinds();
        compileTexts();
        resolveActions();
        markGiven();
        drawDependencies();
        rankRules();
        checkAnswers();
        findSubmissionParts();
    }
    placeFindings();
    for (const Finding &finding : m_model.findings) {
        if (finding.fatal)
            return finding.error;
    }
    return std::unique_ptr<const Model>(std::move(m_form.model));
}

/// What cannot be held is told once, and the form is refused.
bool ModelBuilder::charge(std::size_t bytes)
{
    if (!m_spent && !m_form.memory.charge(bytes)) {
        m_spent = true;
        note(QStringLiteral("the form would take more memory than a form of its size may"), {1, 1}, true);
    }
    return !m_spent;
}

void ModelBuilder::shapeNodes()
{
    // Rows share a node, so that there may be far fewer of these than of those.
    m_model.nodes.reserve(std::min<std::size_t>(m_model.tree->size(), 8'000));
    shapeNode(m_model.tree->rootElement(), none);
}

void ModelBuilder::noteChild(std::uint32_t parent, std::uint32_t child)
{
    const std::uint32_t group = m_model.names->localGroup(m_model.nodes[child].name);
    const quint64 key = (static_cast<quint64>(parent) << 32) | group;
    if (m_childByName.contains(key))
        m_ambiguous.insert(key);
    else
        m_childByName.insert(key, child);
}

std::optional<std::uint32_t> ModelBuilder::onlyChild(std::uint32_t parent, std::uint32_t group) const
{
    const quint64 key = (static_cast<quint64>(parent) << 32) | group;
    if (!m_ambiguous.isEmpty() && m_ambiguous.contains(key))
        return std::nullopt;
    return m_childByName.value(key, none);
}

std::uint32_t ModelBuilder::childOf(std::uint32_t parent, QStringView name, bool attribute) const
{
    const std::uint32_t group = m_model.names->groupOf(name);
    if (group == 0)
        return none;
    if (const auto only = onlyChild(parent, group))
        return *only != none && m_model.nodes[*only].isAttribute == attribute ? *only : none;
    for (const std::uint32_t child : m_model.nodes[parent].children) {
        const ModelNode &node = m_model.nodes[child];
        if (node.isAttribute == attribute && m_model.names->localGroup(node.name) == group)
            return child;
    }
    return none;
}

std::uint32_t ModelBuilder::shapeNode(xpath::NodeIndex index, std::uint32_t parent)
{
    xpath::Tree &tree = *m_model.tree;
    const bool attribute = tree.kind(index) == xpath::NodeKind::Attribute;
    const auto fresh = static_cast<std::uint32_t>(m_model.nodes.size());
    std::uint32_t number = fresh;
    if (parent != none) {
        // Rows of a repeat share the node of the first; they stand together.
        const auto same = [&](std::uint32_t candidate) {
            return m_model.nodes[candidate].name == tree.name(index) &&
                   m_model.nodes[candidate].isAttribute == attribute;
        };
        const auto &siblings = m_model.nodes[parent].children;
        const bool first = m_model.nodes[parent].pattern == tree.parent(index);
        if (first && (siblings.empty() || tree.previous(index) == xpath::noNode || attribute ||
                      tree.name(tree.previous(index)) != tree.name(index))) {
            // In the first of its kind only a sibling further back can have the name.
            const auto found =
                siblings.size() < 32 ? std::find_if(siblings.begin(), siblings.end(), same) : siblings.end();
            if (found != siblings.end())
                number = *found;
        } else {
            const auto found = std::find_if(siblings.rbegin(), siblings.rend(), same);
            if (found != siblings.rend())
                number = *found;
        }
    }
    if (number == fresh) {
        if (!charge(sizeof(ModelNode) + sizeof(ModelNode) / 2 + 128)) {
            m_model.nodes.push_back({});
            tree.setTag(index, fresh + 1);
            return fresh;
        }
        ModelNode node;
        node.name = tree.name(index);
        node.parent = parent;
        node.isAttribute = attribute;
        node.depth = parent == none ? 0 : m_model.nodes[parent].depth + 1;
        node.single = index;
        node.pattern = index;
        m_model.nodes.push_back(std::move(node));
        if (parent != none) {
            m_model.nodes[parent].children.push_back(number);
            noteChild(parent, number);
        }
    } else {
        m_model.nodes[number].single = xpath::noNode;
    }
    tree.setTag(index, number + 1);
    for (xpath::NodeIndex a = tree.firstAttribute(index); a != xpath::noNode && !m_spent; a = tree.next(a))
        shapeNode(a, number);
    for (xpath::NodeIndex child = tree.firstChild(index); child != xpath::noNode && !m_spent;
         child = tree.next(child)) {
        if (tree.kind(child) == xpath::NodeKind::Element)
            shapeNode(child, number);
    }
    return number;
}

/// A template is the pattern of new rows; without one the first row is.
void ModelBuilder::placeRepeats()
{
    xpath::Tree &tree = *m_model.tree;
    m_model.isTemplate.resize(tree.size());
    for (const xpath::NodeIndex node : m_model.templates) {
        m_model.isTemplate[node] = true;
        ModelNode &shape = m_model.nodes[tree.tag(node) - 1];
        shape.pattern = node;
        if (!shape.isRepeat) {
            // A template without a repeat in the body is never shown, and is not part of the instance.
            shape.isRepeat = true;
            shape.noAddRemove = true;
        }
    }
    for (ModelNode &node : m_model.nodes) {
        if (node.single == xpath::noNode && !node.isRepeat && !node.isAttribute) {
            const bool parentRepeats = node.parent != none && m_model.nodes[node.parent].isRepeat;
            if (!parentRepeats)
                node.isRepeat = node.isRepeat || repeatOf(node.parent) == none;
        }
    }
}

void ModelBuilder::markRepeats()
{
    for (std::uint32_t n = 0; n < m_model.nodes.size(); ++n) {
        ModelNode &node = m_model.nodes[n];
        node.repeat = node.isRepeat ? n : node.parent == none ? none : m_model.nodes[node.parent].repeat;
        if (node.repeat != none)
            node.single = xpath::noNode;
    }
}

std::uint32_t ModelBuilder::repeatOf(std::uint32_t node) const
{
    while (node != none && !m_model.nodes[node].isRepeat)
        node = m_model.nodes[node].parent;
    return node;
}

std::uint32_t ModelBuilder::findNode(const QString &reference, std::uint32_t context) const
{
    const QString path = reference.trimmed();
    std::uint32_t at = path.startsWith(u'/') ? none : context == none ? 0 : context;
    for (QStringView part : QStringView(path).tokenize(u'/', Qt::SkipEmptyParts)) {
        part = part.trimmed();
        if (const qsizetype bracket = part.indexOf(u'['); bracket >= 0)
            part = part.first(bracket);
        if (part == u"." || part == u"current()")
            continue;
        if (part == u"..") {
            at = at == none ? none : m_model.nodes[at].parent;
            if (at == none)
                return none;
            continue;
        }
        const bool attribute = part.startsWith(u'@');
        const QStringView local = part.sliced(std::max<qsizetype>(attribute ? 1 : 0, part.indexOf(u':') + 1));
        if (at == none) {
            if (m_model.names->at(m_model.nodes[0].name).local != local)
                return none;
            at = 0;
        } else {
            at = childOf(at, local, attribute);
        }
        if (at == none)
            return none;
    }
    return at;
}

} // namespace luotsi::forms
