import QtQuick
import QtQuick.Layouts
import Luotsi.Components

/// Deleting cannot be undone, so it is asked on a card of its own, and keeping is the first choice.
DialogCard {
    id: dialog

    signal confirmed()

    objectName: "deleteDialog"
    //: Title of the confirmation of deleting
    //% "Delete the whole application?"
    title: qsTrId("delete-title")
    //: Text of the confirmation of deleting
    //% "All your answers and attached pages are removed. Nobody can bring them back. Your code stops working."
    text: qsTrId("delete-text")

    PrimaryButton {
        objectName: "deleteCancel"
        Layout.fillWidth: true
        //: Does not delete
        //% "Do not delete"
        text: qsTrId("delete-cancel")
        onClicked: dialog.escaped()
    }
    DangerButton {
        objectName: "deleteConfirm"
        Layout.fillWidth: true
        iconName: "remove"
        //: Deletes for good
        //% "Delete for good"
        text: qsTrId("delete-confirm")
        onClicked: dialog.confirmed()
    }
}
