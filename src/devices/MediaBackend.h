#pragma once

namespace luotsi::devices {

/// Qt Multimedia on FFmpeg, as from Qt 6.5 on anyway: GStreamer would want plugins of its own for every kind
/// of sound and for the sound server. Before anything of Qt Multimedia is used; an environment that has
/// chosen stays.
void chooseMediaBackend();

} // namespace luotsi::devices
