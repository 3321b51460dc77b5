import QtQuick
import QtQuick.Layouts
import Luotsi.Components

/// Stopping: keep (the default) or delete. Without a draft there is nothing to keep.
DialogCard {
    id: dialog

    property bool hasDraft: true

    signal keepChosen()
    signal deleteChosen()

    objectName: "stopDialog"
    //: Title of the card shown after Stop
    //% "Do you want to stop?"
    title: qsTrId("stop-title")
    //: Text of the stop card when an application has been started
    //% "Your application is kept on this device, locked with your code. With the code you can go on later."
    readonly property string keptText: qsTrId("stop-text-kept")
    //: Text of the stop card when nothing has been written
    //% "You have not written anything. The screen is cleared."
    readonly property string nothingText: qsTrId("stop-text-nothing")
    text: hasDraft ? keptText : nothingText

    PrimaryButton {
        objectName: "stopKeep"
        Layout.fillWidth: true
        iconName: "lock"
        //: Stops and keeps the application
        //% "Stop, keep the application"
        readonly property string keepText: qsTrId("stop-keep")
        //: Stops when there is nothing to keep
        //% "Stop and clear the screen"
        readonly property string clearText: qsTrId("stop-clear")
        text: dialog.hasDraft ? keepText : clearText
        onClicked: dialog.keepChosen()
    }
    SecondaryButton {
        objectName: "stopCancel"
        Layout.fillWidth: true
        //: Closes the stop card and goes on
        //% "Go on filling in"
        text: qsTrId("stop-cancel")
        onClicked: dialog.escaped()
    }
    DangerButton {
        objectName: "stopDelete"
        Layout.fillWidth: true
        visible: dialog.hasDraft
        iconName: "remove"
        //: Leads to the separate confirmation of deleting
        //% "Delete the application"
        text: qsTrId("stop-delete")
        onClicked: dialog.deleteChosen()
    }
}
