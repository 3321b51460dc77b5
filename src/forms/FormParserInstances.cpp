// Instances: the primary one, and lists inside the form.
#include "forms/FormParser.h"
#include "forms/TagGuard.h"

namespace luotsi::forms {

namespace {

/// An entry of the table of names with its places in the indices over it.
constexpr std::size_t nameBytes = 260;
constexpr QStringView lastSavedUri = u"jr://instance/last-saved";

} // namespace

void FormParser::readInstance()
{
    const QString id = attribute(QLatin1String("id"));
    const QString source = attribute(QLatin1String("src"));
    if (m_form.model->tree == nullptr && source.isEmpty()) {
        auto tree = std::make_unique<xpath::Tree>(m_form.model->names);
        readTree(*tree, 0, true);
        if (tree->rootElement() == xpath::noNode)
            fail(QStringLiteral("the primary <instance> is empty"));
        m_form.model->tree = std::move(tree);
        return;
    }
    if (m_form.model->instances.contains(id))
        note(QStringLiteral("the instance '%1' is there twice").arg(id));
    auto tree = std::make_unique<xpath::Tree>(m_form.model->names);
    readTree(*tree, 0, false);
    tree->freeze();
    m_form.model->instances.insert(id, std::shared_ptr<const xpath::Tree>(std::move(tree)));
    if (!source.isEmpty())
        readExternal(id, source);
}

xpath::NameId FormParser::internName(QStringView space, QStringView local)
{
    xpath::Names &names = *m_form.model->names;
    const xpath::NameId known = names.find(space, local);
    if (known != xpath::noName)
        return known;
    charge(nameBytes + 2 * textBytes(local));
    return names.intern(space, local);
}

void FormParser::readExternal(const QString &id, const QString &uri)
{
    if (uri == lastSavedUri) {
        m_form.model->lastSaved.append(id); // the host of an instance gives it, or nothing
        return;
    }
    m_form.model->resourceUris.append(uri);
    const auto bytes = m_resources ? m_resources(uri) : std::nullopt;
    if (!bytes) {
        note(QStringLiteral("the list '%1' (%2) is not there").arg(id, uri));
        return;
    }
    const auto list = readExternalList(*bytes, uri, m_form.model->names, m_limits);
    if (!list) {
        note(QStringLiteral("the list '%1' (%2) cannot be read: %3").arg(id, uri, list.error().detail));
        return;
    }
    m_form.model->instances.insert(id, list.value());
}

/// Reads child elements of the current element into `tree`.
void FormParser::readTree(xpath::Tree &tree, xpath::NodeIndex parent, bool primary)
{
    xpath::NodeIndex at = parent;
    int depth = 1;
    QString text;
    while (depth > 0) {
        switch (m_reader.readNext()) {
        case QXmlStreamReader::StartElement: {
            readNames();
            countNode();
            if (++depth > m_limits.depth)
                fail(QStringLiteral("the instance is nested too deeply"));
            if (at == 0 && tree.rootElement() != xpath::noNode && primary)
                fail(QStringLiteral("the primary <instance> has more than one element"));
            if (at != 0)
                tree.setValue(at, {});
            at = tree.appendElement(at, internName(m_reader.namespaceUri(), m_reader.name()));
            for (const auto &item : m_reader.attributes()) {
                countNode();
                if (primary && item.name() == u"template" && item.namespaceUri() == javarosaSpace) {
                    m_form.model->templates.push_back(at);
                    continue;
                }
                charge(item.value());
                tree.appendAttribute(at, internName(item.namespaceUri(), item.name()),
                                     item.value().toString());
            }
            text.clear();
            break;
        }
        case QXmlStreamReader::EndElement:
            --depth;
            if (depth > 0) {
                if (tree.firstChild(at) == xpath::noNode && !text.isEmpty()) {
                    charge(48 + textBytes(text));
                    tree.setValue(at, text);
                }
                text.clear();
                at = tree.parent(at);
            }
            break;
        case QXmlStreamReader::Characters:
            text += m_reader.text();
            break;
        case QXmlStreamReader::EntityReference:
            fail(QStringLiteral("the form uses an entity that XML does not define"));
        case QXmlStreamReader::Invalid:
            fail(QStringLiteral("not well-formed XML: %1").arg(m_reader.errorString()));
        default:
            break;
        }
    }
}

base::Result<std::unique_ptr<xpath::Tree>>
readXmlTree(const QByteArray &bytes, const std::shared_ptr<xpath::Names> &names, const ParseLimits &limits)
{
    if (const auto line = crowdedTag(bytes))
        return base::Error{base::ErrorCode::MalformedInput,
                           QStringLiteral("an element has too many attributes"),
                           {*line, 1}};
    QXmlStreamReader reader(bytes);
    reader.setEntityExpansionLimit(0);
    auto tree = std::make_unique<xpath::Tree>(names);
    xpath::NodeIndex at = 0;
    int depth = 0;
    QString text;
    const auto problem = [&](const QString &what) {
        return base::Error{base::ErrorCode::MalformedInput,
                           what,
                           {static_cast<int>(reader.lineNumber()), static_cast<int>(reader.columnNumber())}};
    };
    while (!reader.atEnd()) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            if (++depth > limits.depth || tree->size() > limits.nodes)
                return problem(QStringLiteral("the document is too deep or too large"));
            at = tree->appendElement(at, names->intern(reader.namespaceUri(), reader.name()));
            for (const auto &item : reader.attributes())
                tree->appendAttribute(at, names->intern(item.namespaceUri(), item.name()),
                                      item.value().toString());
            text.clear();
            break;
        case QXmlStreamReader::EndElement:
            if (tree->firstChild(at) == xpath::noNode)
                tree->setValue(at, text);
            text.clear();
            at = tree->parent(at);
            --depth;
            break;
        case QXmlStreamReader::Characters:
            text += reader.text();
            break;
        case QXmlStreamReader::DTD:
            if (!reader.entityDeclarations().isEmpty())
                return problem(QStringLiteral("the document declares entities, which is refused"));
            break;
        default:
            break;
        }
    }
    if (reader.hasError())
        return problem(reader.errorString());
    return tree;
}

} // namespace luotsi::forms
