import QtQuick
import Luotsi.Theme

/// A QR code on its white quiet zone, in every contrast theme; the words beside it say the same.
Rectangle {
    id: frame

    property string source
    property string name

    implicitWidth: Theme.qrSize
    implicitHeight: implicitWidth
    radius: Theme.radius * 0.5
    color: "white"
    visible: source !== ""

    Accessible.role: Accessible.Graphic
    Accessible.name: name

    Image {
        anchors.fill: parent
        anchors.margins: parent.width * 0.04
        source: frame.source
        sourceSize.width: Math.ceil(width)
        sourceSize.height: Math.ceil(height)
        fillMode: Image.PreserveAspectFit
        smooth: false
        cache: false
    }
}
