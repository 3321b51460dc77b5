#include "forms/FormParser.h"

#include <algorithm>

namespace luotsi::forms {

namespace {

/// A node of an instance with its links and its place in what is kept by node.
constexpr std::size_t nodeBytes = 64;

bool isXForms(const QXmlStreamReader &reader, QLatin1String name)
{
    return reader.name() == name;
}

/// A name without colon (Namespaces in XML 1.0, NCName), as strict as ASCII goes.
bool isName(QStringView text)
{
    const auto starts = [](char16_t c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || c > u'\x7f';
    };
    if (text.isEmpty() || !starts(text.front().unicode()))
        return false;
    return std::all_of(text.utf16() + 1, text.utf16() + text.size(), [&](char16_t c) {
        return starts(c) || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.';
    });
}

/// Attributes of a bind that mean something to the engine are those of XForms and JavaRosa; one of another
/// namespace that has such a name keeps its prefix.
QString bindKey(const QXmlStreamAttribute &item)
{
    static constexpr QStringView plain[] = {u"type",     u"calculate", u"relevant",
                                            u"required", u"readonly",  u"constraint"};
    static constexpr QStringView javarosa[] = {u"constraintMsg", u"requiredMsg", u"preload",
                                               u"preloadParams"};
    const QStringView space = item.namespaceUri();
    const auto among = [&](const auto &names) {
        return std::find(std::begin(names), std::end(names), item.name()) != std::end(names);
    };
    const bool foreign = (among(plain) && !space.isEmpty() && space != xformsSpace) ||
                         (among(javarosa) && space != javarosaSpace);
    if (!foreign)
        return item.name().toString();
    return space.isEmpty() ? u':' + item.name().toString() : item.qualifiedName().toString();
}

} // namespace

FormParser::FormParser(const QByteArray &bytes, const Resources &resources, const ParseLimits &limits)
    : m_reader(bytes), m_resources(resources), m_limits(limits)
{
    m_reader.setEntityExpansionLimit(0);
    m_form.memory = ParseMemory::forInput(bytes.size());
    m_form.source = bytes;
}

base::Result<RawForm> FormParser::run()
{
    try {
        readDocument();
    } catch (const Failure &failure) {
        return failure.error;
    }
    return std::move(m_form);
}

base::TextPlace FormParser::place() const
{
    return {static_cast<int>(m_reader.lineNumber()), static_cast<int>(m_reader.columnNumber())};
}

void FormParser::fail(const QString &problem) const
{
    throw Failure{{base::ErrorCode::MalformedForm, problem, place()}};
}

void FormParser::note(const QString &problem)
{
    if (m_form.model->findings.size() >= mostFindings)
        return;
    m_form.model->findings.push_back({{base::ErrorCode::MalformedForm, problem, place()}, false});
}

void FormParser::countNode()
{
    if (++m_nodes > m_limits.nodes)
        fail(QStringLiteral("the form has more than %1 nodes").arg(m_limits.nodes));
    charge(nodeBytes);
}

void FormParser::charge(std::size_t bytes)
{
    if (!m_form.memory.charge(bytes))
        fail(QStringLiteral("the form would take more memory than a form of its size may"));
}

QString FormParser::attribute(QLatin1String name, QLatin1String space) const
{
    return space.isEmpty() ? m_reader.attributes().value(name).toString()
                           : m_reader.attributes().value(space, name).toString();
}

/// Qt's reader looks at qualified names as a whole, so that a part of one may be no name by itself. Such a
/// form would give instances that nobody can read.
void FormParser::checkName(QStringView name) const
{
    if (!isName(name))
        fail(QStringLiteral("not well-formed XML: '%1' cannot be a name").arg(name));
}

/// Of the element where the reader stands: its names are looked at, its prefixes kept.
void FormParser::readNames()
{
    checkName(m_reader.name());
    for (const auto &item : m_reader.attributes())
        checkName(item.name());
    for (const auto &declaration : m_reader.namespaceDeclarations()) {
        if (declaration.prefix().isEmpty())
            continue;
        checkName(declaration.prefix());
        charge(2 * textBytes(declaration.prefix()) + 2 * textBytes(declaration.namespaceUri()));
        m_form.model->prefixes.insert(declaration.prefix().toString(), declaration.namespaceUri().toString());
    }
}

/// Moves to the next child element; false at the end of the parent.
bool FormParser::nextElement()
{
    while (true) {
        switch (m_reader.readNext()) {
        case QXmlStreamReader::StartElement:
            readNames();
            return true;
        case QXmlStreamReader::EndElement:
        case QXmlStreamReader::EndDocument:
            return false;
        case QXmlStreamReader::DTD:
            if (!m_reader.entityDeclarations().isEmpty())
                fail(QStringLiteral("the form declares entities, which is refused"));
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

void FormParser::skip()
{
    int depth = 1;
    while (depth > 0) {
        if (nextElement())
            ++depth;
        else
            --depth;
        if (depth > m_limits.depth)
            fail(QStringLiteral("the form is nested too deeply"));
        if (m_reader.tokenType() == QXmlStreamReader::EndDocument)
            return;
    }
}

void FormParser::readDocument()
{
    m_form.model->body.push_back({});
    m_form.model->body[0].kind = BodyKind::Root;
    m_form.bodies.push_back({});
    if (!nextElement())
        fail(QStringLiteral("there is no XML element in the form"));
    if (!isXForms(m_reader, QLatin1String("html")))
        fail(QStringLiteral("the outermost element is <%1>; an XForm begins with <h:html>")
                 .arg(m_reader.name()));
    while (nextElement()) {
        if (isXForms(m_reader, QLatin1String("head"))) {
            readHead();
        } else if (isXForms(m_reader, QLatin1String("body"))) {
            if (std::exchange(m_sawBody, true))
                fail(QStringLiteral("the form has a second <h:body>"));
            for (const auto &item : m_reader.attributes())
                m_form.model->body[0].attributes.insert(item.name().toString(), item.value().toString());
            readBody(0, 1);
        } else {
            skip();
        }
    }
    while (!m_reader.atEnd())
        m_reader.readNext();
    if (m_reader.hasError())
        fail(QStringLiteral("not well-formed XML: %1").arg(m_reader.errorString()));
    if (!m_sawModel)
        fail(QStringLiteral("the form has no <model>"));
    if (m_form.model->tree == nullptr)
        fail(QStringLiteral("the model has no primary <instance>"));
    if (!m_sawBody)
        fail(QStringLiteral("the form has no <h:body>"));
}

void FormParser::readHead()
{
    while (nextElement()) {
        if (isXForms(m_reader, QLatin1String("title")))
            m_form.model->title = m_reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        else if (isXForms(m_reader, QLatin1String("model")))
            readModel();
        else
            skip();
        if (m_reader.hasError())
            fail(QStringLiteral("not well-formed XML: %1").arg(m_reader.errorString()));
    }
}

void FormParser::readModel()
{
    if (std::exchange(m_sawModel, true))
        fail(QStringLiteral("the form has a second <model>"));
    for (const auto &item : m_reader.attributes()) {
        if (item.namespaceUri() == entitiesSpace && item.name() == u"entities-version")
            m_form.model->entitiesVersion = item.value().toString();
    }
    while (nextElement()) {
        const QStringView name = m_reader.name();
        if (name == u"instance")
            readInstance();
        else if (name == u"bind")
            readBind();
        else if (name == u"itext")
            readItext();
        else if (name == u"setvalue" || name == u"setgeopoint")
            readAction(none);
        else if (name == u"submission")
            readSubmission();
        else
            skip();
    }
}

void FormParser::readSubmission()
{
    const QString method = attribute(QLatin1String("method"));
    if (!method.isEmpty() && method != u"post" && method != u"form-data-post")
        note(QStringLiteral("a submission by '%1' is not possible; ODK knows 'post'").arg(method));
    skip();
}

void FormParser::readBind()
{
    RawBind bind;
    bind.place = place();
    charge(sizeof(RawBind) + 64);
    for (const auto &item : m_reader.attributes()) {
        if (item.qualifiedName() == u"id")
            bind.id = item.value().toString();
        else if (item.qualifiedName() == u"nodeset")
            bind.nodeset = item.value().toString().trimmed();
        else
            bind.attributes.emplace_back(bindKey(item), item.value().toString());
        charge(160 + 2 * textBytes(item.value()));
    }
    if (bind.nodeset.isEmpty())
        note(QStringLiteral("a <bind> without nodeset binds nothing"));
    m_form.binds.push_back(std::move(bind));
    skip();
}

void FormParser::readAction(std::uint32_t body)
{
    RawAction action;
    action.place = place();
    charge(sizeof(RawAction) + sizeof(Action) + 256);
    action.geopoint = m_reader.name() == u"setgeopoint";
    for (const auto &item : m_reader.attributes()) {
        if (item.name() == u"event")
            action.events = item.value().toString().simplified().split(u' ', Qt::SkipEmptyParts);
        else if (item.name() == u"ref")
            action.reference = item.value().toString();
        else if (item.name() == u"bind")
            action.reference = u'#' + item.value().toString();
        else if (item.name() == u"value")
            action.value = item.value().toString();
    }
    action.body = body;
    action.literal = m_reader.readElementText(QXmlStreamReader::IncludeChildElements);
    m_form.actions.push_back(std::move(action));
}

int FormParser::addExpression(const QString &text, std::uint32_t body)
{
    charge(sizeof(RawExpression) + textBytes(text));
    m_form.expressions.push_back({text, body, place()});
    return static_cast<int>(m_form.expressions.size() - 1);
}

} // namespace luotsi::forms
