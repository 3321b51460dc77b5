#include "devices/DevicesPlugin.h"

#include "devices/CameraCodeReader.h"
#include "devices/QtPosition.h"
#include "devices/QtSoundPlayer.h"

namespace luotsi::devices {

std::unique_ptr<ports::Position> DevicesPlugin::position()
{
    return std::make_unique<QtPosition>([] {
        return std::unique_ptr<QGeoPositionInfoSource>(QGeoPositionInfoSource::createDefaultSource(nullptr));
    });
}

std::unique_ptr<ports::CodeReader> DevicesPlugin::codeReader()
{
    return std::make_unique<CameraCodeReader>([] { return std::make_unique<CameraFrames>(); });
}

std::unique_ptr<ports::SoundPlayer> DevicesPlugin::soundPlayer()
{
    return std::make_unique<QtSoundPlayer>([] { return std::make_unique<MediaPlayback>(); });
}

} // namespace luotsi::devices
