#include "devices/MediaBackend.h"

#include <QByteArray>

namespace luotsi::devices {

void chooseMediaBackend()
{
    if (qEnvironmentVariableIsEmpty("QT_MEDIA_BACKEND"))
        qputenv("QT_MEDIA_BACKEND", "ffmpeg");
}

} // namespace luotsi::devices
