import QtQuick
import Luotsi.Theme

/// A choice that is only a few letters wide, such as a language named in its own script.
PressBase {
    id: control

    property bool selected: false

    role: Accessible.RadioButton
    implicitHeight: Math.max(Theme.optionHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gapSmall

    Accessible.checkable: true
    Accessible.checked: selected

    background: Rectangle {
        radius: control.radius
        color: control.selected ? Theme.colors.primary
             : control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.borderWidth
        border.color: control.selected ? Theme.colors.primary : Theme.colors.border
    }
    contentItem: PlainText {
        text: control.text
        color: control.selected ? Theme.colors.primaryInk : Theme.colors.ink
        font.pixelSize: Theme.fontLead
        font.weight: Font.DemiBold
        lineHeight: 1
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
