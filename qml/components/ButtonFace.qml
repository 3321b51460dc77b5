import QtQuick
import Luotsi.Theme

/// Icon and words of a button, centred together; the words wrap rather than being cut.
Item {
    id: face

    property string text
    property string iconName
    property string trailingIconName
    property color color
    property int pixelSize: Theme.fontButton
    property int iconSize: Theme.icon
    property int weight: Font.Bold
    property bool mirrorIcons: false
    readonly property real iconsWidth: (iconName === "" ? 0 : iconSize + spacing)
                                       + (trailingIconName === "" ? 0 : iconSize + spacing)
    readonly property int spacing: Theme.gapSmall

    implicitWidth: measure.implicitWidth + iconsWidth
    implicitHeight: Math.max(label.implicitHeight, iconsWidth > 0 ? iconSize : 0)

    /// Width of the words in one line, whatever the label is given.
    PlainText {
        id: measure
        visible: false
        text: face.text
        wrapMode: Text.NoWrap
        font.pixelSize: face.pixelSize
        font.weight: face.weight
    }
    Row {
        anchors.centerIn: parent
        spacing: face.spacing

        IconView {
            visible: face.iconName !== ""
            anchors.verticalCenter: parent.verticalCenter
            width: face.iconSize
            height: face.iconSize
            name: face.iconName
            color: face.color
            mirrored: face.mirrorIcons
        }
        PlainText {
            id: label
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(measure.implicitWidth), face.width - face.iconsWidth)
            text: face.text
            color: face.color
            font.pixelSize: face.pixelSize
            font.weight: face.weight
            lineHeight: Theme.titleLineHeight
            horizontalAlignment: face.iconName === "" ? Text.AlignHCenter : Text.AlignLeft
            Accessible.ignored: true
        }
        IconView {
            visible: face.trailingIconName !== ""
            anchors.verticalCenter: parent.verticalCenter
            width: face.iconSize
            height: face.iconSize
            name: face.trailingIconName
            color: face.color
            mirrored: face.mirrorIcons
        }
    }
}
