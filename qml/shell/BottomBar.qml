import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// The foot of every page. Tall window: the acts above the strip. Wide window: the strip and then the acts in one
/// row, so that the page keeps its height; the primary act is at the far end in both.
Rectangle {
    id: bar

    property string backText
    property string backIcon
    property bool backVisible: true
    property string primaryText
    property string primaryIcon
    property string primaryTrailingIcon
    property bool primaryVisible: true
    property bool primaryEnabled: true

    signal back()
    signal primary()
    signal helpAsked()
    signal hideAsked()
    signal stopAsked()

    readonly property bool hasActions: backVisible || primaryVisible

    objectName: "bottomBar"
    implicitHeight: body.implicitHeight
    color: Theme.colors.card

    Divider {
        width: parent.width
    }
    GridLayout {
        id: body
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        columns: Theme.wide ? 3 : 1
        columnSpacing: Theme.gapLarge
        rowSpacing: 0

        StripSlot {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 46
            Layout.maximumWidth: Theme.stripWidth
            Layout.topMargin: Theme.gap
            Layout.bottomMargin: Theme.gap
            active: Theme.wide
            onHelpAsked: bar.helpAsked()
            onHideAsked: bar.hideAsked()
            onStopAsked: bar.stopAsked()
        }
        Item {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: Theme.wide
        }
        ActionRow {
            objectName: "actions"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 54
            Layout.maximumWidth: Theme.wide ? Theme.actionsWidth : body.width
            Layout.topMargin: Theme.gap
            Layout.bottomMargin: Theme.gap
            visible: bar.hasActions
            backText: bar.backText
            backIcon: bar.backIcon
            backVisible: bar.backVisible
            primaryText: bar.primaryText
            primaryIcon: bar.primaryIcon
            primaryTrailingIcon: bar.primaryTrailingIcon
            primaryVisible: bar.primaryVisible
            primaryEnabled: bar.primaryEnabled
            onBack: bar.back()
            onPrimary: bar.primary()
        }
        Divider {
            Layout.fillWidth: true
            Layout.leftMargin: -Theme.margin
            Layout.rightMargin: -Theme.margin
            visible: !Theme.wide && bar.hasActions
        }
        StripSlot {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.gap
            Layout.bottomMargin: Theme.gap
            active: !Theme.wide
            onHelpAsked: bar.helpAsked()
            onHideAsked: bar.hideAsked()
            onStopAsked: bar.stopAsked()
        }
    }
}
