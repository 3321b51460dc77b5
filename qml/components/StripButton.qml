import QtQuick
import Luotsi.Theme

/// One of the three acts at the foot of every page. With large text the icon stands above the words.
PressBase {
    id: control

    property string iconName
    property bool stacked: false

    implicitHeight: Math.max(Theme.stripHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.gapSmall
    leftPadding: Theme.gap
    rightPadding: Theme.gap
    radius: Theme.radius * 0.8

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.lineWidth
        border.color: Theme.colors.border
    }
    contentItem: StripFace {
        stacked: control.stacked
        text: control.text
        iconName: control.iconName
    }
}
