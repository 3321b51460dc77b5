#include "packs/Pack.h"

#include "packs/CanonicalJson.h"

#include <QXmlStreamReader>

namespace luotsi::packs {

using base::ErrorCode;
using base::Result;
using sync::protocol::FormManifest;

namespace {

constexpr qsizetype maximumDescriptionBytes = 1'048'576;

QString formFolder(const QString &name)
{
    return QStringLiteral("forms/%1/").arg(name);
}

bool isList(const QString &fileName)
{
    return fileName.endsWith(QLatin1String(".csv")) || fileName.endsWith(QLatin1String(".xml")) ||
           fileName.endsWith(QLatin1String(".geojson"));
}

/// id and version stand on the root of the primary instance: the first element of the model's first instance
/// (ODK XForms specification, Primary instance).
Result<void> readIdentity(const QByteArray &xform, FormManifest &manifest)
{
    QXmlStreamReader reader(xform);
    bool isInInstance = false;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (isInInstance) {
            manifest.formId = reader.attributes().value(QLatin1String("id")).toString();
            manifest.version = reader.attributes().value(QLatin1String("version")).toString();
            break;
        }
        isInInstance = reader.name() == QLatin1String("instance");
    }
    if (!manifest.formId.isEmpty())
        return {};
    const QString why =
        reader.hasError() ? reader.errorString() : QStringLiteral("primary instance without an id");
    return base::Error{ErrorCode::MalformedForm,
                       why,
                       {static_cast<int>(reader.lineNumber()), static_cast<int>(reader.columnNumber())}};
}

/// Groups in "expressions" become dotted names.
Result<void> readExpressions(const QJsonObject &object, const QString &prefix, FormManifest &manifest)
{
    for (auto entry = object.constBegin(); entry != object.constEnd(); ++entry) {
        const QString name = prefix + entry.key();
        if (entry->isString()) {
            manifest.expressions.insert(name, entry->toString());
        } else if (entry->isObject()) {
            if (auto read = readExpressions(entry->toObject(), name + QLatin1Char('.'), manifest); !read)
                return read;
        } else {
            return {ErrorCode::MalformedInput, QStringLiteral("expression '%1' is no text").arg(name)};
        }
    }
    return {};
}

QMap<QString, sync::protocol::FileHash> hashes(const QMap<QString, QByteArray> &files)
{
    QMap<QString, sync::protocol::FileHash> result;
    for (auto file = files.constBegin(); file != files.constEnd(); ++file)
        result.insert(file.key(), sync::protocol::hashOfFile(*file));
    return result;
}

} // namespace

Result<FormManifest> manifestOf(const QByteArray &xform, const QByteArray &description,
                                const QMap<QString, QByteArray> &lists,
                                const QMap<QString, QByteArray> &media)
{
    FormManifest manifest;
    if (const auto read = readIdentity(xform, manifest); !read)
        return read.error();
    manifest.form = sync::protocol::hashOfFile(xform);
    manifest.lists = hashes(lists);
    manifest.media = hashes(media);
    if (description.isEmpty())
        return manifest;
    const auto object = parseObject(description, maximumDescriptionBytes);
    if (!object)
        return object.error();
    const QJsonValue expressions = object->value(QLatin1String("expressions"));
    if (!expressions.isUndefined() && !expressions.isObject())
        return {ErrorCode::MalformedInput, QStringLiteral("'expressions' is not an object")};
    if (const auto read = readExpressions(expressions.toObject(), {}, manifest); !read)
        return read.error();
    return manifest;
}

Result<Pack> Pack::open(InstalledBundle bundle)
{
    if (bundle.manifest().kind != BundleKind::Pack)
        return {ErrorCode::MalformedInput, QStringLiteral("bundle is not a pack")};
    return Pack(std::move(bundle));
}

QStringList Pack::formNames() const
{
    QStringList names;
    for (const ManifestFile &file : manifest().files) {
        const QStringList parts = file.path.split(QLatin1Char('/'));
        if (parts.size() == 3 && parts[0] == QLatin1String("forms") && parts[2] == QLatin1String("form.xml"))
            names.append(parts[1]);
    }
    return names;
}

QStringList Pack::filesUnder(const QString &folder) const
{
    QStringList paths;
    for (const ManifestFile &file : manifest().files) {
        if (file.path.startsWith(folder + QLatin1Char('/')))
            paths.append(file.path);
    }
    return paths;
}

Result<PackForm> Pack::form(const QString &name) const
{
    PackForm form;
    form.name = name;
    const QString folder = formFolder(name);
    auto xform = file(folder + QLatin1String("form.xml"));
    if (!xform)
        return xform.error();
    form.xform = *std::move(xform);
    for (const QString &path : filesUnder(folder.chopped(1))) {
        const QString inside = path.mid(folder.size());
        if (inside == QLatin1String("form.xml"))
            continue;
        auto bytes = file(path);
        if (!bytes)
            return bytes.error();
        const QString fileName = inside.section(QLatin1Char('/'), -1);
        if (inside == QLatin1String("form.json"))
            form.description = *std::move(bytes);
        else if (inside == QLatin1String("migrations.json"))
            form.migrations = *std::move(bytes);
        else if (inside.startsWith(QLatin1String("media/")))
            form.media.insert(fileName, *std::move(bytes));
        else if (isList(fileName))
            form.lists.insert(fileName, *std::move(bytes));
    }
    auto formManifest = manifestOf(form.xform, form.description, form.lists, form.media);
    if (!formManifest)
        return formManifest.error();
    form.manifest = *std::move(formManifest);
    form.hash = sync::protocol::formHash(form.manifest);
    return form;
}

Result<PackForm> Pack::formByHash(const sync::protocol::FormHash &hash) const
{
    for (const QString &name : formNames()) {
        auto candidate = form(name);
        if (!candidate)
            return candidate;
        if (candidate->hash == hash)
            return candidate;
    }
    return {ErrorCode::UnknownForm, QStringLiteral("pack has no form of that hash")};
}

} // namespace luotsi::packs
