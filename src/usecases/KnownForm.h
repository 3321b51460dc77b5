#pragma once

#include "base/Result.h"
#include "forms/FormDefinition.h"
#include "packs/Pack.h"
#include "sync/protocol/Ids.h"
#include "usecases/FormDescription.h"

#include <QMap>
#include <QString>

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
    QMap<QString, QByteArray> media = {}; ///< pictures and sounds of labels and choices, by file name
};

/// Parses a form of a pack; its lists and media are found by the file name of a `jr://` reference.
[[nodiscard]] base::Result<KnownForm> readForm(const packs::PackForm &form);

/// The forms of this device. UnknownForm for any other hash: a draft of such a form is kept, never guessed.
/// Threading: a value.
class FormShelf
{
public:
    FormShelf() = default;
    explicit FormShelf(std::vector<KnownForm> forms) : m_forms(std::move(forms)) {}

    [[nodiscard]] base::Result<KnownForm> byHash(const sync::protocol::FormHash &hash) const;
    [[nodiscard]] base::Result<KnownForm> byName(const QString &name) const;

private:
    std::vector<KnownForm> m_forms;
};

} // namespace luotsi::usecases
