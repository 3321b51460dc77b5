#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "centre/identity/CentreIdentity.h"
#include "centre/keydesk/IntakeDesk.h"

#include <QTimeZone>

#include <memory>

namespace luotsi::centre::host {

/// Where a key desk finds what it needs, and how much it gives.
struct KeyDeskParts
{
    QString keys;  ///< its own folder: private intake keys, journal, list of revoked workers
    QString packs; ///< folder of signed packs
    QString roots; ///< who signs packs and certifies workers
    QTimeZone timeZone;
    int draftsPerDay = 40; ///< per worker

    [[nodiscard]] static KeyDeskParts of(const identity::CentreLayout &layout, const QTimeZone &timeZone);
};

/// The desk as it stands. Without its folder it is made all the same and is down until the folder comes, but
/// serves no workers: what it may give out cannot be recorded. Errors: StoreCorrupt for a damaged journal.
/// `clock` and `random` outlive it.
[[nodiscard]] base::Result<std::unique_ptr<keydesk::IntakeDesk>>
makeKeyDesk(const KeyDeskParts &parts, const base::Clock &clock, base::Random &random);

} // namespace luotsi::centre::host
