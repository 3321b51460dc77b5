// What a form says to those who read its submissions: audit logs and entities.
#include "forms/ModelBuilder.h"

#include <algorithm>

namespace luotsi::forms {

namespace {

/// Year and number of the entities specification known here; forms written for a newer one may mean
/// something else by the same words.
constexpr int knownYear = 2025;

/// A name of a property or a list, as far as the specification narrows XML's names.
bool isEntityName(const QString &name)
{
    const auto isPart = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'-'; };
    return !name.isEmpty() && (name[0].isLetter() || name[0] == u'_') && !name.startsWith(u"__") &&
           std::all_of(name.begin(), name.end(), isPart);
}

} // namespace

void ModelBuilder::findSubmissionParts()
{
    for (const std::uint32_t id : {m_model.instanceId, m_model.otherInstanceId}) {
        const std::uint32_t audit = id == none ? none : childOf(m_model.nodes[id].parent, u"audit", false);
        if (audit != none && !m_model.audit)
            findAudit(audit);
    }
    for (std::uint32_t node = 0; node < m_model.nodes.size(); ++node) {
        const ModelNode &shape = m_model.nodes[node];
        const auto isNamed = [&](std::uint32_t which, QStringView name) {
            return which != none && m_model.names->at(m_model.nodes[which].name).local == name;
        };
        if (!shape.isAttribute && isNamed(node, u"entity") && isNamed(shape.parent, u"meta"))
            m_model.entities.push_back({node, m_model.nodes[shape.parent].parent, {}});
    }
    for (std::uint32_t node = 0; node < m_model.nodes.size(); ++node) {
        const QString property = m_model.nodes[node].bindAttributes.value(u"saveto");
        if (!property.isEmpty())
            giveProperty(node, property);
    }
    checkEntities();
}

void ModelBuilder::findAudit(std::uint32_t node)
{
    const Attributes &attributes = m_model.nodes[node].bindAttributes;
    const auto text = [&](const char *name) { return attributes.value(QString::fromLatin1(name)); };
    AuditWish wish;
    wish.node = node;
    wish.settings.locationPriority = text("location-priority");
    wish.settings.locationInterval = text("location-min-interval").toInt();
    wish.settings.locationAge = text("location-max-age").toInt();
    const int given = static_cast<int>(attributes.contains(u"location-priority")) +
                      static_cast<int>(attributes.contains(u"location-min-interval")) +
                      static_cast<int>(attributes.contains(u"location-max-age"));
    wish.settings.hasLocation = given == 3 && wish.settings.locationAge >= wish.settings.locationInterval;
    if (given != 0 && !wish.settings.hasLocation)
        note(QStringLiteral(
                 "the audit log gets no places: it needs a priority, an interval and an age that is "
                 "at least the interval"),
             m_model.nodes[node].place);
    wish.settings.tracksChanges = text("track-changes") == u"true";
    wish.settings.asksUser = text("identify-user") == u"true";
    wish.settings.changeReasons = text("track-changes-reasons");
    m_model.audit = std::move(wish);
}

/// A property belongs to the entity of the nearest element around its node that declares one.
void ModelBuilder::giveProperty(std::uint32_t node, const QString &property)
{
    const base::TextPlace place = m_model.nodes[node].place;
    if (property == u"name" || property == u"label" || !isEntityName(property))
        note(QStringLiteral("'%1' cannot be the name of an entity's property").arg(property), place);
    for (std::uint32_t up = m_model.nodes[node].parent; up != none; up = m_model.nodes[up].parent) {
        for (EntityDeclaration &entity : m_model.entities) {
            if (entity.scope == up) {
                entity.properties.emplace_back(node, property);
                return;
            }
        }
    }
    note(QStringLiteral("'%1' is saved to an entity, but the form declares none around it")
             .arg(m_model.pathOf(node)),
         place);
}

void ModelBuilder::checkEntities()
{
    const base::TextPlace start{1, 1};
    if (m_model.entitiesVersion.section(u'.', 0, 0).toInt() > knownYear)
        note(QStringLiteral("the form is written for version %1 of the entities specification, which is not "
                            "known here")
                 .arg(m_model.entitiesVersion),
             start);
    for (const EntityDeclaration &entity : m_model.entities) {
        const QString path = m_model.pathOf(entity.node);
        const auto has = [&](QStringView attribute) { return childOf(entity.node, attribute, true) != none; };
        const std::uint32_t dataset = childOf(entity.node, u"dataset", true);
        const QString name =
            dataset == none ? QString() : m_model.tree->value(m_model.nodes[dataset].pattern);
        if (m_model.entitiesVersion.isEmpty())
            note(QStringLiteral("'%1' declares an entity, but the model has no entities-version").arg(path),
                 start);
        if (dataset == none || !isEntityName(name))
            note(QStringLiteral("the entity list of '%1' has no usable name").arg(path), start);
        if (!has(u"id"))
            note(QStringLiteral("'%1' has no attribute id").arg(path), start);
        if (!has(u"create") && !has(u"update"))
            note(QStringLiteral("'%1' neither creates nor updates an entity").arg(path), start);
        if (has(u"create") && !has(u"update") && childOf(entity.node, u"label", false) == none)
            note(QStringLiteral("'%1' creates an entity without a label").arg(path), start);
        if (has(u"update") && !has(u"baseVersion"))
            note(QStringLiteral("'%1' updates an entity without its baseVersion").arg(path), start);
    }
}

} // namespace luotsi::forms
