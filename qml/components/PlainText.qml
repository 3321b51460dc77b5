import QtQuick
import Luotsi.Theme

/// Body text. Never interprets markup: what a person typed is shown as typed.
Text {
    color: Theme.colors.ink
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    lineHeight: Theme.lineHeight
    // Extra line height goes below a line only; the same above keeps words in the middle of their place.
    topPadding: Math.round((lineHeight - 1) * font.pixelSize)
    renderType: Text.NativeRendering
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft
}
