import QtQuick
import Luotsi.Theme

/// The mark of a choice and its words.
Item {
    id: face

    property bool single: true
    property bool selected: false
    property string text
    property string detail

    implicitHeight: Math.max(mark.height, words.implicitHeight)

    ChoiceMark {
        id: mark
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        single: face.single
        selected: face.selected
    }
    Column {
        id: words
        anchors.left: mark.right
        anchors.leftMargin: Theme.gapLarge * 0.9
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter

        PlainText {
            width: parent.width
            text: face.text
            font.pixelSize: Theme.fontBody
            font.weight: face.selected ? Font.DemiBold : Font.Normal
            lineHeight: 1.2
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
