import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// Something that can be added by one press.
ListRow {
    required property string sizeText

    text: name
    status: sizeText
    statusIcon: "add"
    statusColor: Theme.colors.accent
    //: Says to a screen reader what pressing the row does
    //% "Add this page"
    description: qsTrId("upload-add")
}
