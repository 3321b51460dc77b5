import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// A file that is being added: how far it is, in words and as a line, and the way to stop it.
Panel {
    id: panel

    required property Field field
    readonly property int percent: field?.attaching.percent ?? 0

    objectName: "attaching"

    // The list of files has gone from under the focus, and comes back when the file is there.
    onVisibleChanged: if (visible) focusLater.restart()

    Later {
        id: focusLater
        onTriggered: if (panel.visible) cancel.forceActiveFocus(Qt.OtherFocusReason)
    }
    PlainText {
        Layout.fillWidth: true
        //: While a file is being added to the application. %1 is a number from 0 to 100
        //% "Adding the file: %1 %"
        text: qsTrId("upload-adding").arg(panel.percent)
        font.weight: Font.DemiBold
        lineHeight: Theme.titleLineHeight
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }
    ProgressLine {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        share: panel.field?.attaching.share ?? 0
        name: qsTrId("upload-adding").arg(panel.percent)
    }
    SecondaryButton {
        id: cancel
        objectName: "cancelAttach"
        Layout.topMargin: Theme.gap
        minimumHeight: Theme.optionHeight
        pixelSize: Theme.fontLead
        //: Stops adding a file; nothing of it stays
        //% "Do not add it"
        text: qsTrId("upload-cancel")
        onClicked: panel.field?.attaching.cancel()
    }
}
