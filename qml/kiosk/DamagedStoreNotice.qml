import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// Told on the start screen while a damaged store waits for an administrator: what a person may miss, what still
/// works, and a line for staff.
Column {
    id: notice

    property string staffDetail

    objectName: "damagedStoreNotice"
    spacing: Theme.gapSmall

    NoticeCard {
        width: parent.width
        tone: NoticeCard.Warning
        //: On the start screen, when the device could not open what was saved on it before; names no benefit
        //% "Some applications begun on this device cannot be opened here now. They have not been removed. You can begin a new one. If your code does not work, ask the staff."
        text: qsTrId("kiosk-store-damaged")
    }
    HintText {
        width: parent.width
        //: %1 is the name of a folder and a technical reason
        //% "For staff: %1"
        text: qsTrId("kiosk-store-damaged-staff").arg(Theme.isolated(notice.staffDetail))
    }
}
