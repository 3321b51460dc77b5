import QtQuick
import Luotsi.Components

/// Before the session has begun; words instead of a bare spinner.
KioskPage {
    objectName: "waitingPage"
    showsSaved: false
    backVisible: false
    primaryVisible: false

    LeadText {
        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width)
        //: Shown while the first page is being prepared
        //% "One moment, the page is opening."
        text: qsTrId("waiting-text")
    }
}
