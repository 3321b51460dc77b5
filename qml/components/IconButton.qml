import QtQuick
import Luotsi.Theme

/// A square button whose picture says what it does; `name` says it in words.
PressBase {
    id: control

    property string iconName

    implicitWidth: Theme.optionHeight
    implicitHeight: Theme.optionHeight

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.borderWidth
        border.color: control.enabled ? Theme.colors.accent : Theme.colors.line
    }
    contentItem: Item {
        IconView {
            anchors.centerIn: parent
            width: Theme.icon
            height: Theme.icon
            name: control.iconName
            color: control.enabled ? Theme.colors.accent : Theme.colors.inkSecondary
            opacity: control.enabled ? 1 : 0.45
        }
    }
}
