import QtQuick
import Luotsi.Theme

/// The mark of a choice and its words, with a picture when it has one; the mark above the words when `stacked`.
Item {
    id: face

    property bool single: true
    property bool selected: false
    property bool stacked: false
    property string text
    property string detail
    property string picture

    implicitHeight: stacked ? mark.height + Theme.gapSmall + words.implicitHeight
                            : Math.max(mark.height, words.implicitHeight)

    ChoiceMark {
        id: mark
        x: face.stacked ? (face.width - width) / 2 : face.LayoutMirroring.enabled ? face.width - width : 0
        y: face.stacked ? 0 : (face.height - height) / 2
        single: face.single
        selected: face.selected
    }
    Column {
        id: words
        readonly property real lead: face.stacked ? 0 : mark.width + Theme.gapLarge * 0.9
        x: face.LayoutMirroring.enabled ? 0 : lead
        y: face.stacked ? mark.height + Theme.gapSmall : (face.height - height) / 2
        width: face.width - lead
        spacing: Theme.gapSmall

        Image {
            width: Math.min(words.width, implicitWidth)
            height: implicitWidth > 0 ? Math.min(Theme.pictureHeight / 2, width * implicitHeight / implicitWidth) : 0
            visible: face.picture !== ""
            source: face.picture
            fillMode: Image.PreserveAspectFit
            horizontalAlignment: Image.AlignLeft
            Accessible.ignored: true
        }
        PlainText {
            width: parent.width
            text: face.text
            font.pixelSize: face.stacked ? Theme.fontHint : Theme.fontBody
            font.weight: face.selected ? Font.DemiBold : Font.Normal
            lineHeight: 1.2
            horizontalAlignment: face.stacked ? Text.AlignHCenter : Text.AlignLeft
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
