import QtQuick
import Luotsi.Theme

/// A quiet line that says where the answers are, or that there is no connection. Changes are announced without
/// moving the focus.
Item {
    id: line

    property string iconName
    property string text
    property color color: Theme.colors.ok

    implicitWidth: Math.ceil(measure.implicitWidth) + Theme.iconSmall + row.spacing
    implicitHeight: Math.max(words.implicitHeight, Theme.iconSmall)

    PlainText {
        id: measure
        visible: false
        text: line.text
        wrapMode: Text.NoWrap
        font: words.font
    }
    Row {
        id: row
        anchors.left: parent.left
        spacing: Theme.gapSmall

        IconView {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.iconSmall
            height: Theme.iconSmall
            name: line.iconName
            color: line.color
        }
        PlainText {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(measure.implicitWidth), line.width - Theme.iconSmall - row.spacing)
            text: line.text
            color: line.color
            font.pixelSize: Theme.fontStatus
            font.weight: Font.DemiBold
            lineHeight: Theme.titleLineHeight
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
}
