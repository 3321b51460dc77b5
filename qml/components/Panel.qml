import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// A white card with a picture at its start and whatever is put inside; not pressable.
Rectangle {
    id: panel

    property string iconName
    property string qrSource
    property bool urgent: false
    default property alias content: column.data

    implicitHeight: row.implicitHeight + 2 * Theme.gapLarge
    radius: Theme.radius * 1.25
    color: Theme.colors.card
    border.width: Theme.borderWidth
    border.color: urgent ? Theme.colors.error : Theme.colors.border

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapLarge

        IconTile {
            Layout.alignment: Qt.AlignTop
            visible: panel.iconName !== ""
            iconName: panel.iconName
            urgent: panel.urgent
        }
        QrPicture {
            Layout.alignment: Qt.AlignTop
            implicitWidth: Theme.qrSmall
            visible: panel.qrSource !== ""
            source: panel.qrSource
            name: qsTrId("code-qr")
        }
        ColumnLayout {
            id: column
            Layout.fillWidth: true
            spacing: Theme.gapTiny
        }
    }
}
