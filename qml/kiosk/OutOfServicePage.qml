import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// Shown instead of the start screen: what is wrong, what still works, and a line for staff.
Column {
    id: page

    property string errorId
    property string staffDetail

    objectName: "outOfService"
    spacing: Theme.gapLarge

    HeroCard {
        width: parent.width
        tone: NoticeCard.Warning
        iconName: "warning"
        //: Title shown instead of the start screen when the kiosk cannot be used
        //% "This device is out of use"
        title: qsTrId("kiosk-out-of-service")
        text: page.errorId === "" ? "" : qsTrId(page.errorId)
    }
    NoticeCard {
        width: parent.width
        lead: qsTrId("failure-works")
        text: qsTrId("failure-works-paper-and-phone")
    }
    Panel {
        width: parent.width
        iconName: "help"
        visible: page.staffDetail !== ""

        SectionText {
            Layout.fillWidth: true
            text: qsTrId("failure-staff")
        }
        HintText {
            Layout.fillWidth: true
            text: page.staffDetail
        }
    }
}
