#include "centre/keydesk/FormLibrary.h"

#include <QDir>

namespace luotsi::centre::keydesk {

base::Result<packs::PackForm> FormLibrary::find(const sync::protocol::FormHash &form) const
{
    const QDir folder(m_folder);
    for (const QString &name : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        auto bundle = packs::InstalledBundle::open(
            folder.filePath(name), m_trusted, 0, m_clock.wallMilliseconds(), packs::ExpiryRule::KeepExpired);
        if (!bundle)
            continue;
        const auto pack = packs::Pack::open(std::move(*bundle));
        if (!pack)
            continue;
        if (auto found = pack->formByHash(form))
            return found;
    }
    return base::Error{base::ErrorCode::UnknownForm, QStringLiteral("no pack here lists the form"), {}};
}

} // namespace luotsi::centre::keydesk
