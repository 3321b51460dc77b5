import QtQuick
import Luotsi.Theme

/// Icon (or a short code in its place) above the words.
Column {
    id: face

    property string text
    property string iconName
    property string code
    property color color
    property int pixelSize: Theme.fontTool
    property int wrapMode: Text.Wrap

    spacing: Theme.gapTiny

    IconView {
        visible: face.iconName !== ""
        anchors.horizontalCenter: parent.horizontalCenter
        width: Theme.iconSmall
        height: Theme.iconSmall
        name: face.iconName
        color: face.color
    }
    PlainText {
        visible: face.code !== ""
        width: parent.width
        height: Theme.iconSmall
        text: face.code
        color: face.color
        font.pixelSize: Theme.iconSmall * 0.86
        font.weight: Font.Bold
        lineHeight: 1
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    PlainText {
        width: parent.width
        text: face.text
        color: face.color
        font.pixelSize: face.pixelSize
        font.weight: Font.DemiBold
        lineHeight: Theme.titleLineHeight
        horizontalAlignment: Text.AlignHCenter
        wrapMode: face.wrapMode
        Accessible.ignored: true
    }
}
