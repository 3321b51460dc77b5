import QtQuick
import QtQuick.Layouts
import Luotsi.Components

/// Moving to a newer version of the form cannot be undone, so it is asked on a card of its own.
DialogCard {
    id: dialog

    signal confirmed()

    objectName: "newerFormDialog"
    //: Title of the question before the application is moved to the newer version of the form
    //% "Go on in the newer form?"
    title: qsTrId("newer-form-title")
    //: Text of the question before the application is moved to the newer version of the form
    //% "Your answers move to the newer form, and you cannot come back to this one. The newer form may ask something new. Nothing is sent yet."
    text: qsTrId("newer-form-question")

    PrimaryButton {
        objectName: "newerForm:confirm"
        Layout.fillWidth: true
        iconName: "forward"
        text: qsTrId("newer-form-go-on")
        onClicked: dialog.confirmed()
    }
    SecondaryButton {
        objectName: "newerForm:keep"
        Layout.fillWidth: true
        //: Does not move to the newer version of the form
        //% "Keep this form"
        text: qsTrId("newer-form-keep")
        onClicked: dialog.escaped()
    }
}
