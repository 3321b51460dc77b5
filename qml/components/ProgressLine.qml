import QtQuick
import Luotsi.Theme

/// How much of something is done, as a line; what it is about is said in words beside it.
Rectangle {
    id: line

    required property real share
    property string name

    implicitHeight: Theme.progressHeight
    radius: height / 2
    color: Theme.colors.track
    border.width: Theme.lineWidth
    border.color: Theme.colors.softBorder

    Accessible.role: Accessible.ProgressBar
    Accessible.name: name

    Rectangle {
        anchors.left: parent.left
        width: Math.max(parent.height, parent.width * Math.min(1, line.share))
        height: parent.height
        visible: line.share > 0
        radius: parent.radius
        color: Theme.colors.primary
    }
}
