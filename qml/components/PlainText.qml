import QtQuick
import Luotsi.Theme

/// Body text. Never interprets markup: what a person typed is shown as typed.
Text {
    color: Theme.colors.ink
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    lineHeight: Theme.lineHeight
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    horizontalAlignment: Text.AlignLeft
}
