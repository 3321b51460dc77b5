import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// Where the numbers of a place come from: the device, when it can tell where it stands, or a map.
Column {
    id: help

    required property bool canLocate
    property bool searching: false
    required property string name

    signal locateAsked()

    spacing: Math.max(Theme.gapSmall, Theme.touchGap)

    SecondaryButton {
        anchors.left: parent.left
        objectName: "locate"
        visible: help.canLocate
        minimumHeight: Theme.optionHeight
        pixelSize: Theme.fontLead
        iconName: "place"
        //: Button that takes the place where the device stands as the answer
        //% "Use the place where I am now"
        readonly property string hereText: qsTrId("place-here")
        //: Button that stops looking for a place or a code
        //% "Stop looking"
        readonly property string stopText: qsTrId("device-stop")
        text: help.searching ? stopText : hereText
        name: text + ": " + help.name
        onClicked: help.locateAsked()
    }
    PlainText {
        objectName: "searching"
        width: help.width
        visible: help.searching
        //: While the device finds out where it is
        //% "Looking for the place. This may take half a minute."
        text: qsTrId("place-searching")
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    HintText {
        width: help.width
        //: Above the two numbers of a place
        //% "A map on a phone shows these two numbers when you press the place. If you do not know them, staff can help."
        text: qsTrId("place-hint")
    }
}
