import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// Help, hide screen and stop: on every page, in this order, one press away.
RowLayout {
    id: row

    property bool stacked: false

    signal helpAsked()
    signal hideAsked()
    signal stopAsked()

    spacing: Theme.touchGap

    StripButton {
        objectName: "helpAction"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: Theme.wide && !row.stacked ? implicitWidth : 1
        stacked: row.stacked
        iconName: "help"
        //: Strip at the foot of every page: opens the page of people who help
        //% "I need help"
        text: qsTrId("strip-help")
        onClicked: row.helpAsked()
    }
    StripButton {
        objectName: "hideAction"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: Theme.wide && !row.stacked ? implicitWidth : 1
        stacked: row.stacked
        iconName: "hide"
        //: Strip at the foot of every page: covers the screen at once
        //% "Hide screen"
        text: qsTrId("strip-hide")
        onClicked: row.hideAsked()
    }
    StripButton {
        objectName: "stopAction"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: Theme.wide && !row.stacked ? implicitWidth : 1
        stacked: row.stacked
        iconName: "lock"
        //: Strip at the foot of every page: asks whether to keep or delete, then ends
        //% "Stop"
        text: qsTrId("strip-stop")
        onClicked: row.stopAsked()
    }
}
