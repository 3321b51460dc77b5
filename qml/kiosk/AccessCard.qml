import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// Who has opened the application, as the centre has recorded it.
Column {
    property alias accesses: lines.steps

    spacing: Theme.gapSmall

    SectionText {
        width: parent.width
        //: Heading over the list of who has opened the application
        //% "Who has opened this application"
        text: qsTrId("access-title")
    }
    NumberedList {
        id: lines
        objectName: "accesses"
        width: parent.width
        numbered: false
    }
}
