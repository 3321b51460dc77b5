import QtQuick
import Luotsi.Theme

/// A small act inside a row, written as a link. `name` says of which row.
PressBase {
    id: control

    padding: 0
    leftPadding: Theme.gapTiny
    rightPadding: Theme.gapTiny
    radius: Theme.radius * 0.5

    contentItem: PlainText {
        text: control.text
        color: control.down ? Theme.colors.ink : Theme.colors.accent
        font.pixelSize: Theme.fontHint
        font.weight: Font.Bold
        font.underline: true
        lineHeight: 1
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
