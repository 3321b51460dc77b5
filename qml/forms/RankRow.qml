import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// One choice of a ranking with its place and the buttons that move it.
Rectangle {
    id: row

    required property string value
    required property string label
    required property int index
    required property int count
    required property bool settled
    required property bool locked
    property bool faulty: false

    signal moveAsked(step: int)

    //: Button of one choice in a ranking
    //% "Move up"
    readonly property string upWord: qsTrId("rank-up")
    //: Button of one choice in a ranking
    //% "Move down"
    readonly property string downWord: qsTrId("rank-down")

    implicitHeight: Math.max(Theme.optionHeight + 2 * Theme.gapTiny, content.implicitHeight + 2 * Theme.gapTiny)
    radius: Theme.radius
    color: settled ? Theme.colors.accentSoft : Theme.colors.card
    border.width: settled ? Theme.borderStrong : Theme.borderWidth
    border.color: faulty ? Theme.colors.error : settled ? Theme.colors.accent : Theme.colors.border

    function focusFirst(reason: int): void {
        (up.enabled ? up : down).forceActiveFocus(reason);
    }

    /// The end of the list has no further: the focus goes to the button that still does something.
    function move(step: int): void {
        const next = index + step;
        if (next === 0)
            down.forceActiveFocus(Qt.TabFocusReason);
        else if (next === count - 1)
            up.forceActiveFocus(Qt.TabFocusReason);
        moveAsked(step);
    }

    RowLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.gapSmall
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.touchGap

        PlainText {
            text: (row.index + 1) + "."
            font.weight: Font.Bold
            lineHeight: 1.2
            Accessible.ignored: true
        }
        PlainText {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.gapSmall
            text: row.label
            font.weight: row.settled ? Font.DemiBold : Font.Normal
            lineHeight: 1.2
            Accessible.name: (row.index + 1) + ". " + row.label
        }
        IconButton {
            id: up
            objectName: "up:" + row.value
            enabled: row.index > 0 && !row.locked
            guarded: false
            iconName: "up"
            name: row.upWord + ": " + row.label
            onClicked: row.move(-1)
        }
        IconButton {
            id: down
            objectName: "down:" + row.value
            enabled: row.index < row.count - 1 && !row.locked
            guarded: false
            iconName: "down"
            name: row.downWord + ": " + row.label
            onClicked: row.move(1)
        }
    }
}
