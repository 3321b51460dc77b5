import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// Nobody has touched the screen for a while. Shows nothing of the content, and no code can be had from here.
DialogCard {
    id: dialog

    property int secondsLeft: 0
    property int secondsTotal: 1
    property bool hasDraft: true

    signal continued()
    signal stopped()

    objectName: "idleDialog"
    opaque: true
    centred: true
    //: Title of the warning before the screen is cleared
    //% "Are you still here?"
    title: qsTrId("idle-title")
    onEscaped: dialog.continued()

    LeadText {
        Layout.fillWidth: true
        horizontalAlignment: Text.AlignHCenter
        //: Counts down. %n is the number of seconds
        //% "We clear the screen in %n second(s)."
        text: qsTrId("idle-seconds", dialog.secondsLeft)
        color: Theme.colors.ink
        font.weight: Font.DemiBold
    }
    LeadText {
        Layout.fillWidth: true
        Layout.topMargin: -Theme.gap
        visible: dialog.hasDraft
        horizontalAlignment: Text.AlignHCenter
        //: Says that clearing the screen loses nothing
        //% "Your application is kept."
        text: qsTrId("idle-kept")
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: Theme.progressHeight
        radius: height / 2
        color: Theme.colors.track
        border.width: Theme.lineWidth
        border.color: Theme.colors.softBorder

        Rectangle {
            anchors.left: parent.left
            width: parent.width * Math.max(0, Math.min(1, dialog.secondsLeft / Math.max(1, dialog.secondsTotal)))
            height: parent.height
            radius: parent.radius
            color: Theme.colors.primary
        }
    }
    PrimaryButton {
        objectName: "stillHere"
        Layout.fillWidth: true
        //: The person goes on
        //% "I am here"
        text: qsTrId("idle-continue")
        onClicked: dialog.continued()
    }
    SecondaryButton {
        objectName: "idleStop"
        Layout.fillWidth: true
        iconName: "lock"
        text: dialog.hasDraft ? qsTrId("stop-keep") : qsTrId("stop-clear")
        onClicked: dialog.stopped()
    }
    HintText {
        Layout.fillWidth: true
        visible: dialog.hasDraft
        horizontalAlignment: Text.AlignHCenter
        //: Says what is asked before earlier answers are shown again
        //% "We ask for your date of birth or your code before earlier answers are shown."
        text: qsTrId("idle-locked")
    }
}
