// Instance XML as OpenRosa servers accept it, and back.
#include "forms/Engine.h"
#include "forms/TagGuard.h"

#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace luotsi::forms {

namespace {

/// Writes one instance; the prefixes the form declares are kept, XForms' own namespace is left out.
class Writer
{
public:
    Writer(const Engine &engine, const SerialiseOptions &options)
        : m_engine(engine), m_model(engine.model()), m_tree(engine.tree()), m_options(options),
          m_writer(&m_bytes)
    {
        for (auto it = m_model.prefixes.begin(); it != m_model.prefixes.end(); ++it)
            m_prefixes.insert(it.value(), it.key());
    }

    QByteArray run()
    {
        write(m_tree.rootElement());
        return m_bytes;
    }

private:
    QString qualified(NodeIndex node)
    {
        const xpath::QualifiedName &name = m_model.names->at(m_tree.name(node));
        if (name.space.isEmpty() || name.space == xformsSpace || name.space == m_default)
            return name.local;
        const QString prefix = m_prefixes.value(name.space);
        return prefix.isEmpty() ? name.local : QString(prefix + u':' + name.local);
    }

    void collectSpaces(NodeIndex node, QSet<QString> &spaces) const
    {
        spaces.insert(m_model.names->at(m_tree.name(node)).space);
        for (NodeIndex a = m_tree.firstAttribute(node); a != xpath::noNode; a = m_tree.next(a))
            spaces.insert(m_model.names->at(m_tree.name(a)).space);
        for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child))
            collectSpaces(child, spaces);
    }

    void write(NodeIndex node)
    {
        const bool isRoot = node == m_tree.rootElement();
        if (!m_engine.state(node).relevant && !m_options.includeNonRelevant && !isRoot)
            return;
        if (isRoot) {
            const QString &own = m_model.names->at(m_tree.name(node)).space;
            if (own != xformsSpace && !m_prefixes.contains(own))
                m_default = own;
        }
        m_writer.writeStartElement(qualified(node));
        if (isRoot)
            writeSpaces(node);
        for (NodeIndex a = m_tree.firstAttribute(node); a != xpath::noNode; a = m_tree.next(a)) {
            // A row has no use for an attribute that says nothing, as it has none for the mark of a template.
            const bool isBlankOfRow = m_engine.isRepeatRow(node) && m_tree.value(a).isEmpty();
            if (m_tree.kind(a) == xpath::NodeKind::Attribute && !isBlankOfRow)
                m_writer.writeAttribute(qualified(a), m_tree.value(a));
        }
        if (m_tree.firstChild(node) == xpath::noNode)
            writeValue(node);
        for (NodeIndex child = m_tree.firstChild(node); child != xpath::noNode; child = m_tree.next(child))
            write(child);
        m_writer.writeEndElement();
        // A form need not declare it: it stands beside the instanceID (ODK XForms, Metadata).
        const bool isInstanceId = m_engine.modelOf(node) == m_model.instanceId;
        const bool hasDeprecatedId = m_model.deprecatedId != none &&
                                     (m_model.nodes[m_model.deprecatedId].single == xpath::noNode ||
                                      m_engine.state(m_model.nodes[m_model.deprecatedId].single).alive);
        if (isInstanceId && !hasDeprecatedId && !m_options.deprecatedId.isEmpty()) {
            const QString name = qualified(node);
            m_writer.writeTextElement(name.left(name.indexOf(u':') + 1) + QStringLiteral("deprecatedID"),
                                      m_options.deprecatedId);
        }
    }

    void writeSpaces(NodeIndex root)
    {
        if (!m_default.isEmpty())
            m_writer.writeAttribute(QStringLiteral("xmlns"), m_default);
        QSet<QString> spaces;
        collectSpaces(root, spaces);
        QStringList sorted = spaces.values();
        sorted.sort();
        for (const QString &space : sorted) {
            const QString prefix = m_prefixes.value(space);
            if (!prefix.isEmpty() && space != xformsSpace && space != m_default)
                m_writer.writeAttribute(QStringLiteral("xmlns:") + prefix, space);
        }
    }

    void writeValue(NodeIndex node)
    {
        QString value = m_tree.value(node);
        const std::uint32_t model = m_engine.modelOf(node);
        if ((model == m_model.instanceId || model == m_model.otherInstanceId) &&
            !m_options.instanceId.isEmpty())
            value = m_options.instanceId;
        if (m_model.audit && model == m_model.audit->node && !m_options.auditFile.isEmpty())
            value = m_options.auditFile;
        if (model == m_model.deprecatedId && !m_options.deprecatedId.isEmpty())
            value = m_options.deprecatedId;
        // One spelling of a character, so that texts compare equal wherever they are read.
        if (!value.isEmpty())
            m_writer.writeCharacters(value.normalized(QString::NormalizationForm_C));
    }

    const Engine &m_engine;
    const Model &m_model;
    const xpath::Tree &m_tree;
    const SerialiseOptions &m_options;
    QByteArray m_bytes;
    QXmlStreamWriter m_writer;
    QHash<QString, QString> m_prefixes;
    QString m_default;
};

} // namespace

