#pragma once

#include "base/Result.h"
#include "forms/FormDefinition.h"
#include "packs/Pack.h"
#include "sync/protocol/Ids.h"
#include "usecases/FormDescription.h"
#include "usecases/FormMigrations.h"

#include <QMap>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace luotsi::usecases {

/// A form this device can run: the parsed definition with the pack's expressions for it.
/// Invariant: `hash` is the hash of the manifest that lists exactly this form, its lists, media and
/// expressions.
struct KnownForm
{
    QString name;
    sync::protocol::FormHash hash;
    std::shared_ptr<const forms::FormDefinition> definition;
    QMap<QString, QString> expressions; ///< XPath by name, e.g. "urgency"
    FormDescription description;
    QMap<QString, QByteArray> media = {};       ///< pictures and sounds of labels and choices, by file name
    std::vector<FormMigration> migrations = {}; ///< from which earlier versions drafts may be moved to it

    /// Null without a map from that version.
    [[nodiscard]] const FormMigration *migrationFrom(const sync::protocol::FormHash &earlier) const;
};

/// Parses a form of a pack; its lists and media are found by the file name of a `jr://` reference.
[[nodiscard]] base::Result<KnownForm> readForm(const packs::PackForm &form);

/// A form of an earlier version of the pack, read when a draft of it is opened.
using EarlierForm = std::function<base::Result<KnownForm>(const sync::protocol::FormHash &hash)>;

/// The forms of this device: those of the newest pack, in which new drafts begin, and earlier ones, in which
/// the drafts begun with them go on. UnknownForm for any other hash: a draft of such a form is kept, never
/// guessed. Threading: a value.
class FormShelf
{
public:
    FormShelf() = default;
    explicit FormShelf(std::vector<KnownForm> forms, EarlierForm earlier = {},
                       std::vector<sync::protocol::FormHash> withdrawn = {})
        : m_forms(std::move(forms)), m_earlier(std::move(earlier)), m_withdrawn(std::move(withdrawn))
    {
    }

    [[nodiscard]] base::Result<KnownForm> byHash(const sync::protocol::FormHash &hash) const;
    /// The newest version.
    [[nodiscard]] base::Result<KnownForm> byName(const QString &name) const;
    /// The newest version of the form when its pack has a map from that version to it; NotFound otherwise.
    [[nodiscard]] base::Result<KnownForm> newerThan(const sync::protocol::FormHash &hash) const;
    /// Has the pack withdrawn that version? Its drafts are finished with staff.
    [[nodiscard]] bool isWithdrawn(const sync::protocol::FormHash &hash) const;

private:
    std::vector<KnownForm> m_forms;
    EarlierForm m_earlier;
    std::vector<sync::protocol::FormHash> m_withdrawn;
};

} // namespace luotsi::usecases
