#include "forms/FormDefinition.h"

#include "forms/ModelBuilder.h"
#include "forms/TagGuard.h"

#include <algorithm>

namespace luotsi::forms {

QString Model::written(xpath::NameId name) const
{
    const xpath::QualifiedName &whole = names->at(name);
    if (whole.space.isEmpty() || whole.space == xformsSpace)
        return whole.local;
    const QString prefix = prefixes.key(whole.space);
    return prefix.isEmpty() ? whole.local : QString(prefix + u':' + whole.local);
}

QString Model::pathOf(std::uint32_t node) const
{
    QString path;
    for (std::uint32_t n = node; n != none; n = nodes[n].parent)
        path.prepend((nodes[n].isAttribute ? QStringLiteral("/@") : QStringLiteral("/")) +
                     names->at(nodes[n].name).local);
    return path;
}

FormDefinition::FormDefinition(std::unique_ptr<const Model> model) : m_model(std::move(model)) {}

FormDefinition::~FormDefinition() = default;

QString FormDefinition::title() const
{
    return m_model->title;
}

QString FormDefinition::id() const
{
    return m_model->id;
}

QString FormDefinition::version() const
{
    return m_model->version;
}

QStringList FormDefinition::languages() const
{
    QStringList names;
    for (const Language &language : m_model->languages)
        names.append(language.name);
    return names;
}

QString FormDefinition::defaultLanguage() const
{
    return m_model->languages.empty() ? QString() : m_model->languages[m_model->defaultLanguage].name;
}

std::optional<AuditSettings> FormDefinition::audit() const
{
    return m_model->audit ? std::optional(m_model->audit->settings) : std::nullopt;
}

QString FormDefinition::auditReference() const
{
    return m_model->audit ? m_model->pathOf(m_model->audit->node) : QString();
}

bool FormDefinition::asksForPosition() const
{
    const bool acts = std::any_of(m_model->actions.begin(), m_model->actions.end(),
                                  [](const Action &action) { return action.geopoint; });
    return acts || (m_model->audit && m_model->audit->settings.hasLocation);
}

QString FormDefinition::entitiesVersion() const
{
    return m_model->entitiesVersion;
}

QStringList FormDefinition::resourceUris() const
{
    return m_model->resourceUris;
}

const std::vector<Finding> &FormDefinition::findings() const
{
    return m_model->findings;
}

base::Result<std::shared_ptr<const FormDefinition>>
parseForm(const QByteArray &bytes, const Resources &resources, const ParseLimits &limits)
{
    if (bytes.size() > limits.bytes)
        return base::Error{base::ErrorCode::MalformedForm, QStringLiteral("the form is too large"), {1, 1}};
    if (const auto line = crowdedTag(bytes))
        return base::Error{
            base::ErrorCode::MalformedForm, QStringLiteral("an element has too many attributes"), {*line, 1}};
    auto raw = FormParser(bytes, resources, limits).run();
    if (!raw)
        return raw.error();
    auto model = ModelBuilder(std::move(raw.value())).run();
    if (!model)
        return model.error();
    return std::make_shared<const FormDefinition>(std::move(model.value()));
}

std::vector<Finding> checkForm(const QByteArray &bytes, const Resources &resources)
{
    const auto definition = parseForm(bytes, resources);
    if (!definition)
        return {{definition.error(), true}};
    return definition.value()->findings();
}

} // namespace luotsi::forms
