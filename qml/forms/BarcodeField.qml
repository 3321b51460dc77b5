import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// A bar code or QR code: typed, read by a reader that types, or seen by the camera where there is one.
FieldBase {
    id: root

    readonly property bool searching: field?.searching ?? false

    function focusFirst(reason: int): void {
        entry.forceActiveFocus(reason);
    }

    SecondaryButton {
        anchors.left: parent.left
        objectName: "scan"
        visible: root.field?.canScan ?? false
        minimumHeight: Theme.optionHeight
        pixelSize: Theme.fontLead
        iconName: "show"
        //: Button that reads a bar code with the camera
        //% "Read the code with the camera"
        readonly property string scanText: qsTrId("barcode-scan")
        text: root.searching ? qsTrId("device-stop") : scanText
        name: text + ": " + root.label
        onClicked: root.field?.scan()
    }
    PlainText {
        objectName: "searching"
        width: parent.width
        visible: root.searching
        //: While the camera looks for a bar code
        //% "Hold the code still in front of the camera."
        text: qsTrId("barcode-searching")
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    TextEntry {
        id: entry
        objectName: "field:" + root.fieldName
        width: parent.width
        name: root.label
        description: root.description
        kind: Qt.ImhPreferUppercase | Qt.ImhPreferLatin
        leftToRight: true
        faulty: root.faulty
        readOnly: root.locked
        text: root.value
        onTextEdited: root.field.setText(text)
        onActiveFocusChanged: if (!activeFocus) root.field?.leave()
        onAccepted: root.submitted()
    }
    HintText {
        width: parent.width
        //: Under the field for a bar code
        //% "Write the numbers and letters that stand beside the code."
        text: qsTrId("barcode-hint")
    }
}
