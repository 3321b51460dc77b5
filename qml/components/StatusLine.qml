import QtQuick
import Luotsi.Theme

/// A quiet line that says where the answers are, or that there is no connection. Changes are announced without
/// moving the focus.
Row {
    id: line

    property string iconName
    property string text
    property color color: Theme.colors.ok

    spacing: Theme.gapSmall

    IconView {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.iconSmall
        height: Theme.iconSmall
        name: line.iconName
        color: line.color
    }
    PlainText {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, line.width - Theme.iconSmall - line.spacing)
        text: line.text
        color: line.color
        font.pixelSize: Theme.fontStatus
        font.weight: Font.DemiBold
        lineHeight: Theme.titleLineHeight
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
}
