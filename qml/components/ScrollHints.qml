import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// Says in words that there is more above or below, and moves there by a press.
Item {
    id: hints

    property bool canUp: false
    property bool canDown: false

    signal up()
    signal down()

    implicitHeight: row.implicitHeight + Theme.touchGap

    Rectangle {
        width: parent.width
        height: Theme.lineWidth
        color: Theme.colors.line
    }
    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        spacing: Theme.gap

        ScrollButton {
            objectName: "scrollUp"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            //: Button that moves a long page up
            //% "Up"
            text: qsTrId("scroll-up")
            iconName: "up"
            enabled: hints.canUp
            onClicked: hints.up()
        }
        ScrollButton {
            objectName: "scrollDown"
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            //: Button that moves a long page down; says that the page goes on
            //% "More below"
            text: qsTrId("scroll-down")
            iconName: "down"
            enabled: hints.canDown
            onClicked: hints.down()
        }
    }
}
