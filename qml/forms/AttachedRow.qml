import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// One page that is attached, with the way to take it away.
Rectangle {
    id: row

    required property string name
    required property string sizeText

    signal removeAsked()

    implicitHeight: Math.max(Theme.optionHeight, content.implicitHeight + 2 * Theme.gapSmall)
    radius: Theme.radius
    color: Theme.colors.okSoft
    border.width: Theme.lineWidth
    border.color: Theme.colors.ok

    RowLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        IconView {
            implicitWidth: Theme.icon
            implicitHeight: Theme.icon
            name: "check"
            color: Theme.colors.ok
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            PlainText {
                Layout.fillWidth: true
                text: row.name
                font.pixelSize: Theme.fontHint
                font.weight: Font.DemiBold
                lineHeight: 1.2
            }
            HintText {
                Layout.fillWidth: true
                visible: text !== ""
                text: row.sizeText
                lineHeight: 1.2
            }
        }
        LinkButton {
            objectName: "removePage"
            //: Link that takes an attached page away
            //% "Remove"
            text: qsTrId("upload-remove")
            name: text + ": " + row.name
            onClicked: row.removeAsked()
        }
    }
}
