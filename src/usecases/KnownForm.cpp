#include "usecases/KnownForm.h"

#include <algorithm>

namespace luotsi::usecases {

namespace {

forms::Resources resourcesOf(const packs::PackForm &form)
{
    return [lists = form.lists, media = form.media](const QString &uri) -> std::optional<QByteArray> {
        const QString file = uri.mid(uri.lastIndexOf(QLatin1Char('/')) + 1);
        if (const auto found = lists.find(file); found != lists.end())
            return *found;
        if (const auto found = media.find(file); found != media.end())
            return *found;
        return std::nullopt;
    };
}

} // namespace

base::Result<KnownForm> readForm(const packs::PackForm &form)
{
    auto definition = forms::parseForm(form.xform, resourcesOf(form));
    if (!definition)
        return definition.error();
    auto description = decodeFormDescription(form.description);
    if (!description)
        return description.error();
    auto migrations = decodeFormMigrations(form.migrations);
    if (!migrations)
        return migrations.error();
    return KnownForm{form.name,
                     form.hash,
                     std::move(*definition),
                     form.manifest.expressions,
                     std::move(*description),
                     form.media,
                     std::move(*migrations)};
}

const FormMigration *KnownForm::migrationFrom(const sync::protocol::FormHash &earlier) const
{
    const auto found = std::find_if(migrations.begin(), migrations.end(),
                                    [&](const FormMigration &known) { return known.from == earlier; });
    return found == migrations.end() ? nullptr : &*found;
}

base::Result<KnownForm> FormShelf::byHash(const sync::protocol::FormHash &hash) const
{
    const auto found = std::find_if(m_forms.begin(), m_forms.end(),
                                    [&](const KnownForm &form) { return form.hash == hash; });
    if (found != m_forms.end())
        return *found;
    return m_earlier ? m_earlier(hash) : base::Result<KnownForm>(base::ErrorCode::UnknownForm);
}

base::Result<KnownForm> FormShelf::newerThan(const sync::protocol::FormHash &hash) const
{
    const auto found = std::find_if(m_forms.begin(), m_forms.end(), [&](const KnownForm &form) {
        return form.hash != hash && form.migrationFrom(hash) != nullptr;
    });
    if (found == m_forms.end())
        return {base::ErrorCode::NotFound, QStringLiteral("the pack has no map from the draft's form")};
    return *found;
}

bool FormShelf::isWithdrawn(const sync::protocol::FormHash &hash) const
{
    return std::find(m_withdrawn.begin(), m_withdrawn.end(), hash) != m_withdrawn.end();
}

base::Result<KnownForm> FormShelf::byName(const QString &name) const
{
    const auto found = std::find_if(m_forms.begin(), m_forms.end(),
                                    [&](const KnownForm &form) { return form.name == name; });
    if (found == m_forms.end())
        return base::ErrorCode::UnknownForm;
    return *found;
}

} // namespace luotsi::usecases
