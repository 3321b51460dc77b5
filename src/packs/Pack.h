#pragma once

#include "base/Result.h"
#include "packs/BundleFolder.h"
#include "sync/protocol/FormManifest.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

namespace luotsi::packs {

/// Everything of one form, read and checked. `description` is form.json: kind, audience, expressions, rules.
struct PackForm
{
    QString name; ///< folder under forms/
    QByteArray xform;
    QByteArray description;
    QByteArray migrations;           ///< migrations.json beside it; empty: none. No part of the form's hash
    QMap<QString, QByteArray> lists; ///< .csv, .xml, .geojson beside form.xml, by file name
    QMap<QString, QByteArray> media; ///< files of media/, by file name
    sync::protocol::FormManifest manifest;
    sync::protocol::FormHash hash;
};

/// Access to a service pack: forms/<name>/form.xml, form.json, lists beside it, media/ below it; everything
/// else by its path. Threading: a value; reading blocks.
class Pack
{
public:
    /// MalformedInput when the bundle is not a pack.
    [[nodiscard]] static base::Result<Pack> open(InstalledBundle bundle);

    [[nodiscard]] const Manifest &manifest() const { return m_bundle.manifest(); }
    [[nodiscard]] QStringList formNames() const;
    [[nodiscard]] base::Result<PackForm> form(const QString &name) const;
    /// UnknownForm when no form of the pack has that hash.
    [[nodiscard]] base::Result<PackForm> formByHash(const sync::protocol::FormHash &hash) const;
    /// Any other file: texts, directory, rules, layouts.
    [[nodiscard]] base::Result<QByteArray> file(const QString &path) const { return m_bundle.read(path); }
    [[nodiscard]] QStringList filesUnder(const QString &folder) const;

private:
    explicit Pack(InstalledBundle bundle) : m_bundle(std::move(bundle)) {}
    InstalledBundle m_bundle;
};

/// Manifest of a form from its parts: id and version out of the XForm's primary instance, expressions out of
/// form.json's "expressions". Also used for a form outside a pack. MalformedForm with line and column.
[[nodiscard]] base::Result<sync::protocol::FormManifest> manifestOf(const QByteArray &xform,
                                                                    const QByteArray &description,
                                                                    const QMap<QString, QByteArray> &lists,
                                                                    const QMap<QString, QByteArray> &media);

} // namespace luotsi::packs
