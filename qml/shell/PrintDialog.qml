import QtQuick
import QtQuick.Layouts
import Luotsi.Components

/// Paper lies open beside the machine: asked before anything is printed.
DialogCard {
    id: dialog

    property string errorText

    signal confirmed()

    objectName: "printDialog"
    //: Title of the question before printing
    //% "Are you alone at the printer?"
    title: qsTrId("print-title")
    //: Text of the question before printing
    //% "The paper has your code on it. Take it with you. We print when you press the button."
    text: qsTrId("print-text")

    NoticeCard {
        Layout.fillWidth: true
        visible: text !== ""
        tone: NoticeCard.Error
        text: dialog.errorText
    }
    PrimaryButton {
        objectName: "printConfirm"
        Layout.fillWidth: true
        iconName: "print"
        //: Prints now
        //% "Print now"
        text: qsTrId("print-confirm")
        onClicked: dialog.confirmed()
    }
    SecondaryButton {
        objectName: "printCancel"
        Layout.fillWidth: true
        //: Does not print
        //% "Do not print"
        text: qsTrId("print-cancel")
        onClicked: dialog.escaped()
    }
}
