import QtQuick
import Luotsi.Theme

/// A picture on a soft ground.
Rectangle {
    id: tile

    property string iconName
    property bool urgent: false
    property color ink: urgent ? Theme.colors.error : Theme.colors.accent

    implicitWidth: Theme.iconBox
    implicitHeight: Theme.iconBox
    radius: Theme.radius * 1.25
    color: urgent ? Theme.colors.errorSoft : Theme.colors.accentSoft
    border.width: Theme.lineWidth
    border.color: Theme.colors.softBorder

    IconView {
        anchors.centerIn: parent
        width: Theme.iconLarge
        height: Theme.iconLarge
        name: tile.iconName
        color: tile.ink
    }
}
