import QtQuick
import Luotsi.Theme

/// A whole-width choice: one of several (`single`) or a tick.
PressBase {
    id: control

    property bool single: true
    property bool selected: false
    property bool faulty: false
    property string detail
    property string picture
    property bool stacked: false

    name: detail === "" ? text : text + ". " + detail
    role: single ? Accessible.RadioButton : Accessible.CheckBox
    implicitHeight: Math.max(Theme.optionHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: stacked ? Theme.gapSmall : Theme.padding
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gapSmall

    Accessible.checkable: true
    Accessible.checked: selected
    Accessible.onToggleAction: control.activate()

    background: Rectangle {
        radius: control.radius
        color: control.selected || control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: control.selected ? Theme.borderStrong : Theme.borderWidth
        border.color: control.selected ? Theme.colors.accent
                    : control.faulty ? Theme.colors.error : Theme.colors.border
    }
    contentItem: ChoiceFace {
        single: control.single
        selected: control.selected
        text: control.text
        detail: control.detail
        picture: control.picture
        stacked: control.stacked
    }
}
