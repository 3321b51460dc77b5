#pragma once

#include "base/Result.h"
#include "packs/BundleFolder.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace luotsi::packs {

enum class DeviceRole : std::uint8_t { Client, Worker, Desk, Admin };

/// How one device behaves: site, switches and times. Signed like a pack; facts of a place are here, never in
/// code. Invariant: made by decodeProfile only, every value inside its bounds. Times are seconds unless said
/// otherwise.
struct Profile
{
    struct Switches
    {
        bool speech = false;
        bool printer = false;
        bool camera = false;    ///< codes may be read with a camera
        bool position = false;  ///< the device may tell where it stands; off at a kiosk
        bool sound = false;     ///< sounds of a form may be played aloud
        bool lastSaved = false; ///< the form engine's last-saved instance; off at a kiosk
        friend bool operator==(const Switches &, const Switches &) = default;
    };

    QString name;
    QString siteName;
    QString siteId;     ///< [a-z0-9-]
    QString deviceName; ///< what a slip calls this machine
    std::vector<DeviceRole> roles;
    QStringList languages; ///< BCP 47, first is the start screen's
    QString pack;          ///< name of the pack it runs
    QStringList forms;     ///< names of forms offered, first is the main one
    QString urgentCard;    ///< path of the local urgent card in the pack
    QString helpCard;      ///< path of the help page's contacts in the pack; may be empty
    QString captureFolder; ///< absolute folder the file picker may read; empty: none
    Switches switches;
    std::uint32_t idleSeconds = 90;        ///< 30 to 300 (K9)
    std::uint32_t idleWarningSeconds = 60; ///< 20 to 300
    std::uint32_t unsentDraftDays = 14;    ///< 1 to 90
    std::uint32_t codeTries = 5;           ///< 1 to 10, then a pause
    std::uint32_t codePauseSeconds = 300;  ///< 10 to 86400
    std::uint64_t reserveBytes = 0;        ///< free space a new draft needs

    friend bool operator==(const Profile &, const Profile &) = default;
};

/// Path of the profile in a profile bundle.
inline constexpr char profileFileName[] = "profile.json";

/// Strict: an unknown, missing or repeated member, a wrong type or a value out of bounds is MalformedInput
/// with the member's name. Pure; any thread.
[[nodiscard]] base::Result<Profile> decodeProfile(QByteArrayView json);
/// MalformedInput when the bundle is not a profile.
[[nodiscard]] base::Result<Profile> readProfile(const InstalledBundle &bundle);

} // namespace luotsi::packs
