import QtQuick
import Luotsi.Theme

/// A large card that starts something: picture, what it is, what it is for.
PressBase {
    id: control

    property string iconName
    property string detail
    property bool urgent: false

    name: detail === "" ? text : text + ". " + detail
    implicitHeight: Math.max(Theme.cardHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gap
    bottomPadding: Theme.gap
    radius: Theme.radius * 1.25

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.borderWidth
        border.color: control.urgent ? Theme.colors.error : Theme.colors.border
    }
    contentItem: CardFace {
        iconName: control.iconName
        urgent: control.urgent
        text: control.text
        detail: control.detail
    }
}
