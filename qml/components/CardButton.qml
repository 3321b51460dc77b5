import QtQuick
import Luotsi.Theme

/// A large card that starts something: picture, what it is, what it is for.
PressBase {
    id: control

    property string iconName
    property string detail
    property bool urgent: false

    name: detail === "" ? text : text + ". " + detail
    implicitHeight: Math.max(Theme.cardHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gap
    bottomPadding: Theme.gap
    radius: Theme.radius * 1.25

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.borderWidth
        border.color: control.urgent ? Theme.colors.error : Theme.colors.border
    }
    contentItem: Item {
        implicitHeight: Math.max(tile.height, words.implicitHeight)

        IconTile {
            id: tile
            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            iconName: control.iconName
            urgent: control.urgent
        }
        Column {
            id: words
            anchors.left: tile.right
            anchors.leftMargin: Theme.gapLarge
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter

            PlainText {
                width: parent.width
                text: control.text
                font.pixelSize: Theme.fontCard
                font.weight: Font.Bold
                lineHeight: Theme.titleLineHeight
                Accessible.ignored: true
            }
            HintText {
                width: parent.width
                visible: text !== ""
                text: control.detail
                lineHeight: 1.2
                Accessible.ignored: true
            }
        }
    }
}
