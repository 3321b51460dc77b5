import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// Where the numbers of a place come from: the device, when it can tell where it stands, or a map.
Column {
    id: help

    required property bool canLocate
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
        text: qsTrId("place-here")
        name: text + ": " + help.name
        onClicked: help.locateAsked()
    }
    HintText {
        width: help.width
        //: Above the two numbers of a place
        //% "A map on a phone shows these two numbers when you press the place. If you do not know them, staff can help."
        text: qsTrId("place-hint")
    }
}
