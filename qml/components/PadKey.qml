import QtQuick
import Luotsi.Theme

/// One key of the number pad.
PressBase {
    id: control

    required property string sign
    readonly property bool erases: sign === "erase"

    implicitWidth: Math.max(Theme.touchMinimum, 2 * Theme.fontKey)
    implicitHeight: Theme.keyHeight
    focusPolicy: Qt.TabFocus
    radius: Theme.radius * 0.8
    autoRepeat: false
    guarded: false
    //: Key that erases the last sign typed
    //% "Erase the last sign"
    readonly property string eraseName: qsTrId("pad-erase")
    //: Key that makes an amount negative, or positive again
    //% "Minus"
    readonly property string minusName: qsTrId("pad-minus")
    name: erases ? eraseName : sign === "minus" ? minusName : sign

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.borderWidth
        border.color: Theme.colors.border
    }
    contentItem: Item {
        PlainText {
            anchors.centerIn: parent
            visible: !control.erases
            text: control.erases ? "" : control.sign === "minus" ? "\u2212" : control.sign
            font.pixelSize: Theme.fontKey
            font.weight: Font.DemiBold
            lineHeight: 1
            Accessible.ignored: true
        }
        IconView {
            anchors.centerIn: parent
            visible: control.erases
            width: Theme.iconLarge
            height: Theme.iconLarge
            name: "backspace"
            color: Theme.colors.ink
        }
    }
}
