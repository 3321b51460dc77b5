import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// One row of a list with the ways to edit and remove it.
Rectangle {
    id: row

    required property string summary
    required property string ref
    property bool canRemove: true

    signal editAsked()
    signal removeAsked()

    implicitHeight: Math.max(Theme.optionHeight, content.implicitHeight + 2 * Theme.gapSmall)
    radius: Theme.radius
    color: Theme.colors.card
    border.width: Theme.borderWidth
    border.color: Theme.colors.border

    GridLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        columns: width < 20 * Theme.fontBody ? 1 : 2
        columnSpacing: Theme.gap

        PlainText {
            Layout.fillWidth: true
            text: row.summary
            font.weight: Font.DemiBold
            lineHeight: 1.2
        }
        RowLayout {
            spacing: Theme.touchGap

            LinkButton {
                objectName: "edit:" + row.ref
                text: qsTrId("check-change")
                name: text + ": " + row.summary
                onClicked: row.editAsked()
            }
            LinkButton {
                objectName: "remove:" + row.ref
                visible: row.canRemove
                text: qsTrId("upload-remove")
                name: text + ": " + row.summary
                onClicked: row.removeAsked()
            }
        }
    }
}