QByteArray Engine::serialise(const SerialiseOptions &options) const
{
    return Writer(*this, options).run();
}

base::Result<ChangeReport> Engine::resumeXml(const QByteArray &xml, bool editing)
{
    if (const auto line = crowdedTag(xml))
        return base::Error{base::ErrorCode::MalformedInput,
                           QStringLiteral("an element has too many attributes"),
                           {*line, 1}};
    const Work work(*this);
    removeRowsBelow(m_tree.rootElement());
    // What the instance leaves out was not relevant; the form's default waits there.
    QXmlStreamReader reader(xml);
    reader.setEntityExpansionLimit(0);
    std::vector<NodeIndex> path{0};
    QStringList unknown;
    QString text;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::Characters)
            text += reader.text();
        if (token == QXmlStreamReader::StartElement) {
            text.clear();
            if (path.size() > 256)
                return base::Error{
                    base::ErrorCode::MalformedInput, QStringLiteral("the instance is nested too deeply"), {}};
            path.push_back(path.back() == xpath::noNode ? xpath::noNode
                                                        : placeForXml(path.back(), reader.name()));
            unknown.append(reader.name().toString());
            if (path.back() != xpath::noNode)
                readAttributes(path.back(), reader.attributes());
            if (path.size() == 2 && path.back() == xpath::noNode)
                return base::Error{
                    base::ErrorCode::UnknownForm, QStringLiteral("the instance is of another form"), {}};
        } else if (token == QXmlStreamReader::EndElement) {
            const NodeIndex node = path.back();
            if (node == xpath::noNode && !text.trimmed().isEmpty())
                m_kept.push_back({{u'/' + unknown.join(u'/'), text}, base::ErrorCode::NotFound});
            else if (node != xpath::noNode && m_tree.firstChild(node) == xpath::noNode) {
                m_tree.setValue(node, text);
                if (!editing && m_model.nodes[modelOf(node)].mayBeGiven)
                    override(node);
                if (!fits(m_model.nodes[modelOf(node)].type, text))
                    m_kept.push_back({{pathOf(node, true), text}, base::ErrorCode::TypeMismatch});
            }
            text.clear();
            path.pop_back();
            unknown.removeLast();
        }
    }
    m_xmlRows.clear();
    if (reader.hasError())
        return base::Error{base::ErrorCode::MalformedInput,
                           reader.errorString(),
                           {static_cast<int>(reader.lineNumber()), static_cast<int>(reader.columnNumber())}};
    m_queue.clear();
    if (editing && m_model.instanceId != none && m_model.nodes[m_model.instanceId].single != xpath::noNode) {
        const NodeIndex id = m_model.nodes[m_model.instanceId].single;
        const QString old = m_tree.value(id);
        if (m_model.deprecatedId != none && m_model.nodes[m_model.deprecatedId].single != xpath::noNode)
            m_tree.setValue(m_model.nodes[m_model.deprecatedId].single, old);
        // A form that gives every instance the same id, and no way to make one, keeps it.
        const ModelNode &shape = m_model.nodes[m_model.instanceId];
        const bool isMade =
            shape.preload == u"uid" || shape.calculate >= 0 || m_model.tree->value(id).isEmpty();
        if (isMade)
            m_tree.setValue(id, QStringLiteral("uuid:") + uuid());
        if (m_model.otherInstanceId != none && m_model.nodes[m_model.otherInstanceId].single != xpath::noNode)
            m_tree.setValue(m_model.nodes[m_model.otherInstanceId].single, m_tree.value(id));
    }
    dropUnusedDeprecatedId();
    recalculateAll();
    if (editing) {
        fire(QStringLiteral("odk-instance-load"), m_tree.rootElement());
        settle();
    }
    return finish();
}

