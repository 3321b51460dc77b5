#include "packs/Profile.h"

#include "packs/CanonicalJson.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace luotsi::packs {

using base::ErrorCode;
using base::Result;

namespace {

constexpr qsizetype maximumProfileBytes = 65'536;
constexpr qint64 largestWhole = (qint64(1) << 53) - 1;

constexpr std::array roleNames{
    std::pair{DeviceRole::Client, "client"},
    std::pair{DeviceRole::Worker, "worker"},
    std::pair{DeviceRole::Desk, "desk"},
    std::pair{DeviceRole::Admin, "admin"},
};

bool matches(const QString &text, QLatin1String pattern)
{
    return QRegularExpression(QLatin1String("\\A(?:") + pattern + QLatin1String(")\\z"))
        .match(text)
        .hasMatch();
}

std::uint32_t readSmall(StrictObject &object, const char *member, qint64 least, qint64 most)
{
    return static_cast<std::uint32_t>(object.number(member, least, most));
}

std::vector<DeviceRole> readRoles(StrictObject &object)
{
    std::vector<DeviceRole> roles;
    for (const QString &name : object.texts("roles")) {
        const auto known = std::find_if(roleNames.begin(), roleNames.end(), [&name](const auto &entry) {
            return name == QLatin1String(entry.second);
        });
        if (known == roleNames.end())
            object.fail("roles", "holds an unknown role");
        else
            roles.push_back(known->first);
    }
    if (!object.failed() && roles.empty())
        object.fail("roles", "is empty");
    return roles;
}

Profile::Switches readSwitches(const QJsonObject &json, StrictObject &parent)
{
    StrictObject object(json, QStringLiteral("profile switches"));
    Profile::Switches switches;
    switches.speech = object.flag("speech");
    switches.printer = object.flag("printer");
    switches.camera = object.flag("camera");
    switches.position = object.flag("position");
    switches.sound = object.flag("sound");
    switches.lastSaved = object.flag("lastSaved");
    if (!object.finish())
        parent.fail("switches", "has a missing, unknown or wrong member");
    return switches;
}

void readPlace(StrictObject &object, Profile &profile)
{
    profile.name = object.text("name");
    profile.siteName = object.text("siteName");
    profile.siteId = object.text("siteId");
    profile.deviceName = object.text("deviceName");
    profile.roles = readRoles(object);
    profile.languages = object.texts("languages");
    profile.pack = object.text("pack");
    profile.forms = object.texts("forms");
    profile.urgentCard = object.text("urgentCard");
    profile.helpCard = object.text("helpCard");
    profile.captureFolder = object.text("captureFolder");
    profile.switches = readSwitches(object.object("switches"), object);
}

void readLimits(StrictObject &object, Profile &profile)
{
    profile.idleSeconds = readSmall(object, "idleSeconds", 30, 300);
    profile.idleWarningSeconds = readSmall(object, "idleWarningSeconds", 20, 300);
    profile.unsentDraftDays = readSmall(object, "unsentDraftDays", 1, 90);
    profile.codeTries = readSmall(object, "codeTries", 1, 10);
    profile.codePauseSeconds = readSmall(object, "codePauseSeconds", 10, 86400);
    profile.reserveBytes = static_cast<std::uint64_t>(object.number("reserveBytes", 0, largestWhole));
}

void checkWords(StrictObject &object, const Profile &profile)
{
    if (object.failed())
        return;
    const QLatin1String word("[a-z0-9-]{1,56}");
    if (!matches(profile.name, word))
        object.fail("name", "may hold a-z, 0-9 and - only");
    if (!matches(profile.siteId, word))
        object.fail("siteId", "may hold a-z, 0-9 and - only");
    if (!matches(profile.pack, word))
        object.fail("pack", "may hold a-z, 0-9 and - only");
    if (profile.siteName.isEmpty() || profile.deviceName.isEmpty())
        object.fail("siteName", "or 'deviceName' is empty");
    if (profile.languages.isEmpty() || profile.forms.isEmpty())
        object.fail("languages", "or 'forms' is empty");
    for (const QString &language : profile.languages) {
        if (!matches(language, QLatin1String("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")))
            object.fail("languages", "holds something that is no language");
    }
    if (!profile.captureFolder.isEmpty() && (!profile.captureFolder.startsWith(QLatin1Char('/')) ||
                                             profile.captureFolder.contains(QLatin1String(".."))))
        object.fail("captureFolder", "is not an absolute folder");
}

} // namespace

Result<Profile> decodeProfile(QByteArrayView json)
{
    const auto parsed = parseObject(json, maximumProfileBytes);
    if (!parsed)
        return parsed.error();
    StrictObject object(*parsed, QStringLiteral("profile"));
    Profile profile;
    readPlace(object, profile);
    readLimits(object, profile);
    checkWords(object, profile);
    if (const auto finished = object.finish(); !finished)
        return finished.error();
    return profile;
}

Result<Profile> readProfile(const InstalledBundle &bundle)
{
    if (bundle.manifest().kind != BundleKind::Profile)
        return {ErrorCode::MalformedInput, QStringLiteral("bundle is not a profile")};
    const auto json = bundle.read(QLatin1String(profileFileName));
    if (!json)
        return json.error();
    return decodeProfile(*json);
}

} // namespace luotsi::packs
