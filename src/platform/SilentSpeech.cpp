#include "platform/SilentSpeech.h"

namespace luotsi::platform {

bool SilentSpeech::available(const QString &) const
{
    return false;
}

base::Result<void> SilentSpeech::say(const QString &, const QString &)
{
    return base::ErrorCode::SpeechUnavailable;
}

} // namespace luotsi::platform
