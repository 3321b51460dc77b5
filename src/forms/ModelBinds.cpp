// Binds, brought to the nodes they mean.
#include "forms/ModelBuilder.h"

#include <QSet>

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

/// A step of a nodeset without prefix means an element of the namespace of the instance or of the element
/// above; one with a prefix means its namespace, where that is known.
std::uint32_t ModelBuilder::boundChild(std::uint32_t parent, QStringView step) const
{
    const bool attribute = step.startsWith(u'@');
    const QStringView name = attribute ? step.sliced(1) : step;
    const qsizetype colon = name.indexOf(u':');
    const std::uint32_t found = childOf(parent, name.sliced(colon + 1), attribute);
    if (found == none || attribute)
        return found;
    const auto spaceOf = [&](std::uint32_t node) -> const QString & {
        return m_model.names->at(m_model.nodes[node].name).space;
    };
    if (colon < 0 && (spaceOf(found) == spaceOf(0) || spaceOf(found) == spaceOf(parent)))
        return found;
    QList<QString> wanted{spaceOf(0), spaceOf(parent)};
    if (colon >= 0) {
        const auto space = m_model.prefixes.constFind(name.first(colon).toString());
        if (space == m_model.prefixes.constEnd())
            return found;
        wanted = {*space};
    }
    if (wanted.contains(spaceOf(found)))
        return found;
    for (const QString &space : wanted) {
        for (const std::uint32_t child : m_model.nodes[parent].children) {
            const xpath::QualifiedName &own = m_model.names->at(m_model.nodes[child].name);
            if (!m_model.nodes[child].isAttribute && own.space == space &&
                own.local == name.sliced(colon + 1))
                return child;
        }
    }
    return colon >= 0 ? found : none;
}

std::uint32_t ModelBuilder::findBound(const QString &nodeset) const
{
    const bool plain = nodeset.startsWith(u'/') && !nodeset.contains(u'.') && !nodeset.contains(u'[');
    if (!plain)
        return findNode(nodeset, 0);
    std::uint32_t at = none;
    for (QStringView step : QStringView(nodeset).tokenize(u'/', Qt::SkipEmptyParts)) {
        step = step.trimmed();
        if (at != none)
            at = boundChild(at, step);
        else if (m_model.names->at(m_model.nodes[0].name).local == step.sliced(step.indexOf(u':') + 1))
            at = 0;
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
        const std::uint32_t node = findBound(bind.nodeset);
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
