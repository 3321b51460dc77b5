import QtQuick
import Luotsi.Theme

/// Another way on: outlined, same size as the primary.
PressBase {
    id: control

    property string iconName
    property color ink: Theme.colors.accent
    property color outline: ink
    property int pixelSize: Theme.fontButton
    property int minimumHeight: Theme.buttonHeight

    implicitHeight: Math.max(minimumHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gapSmall

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.borderWidth
        border.color: control.outline
        opacity: control.enabled ? 1 : 0.45
    }
    contentItem: ButtonFace {
        text: control.text
        iconName: control.iconName
        mirrorIcons: control.mirrored
        color: control.ink
        pixelSize: control.pixelSize
        iconSize: Theme.icon
    }
}
