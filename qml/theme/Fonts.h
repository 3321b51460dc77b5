#pragma once

#include <QString>

namespace luotsi::theme {

/// Names the typefaces a script falls back to when the main one has no glyph, so that mixed lines (a Finnish
/// term in an Arabic sentence) keep one look. Call once, after the QGuiApplication exists and before QML is
/// loaded. Threading: GUI thread.
void installFonts();

/// The main typeface is on this machine; without it text is shown in a fallback and staff are told.
[[nodiscard]] bool mainFontInstalled();

} // namespace luotsi::theme
