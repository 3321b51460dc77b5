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
    contentItem: Item {
        implicitHeight: Math.max(mark.height, words.implicitHeight)

        ChoiceMark {
            id: mark
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            selected: control.chosen
        }
        Column {
            id: words
            anchors.left: mark.right
            anchors.leftMargin: Theme.gapLarge
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.gapTiny

            HintText {
                width: parent.width
                visible: text !== ""
                text: control.author
                lineHeight: 1.2
                Accessible.ignored: true
            }
            PlainText {
                width: parent.width
                text: control.text
                font.pixelSize: Theme.fontCard
                font.weight: Font.Bold
                lineHeight: Theme.titleLineHeight
                Accessible.ignored: true
            }
        }
    }
}
