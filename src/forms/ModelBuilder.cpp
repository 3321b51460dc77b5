#include "forms/ModelBuilder.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <optional>

namespace luotsi::forms {

namespace {

constexpr std::array typeNames{
    std::pair{QLatin1String("string"), DataType::String},
    std::pair{QLatin1String("select1"), DataType::String},
    std::pair{QLatin1String("select"), DataType::String},
    std::pair{QLatin1String("rank"), DataType::String},
    std::pair{QLatin1String("odk:rank"), DataType::String},
    std::pair{QLatin1String("text"), DataType::String},
    std::pair{QLatin1String("anyURI"), DataType::String},
    std::pair{QLatin1String("int"), DataType::Int},
    std::pair{QLatin1String("integer"), DataType::Int},
    std::pair{QLatin1String("decimal"), DataType::Decimal},
    std::pair{QLatin1String("boolean"), DataType::Boolean},
    std::pair{QLatin1String("date"), DataType::Date},
    std::pair{QLatin1String("time"), DataType::Time},
    std::pair{QLatin1String("dateTime"), DataType::DateTime},
    std::pair{QLatin1String("geopoint"), DataType::Geopoint},
    std::pair{QLatin1String("geotrace"), DataType::Geotrace},
    std::pair{QLatin1String("geoshape"), DataType::Geoshape},
    std::pair{QLatin1String("binary"), DataType::Binary},
    std::pair{QLatin1String("barcode"), DataType::Barcode},
    std::pair{QLatin1String("intent"), DataType::Intent},
};

/// Nothing for a name that neither XForms nor the forms of old know.
std::optional<DataType> typeNamed(const QString &name)
{
    const QString local = name.mid(name.indexOf(u':') + 1);
    for (const auto &[text, type] : typeNames) {
        if (text == local)
            return type;
    }
    return std::nullopt;
}

} // namespace

ModelBuilder::ModelBuilder(RawForm form) : m_form(std::move(form)), m_model(*m_form.model) {}

void ModelBuilder::note(const QString &problem, base::TextPlace place, bool fatal)
{
    m_model.findings.push_back({{base::ErrorCode::MalformedForm, problem, place}, fatal});
}

base::Result<std::unique_ptr<const Model>> ModelBuilder::run()
{
    implyInstanceId();
    shapeNodes();
    resolveBodies();
    placeRepeats();
    markRepeats();
    shapeIdentity();
    applyBinds();
    compileTexts();
    resolveActions();
    drawDependencies();
    rankRules();
    checkAnswers();
    for (const Finding &finding : m_model.findings) {
        if (finding.fatal)
            return finding.error;
    }
    return std::unique_ptr<const Model>(std::move(m_form.model));
}

/// Every instance has an id, also where the form forgot it.
void ModelBuilder::implyInstanceId()
{
    xpath::Tree &tree = *m_model.tree;
    const xpath::NodeIndex root = tree.rootElement();
    const auto childWithLocal = [&](xpath::NodeIndex parent, QStringView name) {
        xpath::NodeIndex n = tree.firstChild(parent);
        while (n != xpath::noNode && m_model.names->at(tree.name(n)).local != name)
            n = tree.next(n);
        return n;
    };
    xpath::NodeIndex meta = childWithLocal(root, u"meta");
    if (meta != xpath::noNode && childWithLocal(meta, u"instanceID") != xpath::noNode) {
        implyDeprecatedId(meta);
        return;
    }
    const bool declared = m_model.prefixes.values().contains(openrosaSpace.toString());
    const QString space = meta != xpath::noNode ? m_model.names->at(tree.name(meta)).space
                          : declared            ? openrosaSpace.toString()
                                                : m_model.names->at(tree.name(root)).space;
    if (meta == xpath::noNode)
        meta = tree.appendElement(root, m_model.names->intern(space, u"meta"));
    tree.appendElement(meta, m_model.names->intern(space, u"instanceID"));
    m_model.impliedInstanceId = true;
    implyDeprecatedId(meta);
}

/// A place for the id of what an edited instance takes the place of (ODK XForms, Metadata); instances without
/// one do not show it.
void ModelBuilder::implyDeprecatedId(xpath::NodeIndex meta)
{
    xpath::Tree &tree = *m_model.tree;
    QString space;
    for (xpath::NodeIndex n = tree.firstChild(meta); n != xpath::noNode; n = tree.next(n)) {
        const xpath::QualifiedName &name = m_model.names->at(tree.name(n));
        if (name.local == u"deprecatedID")
            return;
        if (name.local == u"instanceID")
            space = name.space;
    }
    tree.appendElement(meta, m_model.names->intern(space, u"deprecatedID"));
    m_model.impliedDeprecatedId = true;
}

void ModelBuilder::shapeNodes()
{
    m_model.nodes.reserve(m_model.tree->size());
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
    for (xpath::NodeIndex a = tree.firstAttribute(index); a != xpath::noNode; a = tree.next(a))
        shapeNode(a, number);
    for (xpath::NodeIndex child = tree.firstChild(index); child != xpath::noNode; child = tree.next(child)) {
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

void ModelBuilder::shapeIdentity()
{
    const xpath::Tree &tree = *m_model.tree;
    const xpath::NodeIndex root = tree.rootElement();
    for (xpath::NodeIndex a = tree.firstAttribute(root); a != xpath::noNode; a = tree.next(a)) {
        const QString &local = m_model.names->at(tree.name(a)).local;
        if (local == u"id")
            m_model.id = tree.value(a);
        else if (local == u"version")
            m_model.version = tree.value(a);
    }
    if (m_model.id.isEmpty())
        m_model.id = m_model.names->at(tree.name(root)).space;
    const std::uint32_t meta = childOf(0, u"meta", false);
    if (meta != none) {
        m_model.instanceId = childOf(meta, u"instanceID", false);
        if (m_model.impliedInstanceId && m_model.instanceId != none)
            m_model.nodes[m_model.instanceId].preload = QStringLiteral("uid");
        m_model.deprecatedId = childOf(meta, u"deprecatedID", false);
    }
    for (const auto name : {u"deprecatedID", u"instanceID", u"meta"}) {
        m_model.names->intern({}, QStringView(name));
        m_model.names->intern(openrosaSpace, QStringView(name));
    }
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

void ModelBuilder::applyBinds()
{
    QSet<std::uint32_t> seen;
    QSet<QString> ids;
    for (const RawBind &bind : m_form.binds) {
        if (!bind.id.isEmpty() && ids.contains(bind.id))
            note(QStringLiteral("two binds have the id '%1'").arg(bind.id), bind.place);
        ids.insert(bind.id);
        if (bind.nodeset.isEmpty())
            continue;
        const std::uint32_t node = findNode(bind.nodeset, 0);
        if (node == none) {
            note(QStringLiteral("a bind points to '%1', which the instance does not have").arg(bind.nodeset),
                 bind.place);
            continue;
        }
        if (seen.contains(node))
            note(QStringLiteral("'%1' has more than one bind").arg(m_model.pathOf(node)), bind.place);
        seen.insert(node);
        applyBind(bind, node);
    }
}

void ModelBuilder::applyBind(const RawBind &bind, std::uint32_t node)
{
    m_model.nodes[node].hasBind = true;
    m_model.nodes[node].place = bind.place;
    const auto message = [&](const QString &text) {
        Text result;
        const QString trimmed = text.trimmed();
        if (trimmed.startsWith(u"jr:itext(") && trimmed.endsWith(u')'))
            result.itextId = trimmed.mid(9, trimmed.size() - 10).trimmed().remove(u'\'').remove(u'"');
        else if (!text.isEmpty())
            result.parts.push_back({text, -1});
        return result;
    };
    for (const auto &[name, content] : bind.attributes) {
        const QString &key = name;
        const QString &text = content;
        const auto rule = [&](Use use) { return addRule(use, text, node, none, bind.place); };
        ModelNode &shape = m_model.nodes[node];
        if (key == u"type") {
            // Many binds share few names.
            shape.typeName = *m_typeNames.insert(text);
            const auto type = typeNamed(text);
            if (!type)
                note(QStringLiteral("there is no type '%1'").arg(text), bind.place);
            shape.type = type.value_or(DataType::String);
        } else if (key == u"calculate") {
            const int number = rule(Use::Calculate);
            m_model.nodes[node].calculate = number;
        } else if (key == u"relevant") {
            const int number = rule(Use::Relevant);
            m_model.nodes[node].relevant = number;
        } else if (key == u"required") {
            const int number = rule(Use::Required);
            m_model.nodes[node].required = number;
        } else if (key == u"readonly") {
            const int number = rule(Use::ReadOnly);
            m_model.nodes[node].readOnly = number;
        } else if (key == u"constraint") {
            const int number = rule(Use::Constraint);
            m_model.nodes[node].constraint = number;
        } else if (key == u"constraintMsg") {
            shape.constraintMessage = message(text);
        } else if (key == u"requiredMsg") {
            shape.requiredMessage = message(text);
        } else if (key == u"preload") {
            shape.preload = text;
        } else if (key == u"preloadParams") {
            shape.preloadParameters = text;
        } else {
            shape.bindAttributes.insert(key, text);
        }
    }
}

} // namespace luotsi::forms
