#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "kioskhost/KioskOptions.h"

#include <QString>
#include <QStringList>

namespace luotsi::app {

/// What makes a fresh machine a kiosk: signed bundles and an identity at the centre.
struct SetUpRequest
{
    QString rootsFile;   ///< who may sign packs and profiles; came with the device's package
    QStringList bundles; ///< folders of signed packs and profiles
    QString centreUrl;   ///< empty: no enrolment
    QString oneTimeCode;
    QString rootFingerprint; ///< of the centre's certificate authority, hexadecimal, from the enrolment slip
};

/// Carries out the request on a kiosk that is not running. Repeating it does no harm.
/// Errors: as in kioskhost::installBundle and sync::client::enrolment::enrol; StoreBusy while the kiosk runs.
[[nodiscard]] base::Result<void> setUp(const kioskhost::KioskOptions &options, const SetUpRequest &request,
                                       base::Clock &clock, base::Random &random);

} // namespace luotsi::app
