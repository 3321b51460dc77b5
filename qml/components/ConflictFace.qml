import QtQuick
import Luotsi.Theme

/// The mark of a choice beside who wrote a value, where and when, and the value itself.
Item {
    id: face

    property bool chosen: false
    property string author
    property string text

    implicitHeight: Math.max(mark.height, words.implicitHeight)

    ChoiceMark {
        id: mark
        anchors.left: parent.left
        anchors.verticalCenter: parent.verticalCenter
        selected: face.chosen
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
            text: face.author
            lineHeight: 1.2
            Accessible.ignored: true
        }
        PlainText {
            width: parent.width
            text: face.text
            font.pixelSize: Theme.fontCard
            font.weight: Font.Bold
            lineHeight: Theme.titleLineHeight
            Accessible.ignored: true
        }
    }
}
