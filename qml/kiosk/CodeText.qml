import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// A code as it is written: left to right in every language, never broken inside a group.
PlainText {
    font.pixelSize: Theme.fontCode
    font.weight: Font.Bold
    lineHeight: Theme.titleLineHeight
    wrapMode: Text.WordWrap
    LayoutMirroring.enabled: false
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
