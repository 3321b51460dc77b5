import QtQuick
import Luotsi.Theme

/// The round or square mark of a choice; selected shows by shape, not by colour alone.
Rectangle {
    id: mark

    property bool single: true
    property bool selected: false

    implicitWidth: Theme.markSize
    implicitHeight: Theme.markSize
    radius: single ? width / 2 : Theme.radius * 0.5
    color: selected && !single ? Theme.colors.primary : Theme.colors.card
    border.width: Theme.borderStrong
    border.color: selected ? Theme.colors.primary : Theme.colors.inkSecondary

    Rectangle {
        visible: mark.single && mark.selected
        anchors.centerIn: parent
        width: parent.width * 0.54
        height: width
        radius: width / 2
        color: Theme.colors.primary
    }
    IconView {
        visible: !mark.single && mark.selected
        anchors.fill: parent
        anchors.margins: parent.width * 0.12
        name: "check"
        color: Theme.colors.primaryInk
    }
}
