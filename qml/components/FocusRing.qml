import QtQuick
import Luotsi.Theme

/// The mark of keyboard focus: a beacon ring inside a dark ring, so that it shows on any ground.
/// Put inside the control; drawn around it.
Item {
    id: ring

    required property Item control
    property real radius: Theme.radius
    property bool shown: control.activeFocus

    objectName: "focusRing"
    anchors.fill: parent
    visible: shown
    z: 1

    Rectangle {
        anchors.fill: parent
        anchors.margins: -(Theme.ringWidth + Theme.ringOutline)
        color: "transparent"
        radius: ring.radius + Theme.ringWidth + Theme.ringOutline
        border.width: Theme.ringOutline
        border.color: Theme.focusOutline
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.ringWidth
        color: "transparent"
        radius: ring.radius + Theme.ringWidth
        border.width: Theme.ringWidth
        border.color: Theme.focusBeacon
    }
}
