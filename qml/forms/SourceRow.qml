import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// Something that can be added by one press, once; what has been added says so and stays where it was.
ListRow {
    required property string sizeText
    required property bool added

    text: name
    //: State of a page in the list of pages that can be added
    //% "Added"
    status: added ? qsTrId("upload-added") : sizeText
    statusIcon: added ? "check" : "add"
    statusColor: added ? Theme.colors.ok : Theme.colors.accent
    //: Says to a screen reader what pressing the row does
    //% "Add this page"
    description: added ? "" : qsTrId("upload-add")
}
