import QtQuick
import Luotsi.Theme

/// Icon beside the words, or above them when the text is large.
Item {
    id: face

    property bool stacked: false
    property string text
    property string iconName

    implicitWidth: stacked ? Theme.touchMinimum : row.implicitWidth
    implicitHeight: stacked ? column.implicitHeight : row.implicitHeight

    ButtonFace {
        id: row
        anchors.fill: parent
        visible: !face.stacked
        text: face.text
        iconName: face.iconName
        color: Theme.colors.ink
        pixelSize: Theme.fontStrip
        iconSize: Theme.iconSmall
        weight: Font.DemiBold
    }
    StackedFace {
        id: column
        width: parent.width
        anchors.verticalCenter: parent.verticalCenter
        visible: face.stacked
        text: face.text
        iconName: face.iconName
        color: Theme.colors.ink
        pixelSize: Theme.fontStrip
    }
}
