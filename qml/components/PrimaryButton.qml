import QtQuick
import Luotsi.Theme

/// The one act of a page.
PressBase {
    id: control

    property string iconName
    property string trailingIconName
    property color ground: Theme.colors.primary
    property color groundDown: Theme.colors.primaryDown
    property color ink: Theme.colors.primaryInk

    implicitHeight: Math.max(Theme.buttonHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gapSmall

    background: Rectangle {
        radius: control.radius
        color: control.down ? control.groundDown : control.ground
        opacity: control.enabled ? 1 : 0.45
    }
    contentItem: ButtonFace {
        text: control.text
        iconName: control.iconName
        trailingIconName: control.trailingIconName
        mirrorIcons: control.mirrored
        color: control.ink
    }
}
