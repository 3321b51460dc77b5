#pragma once

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "packs/Pack.h"
#include "packs/Profile.h"
#include "ports/SyncStore.h"
#include "usecases/KnownForm.h"

#include <QString>

namespace luotsi::kioskhost {

/// The signed pack and profile a kiosk runs with. Invariant: both were signed by the device's roots and
/// neither is older than one accepted before; every file is checked when it is read.
struct ServicePack
{
    packs::Profile profile;
    packs::Pack pack;
};

/// Versions below which an installed bundle is refused: the highest ones this device has ever accepted.
struct AcceptedVersions
{
    std::uint64_t profile = 0;
    std::uint64_t pack = 0;
};

/// What the start screen needs and no more: the installed profile. Errors as openServicePack.
[[nodiscard]] base::Result<packs::Profile> openProfile(const QString &dataFolder, const base::Clock &clock);

/// Opens what is installed. An expired pack or profile is still used and said so in the log.
/// NotFound when nothing was ever installed; SignatureInvalid, MalformedInput as in packs; BundleRollback
/// when somebody put an older version back than `accepted` names, however well it is signed.
[[nodiscard]] base::Result<ServicePack> openServicePack(const QString &dataFolder, const base::Clock &clock,
                                                        const AcceptedVersions &accepted = {});

/// What `device` has accepted of the profile and of the pack it names.
[[nodiscard]] base::Result<AcceptedVersions> acceptedVersions(ports::DeviceStore &device,
                                                              const packs::Profile &profile);

/// Forms of the versions of the pack that were installed before and still lie beside it: a draft goes on in
/// the one it was begun with. Each is read when it is asked for; UnknownForm when none has that hash.
[[nodiscard]] usecases::EarlierForm earlierForms(const QString &dataFolder, const ServicePack &servicePack,
                                                 const base::Clock &clock);

/// Form versions the pack has withdrawn (`withdrawn` of pack.json). MalformedInput for what is no form hash.
[[nodiscard]] base::Result<std::vector<sync::protocol::FormHash>> withdrawnForms(const packs::Pack &pack);

/// Installs a signed pack or profile from a folder: signatures, every hash and every form of it are checked
/// first, so that a pack with one broken form installs nothing (MalformedForm with line and column).
/// The first installation of a device takes its root set from `rootsFile`; later ones must match what is
/// kept. Remembers the version in `device`, so that an older one is refused for good.
[[nodiscard]] base::Result<void> installBundle(const QString &bundleFolder, const QString &rootsFile,
                                               const QString &dataFolder, ports::DeviceStore &device,
                                               const base::Clock &clock, base::Random &random);

} // namespace luotsi::kioskhost
