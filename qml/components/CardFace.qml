import QtQuick
import Luotsi.Theme

/// Picture, words and what they are for, beside each other.
Item {
    id: face

    property string iconName
    property bool urgent: false
    property string text
    property string detail

    implicitHeight: Math.max(tile.height, words.implicitHeight)

    IconTile {
        id: tile
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        iconName: face.iconName
        urgent: face.urgent
    }
    Column {
        id: words
        anchors.left: tile.right
        anchors.leftMargin: Theme.gapLarge
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            width: parent.width
            text: face.text
            font.pixelSize: Theme.fontCard
            font.weight: Font.Bold
            lineHeight: Theme.titleLineHeight
            Accessible.ignored: true
        }
        HintText {
            width: parent.width
            visible: text !== ""
            text: face.detail
            lineHeight: 1.2
            Accessible.ignored: true
        }
    }
}
