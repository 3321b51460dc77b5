// The body: groups, repeats and controls.
#include "forms/FormParser.h"

#include <array>

namespace luotsi::forms {

namespace {

struct ControlName
{
    QStringView name;
    ControlKind control;
};

constexpr std::array controls{
    ControlName{u"input", ControlKind::Input},       ControlName{u"secret", ControlKind::Input},
    ControlName{u"textarea", ControlKind::Input},    ControlName{u"select1", ControlKind::SelectOne},
    ControlName{u"select", ControlKind::SelectMany}, ControlName{u"rank", ControlKind::Rank},
    ControlName{u"range", ControlKind::Range},       ControlName{u"trigger", ControlKind::Trigger},
    ControlName{u"upload", ControlKind::Upload},
};

ControlKind controlNamed(QStringView name)
{
    for (const ControlName &candidate : controls) {
        if (candidate.name == name)
            return candidate.control;
    }
    return ControlKind::None;
}

} // namespace

std::uint32_t FormParser::addBody(BodyElement element, RawBody raw)
{
    const auto number = static_cast<std::uint32_t>(m_form.model->body.size());
    m_form.model->body[element.parent].children.push_back(number);
    m_form.model->body.push_back(std::move(element));
    m_form.bodies.push_back(std::move(raw));
    return number;
}

void FormParser::readBody(std::uint32_t parent, int depth)
{
    while (nextElement()) {
        if (!readBodyPart(parent, depth))
            readBodyElement(parent, depth);
    }
}

/// Parts that belong to the element around them; false for an element of its own.
bool FormParser::readBodyPart(std::uint32_t body, int depth)
{
    Q_UNUSED(depth)
    const QStringView name = m_reader.name();
    const BodyKind kind = m_form.model->body[body].kind;
    if (name == u"label" && kind == BodyKind::Repeat)
        skip(); // ODK XForms has the label of a repeat in the group around it
    else if (name == u"label")
        m_form.model->body[body].label = readLabel(body);
    else if (name == u"hint")
        m_form.model->body[body].hint = readLabel(body);
    else if (name == u"item")
        readItem(body);
    else if (name == u"itemset")
        readItemset(body);
    else if ((name == u"setvalue" || name == u"setgeopoint") && kind == BodyKind::Root) {
        note(QStringLiteral("an action stands in the body outside of any question or repeat and is not run"));
        skip();
    } else if (name == u"setvalue" || name == u"setgeopoint")
        readAction(body);
    else
        return false;
    return true;
}

void FormParser::readBodyElement(std::uint32_t parent, int depth)
{
    const QStringView name = m_reader.name();
    const ControlKind control = controlNamed(name);
    const bool group = name == u"group";
    const bool repeat = name == u"repeat";
    if (control == ControlKind::None && !group && !repeat) {
        skip();
        return;
    }
    if (depth > m_limits.depth)
        fail(QStringLiteral("the body is nested too deeply"));
    countNode();
    charge(2 * sizeof(BodyElement) + 2 * sizeof(RawBody) + sizeof(Rule) + 64);
    BodyElement element;
    element.kind = group ? BodyKind::Group : repeat ? BodyKind::Repeat : BodyKind::Control;
    element.control = control;
    element.parent = parent;
    element.place = place();
    RawBody raw;
    for (const auto &item : m_reader.attributes()) {
        charge(128 + 2 * textBytes(item.value()));
        const QStringView key = item.name();
        if (key == u"ref" || key == u"nodeset" || (key == u"bind" && raw.reference.isEmpty()))
            raw.reference =
                (key == u"bind" ? QStringLiteral("#") : QString()) + item.value().trimmed().toString();
        else if (key == u"appearance")
            element.appearance = item.value().toString().simplified().split(u' ', Qt::SkipEmptyParts);
        else if (key == u"count" && repeat)
            raw.count = item.value().toString();
        else if (key == u"noAddRemove" && repeat)
            raw.fixedCount = item.value().startsWith(u"true") || item.value() == u"1";
        else
            element.attributes.insert(key.toString(), item.value().toString());
        if (control == ControlKind::Upload && key == u"mediatype" && !item.value().contains(u'/'))
            note(QStringLiteral("'%1' is no media type; it should look like 'image/*'").arg(item.value()));
    }
    const std::uint32_t number = addBody(std::move(element), std::move(raw));
    readBody(number, depth + 1);
}

void FormParser::readItem(std::uint32_t body)
{
    Item item;
    while (nextElement()) {
        if (m_reader.name() == u"label")
            item.label = readLabel(body);
        else if (m_reader.name() == u"value")
            item.value = m_reader.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        else
            skip();
    }
    countNode();
    charge(2 * sizeof(Item) + textBytes(item.value));
    m_form.model->body[body].items.push_back(std::move(item));
}

void FormParser::readItemset(std::uint32_t body)
{
    m_form.bodies[body].itemset = attribute(QLatin1String("nodeset"));
    while (nextElement()) {
        const QString reference = attribute(QLatin1String("ref"));
        if (m_reader.name() == u"value")
            m_form.bodies[body].itemValue = reference;
        else if (m_reader.name() == u"label")
            m_form.bodies[body].itemLabel = reference;
        skip();
    }
}

} // namespace luotsi::forms
