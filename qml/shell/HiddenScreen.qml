import QtQuick
import QtQuick.Layouts
import Luotsi.Components

/// The screen covered at the person's wish: nothing of the content, one way back.
DialogCard {
    id: dialog

    signal showAsked()

    objectName: "hiddenScreen"
    opaque: true
    centred: true
    //: Title of the covered screen
    //% "The screen is hidden"
    title: qsTrId("hidden-title")
    //: Text of the covered screen
    //% "Your answers are safe. Nobody sees them now."
    text: qsTrId("hidden-text")
    onEscaped: dialog.showAsked()

    PrimaryButton {
        objectName: "showScreen"
        Layout.fillWidth: true
        iconName: "show"
        //: Uncovers the screen
        //% "Show the screen"
        text: qsTrId("hidden-show")
        onClicked: dialog.showAsked()
    }
}
