#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "packs/Manifest.h"
#include "packs/Pack.h"
#include "sync/protocol/Ids.h"

#include <QString>

namespace luotsi::centre::keydesk {

/// The forms this centre has definitions of: every signed pack below one folder. An expired pack still
/// explains what was filled with it. Threading: any thread; reads when asked.
class FormLibrary
{
public:
    FormLibrary(QString folder, packs::RootSet trusted, const base::Clock &clock)
        : m_folder(std::move(folder)), m_trusted(std::move(trusted)), m_clock(clock)
    {
    }
    /// UnknownForm when no pack here lists that form.
    [[nodiscard]] base::Result<packs::PackForm> find(const sync::protocol::FormHash &form) const;

private:
    QString m_folder;
    packs::RootSet m_trusted;
    const base::Clock &m_clock;
};

} // namespace luotsi::centre::keydesk
