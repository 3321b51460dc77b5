import QtQuick
import Luotsi.Theme

/// One of the values that stand against each other: who wrote it, where and when, and the value in large letters. None
/// looks more right than another before it is chosen.
PressBase {
    id: control

    property string author
    property bool chosen: false

    name: text + ". " + author
    role: Accessible.RadioButton
    implicitHeight: Math.max(Theme.optionHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gap
    bottomPadding: Theme.gap

    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.onToggleAction: control.activate()

    background: Rectangle {
        radius: control.radius
        color: control.chosen || control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: control.chosen ? Theme.borderStrong : Theme.borderWidth
        border.color: control.chosen ? Theme.colors.accent : Theme.colors.border
    }
    contentItem: ConflictFace {
        chosen: control.chosen
        author: control.author
        text: control.text
    }
}