/// What the form's author wrote on the root, such as the version, is the form's own; any other attribute may
/// be set by a bind or an action.
bool Engine::isAnswer(NodeIndex attribute) const
{
    return m_tree.kind(attribute) == xpath::NodeKind::Attribute && m_tree.tag(attribute) != 0 &&
           (m_tree.parent(attribute) != m_tree.rootElement() || m_model.nodes[modelOf(attribute)].hasBind);
}

void Engine::readAttributes(NodeIndex node, const QXmlStreamAttributes &attributes)
{
    for (NodeIndex a = m_tree.firstAttribute(node); a != xpath::noNode; a = m_tree.next(a)) {
        const QString &name = m_model.names->at(m_tree.name(a)).local;
        for (const auto &given : attributes) {
            if (given.name() == name && isAnswer(a))
                m_tree.setValue(a, given.value().toString());
        }
    }
}

void Engine::storeAttributes(NodeIndex node, StoredState &state) const
{
    for (NodeIndex a = m_tree.firstAttribute(node); a != xpath::noNode; a = m_tree.next(a)) {
        if (!isAnswer(a) || m_model.nodes[modelOf(a)].calculate >= 0)
            continue;
        const NodeIndex single = m_model.nodes[modelOf(a)].single;
        const QString &before = single == xpath::noNode ? QString() : m_model.tree->value(single);
        if (m_tree.value(a) != before)
            state.values.push_back({pathOf(a, true), m_tree.value(a)});
    }
}

/// The node of this instance that an element of instance XML means; rows are made as they come.
NodeIndex Engine::placeForXml(NodeIndex parent, QStringView name)
{
    const std::uint32_t group = m_model.names->groupOf(name);
    if (parent == 0) {
        const NodeIndex root = m_tree.rootElement();
        return group != 0 && m_model.names->localGroup(m_tree.name(root)) == group ? root : xpath::noNode;
    }
    for (const std::uint32_t child : m_model.nodes[modelOf(parent)].children) {
        const ModelNode &shape = m_model.nodes[child];
        if (shape.isAttribute || group == 0 || m_model.names->localGroup(shape.name) != group)
            continue;
        if (!shape.isRepeat) {
            const NodeIndex found = m_tree.childNamed(parent, shape.name);
            return found;
        }
        const int position = ++m_xmlRows[(static_cast<quint64>(parent) << 32) | child];
        const NodeIndex row = insertRow(parent, child, QStringLiteral("x%1").arg(position), shape.pattern);
        std::vector<NodeIndex> open{row};
        while (!open.empty()) {
            const NodeIndex node = open.back();
            open.pop_back();
            NodeIndex next = m_tree.firstChild(node);
            while (next != xpath::noNode) {
                const NodeIndex after = m_tree.next(next);
                if (m_model.nodes[modelOf(next)].isRepeat) {
                    m_tree.remove(next);
                    m_states[next].alive = false;
                } else {
                    open.push_back(next);
                }
                next = after;
            }
        }
        return row;
    }
    return xpath::noNode;
}

} // namespace luotsi::forms
