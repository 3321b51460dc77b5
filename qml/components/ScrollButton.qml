import QtQuick
import Luotsi.Theme

/// Moves a long page; quiet, because it is not an answer.
PressBase {
    id: control

    property string iconName

    padding: Theme.gapTiny
    radius: Theme.radius * 0.8
    guarded: false
    // Moving the page takes neither the focus nor the keyboard away from what is being written.
    focusPolicy: Qt.TabFocus

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.accentSoft : Theme.colors.paper
    }
    contentItem: ButtonFace {
        opacity: control.enabled ? 1 : 0.4
        text: control.text
        iconName: control.iconName
        color: Theme.colors.accent
        pixelSize: Theme.fontStatus
        iconSize: Theme.iconSmall
        weight: Font.DemiBold
    }
}
