import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Digits with the number pad: counts, amounts, postal codes, phone numbers. The unit stands after the number.
FieldBase {
    id: root

    readonly property bool isShort: field?.kind === Field.Integer || field?.kind === Field.PostalCode
    readonly property bool signed: field?.kind === Field.Balance
    readonly property string extraKey: signed || field?.kind === Field.Money || field?.kind === Field.Decimal ? ","
                                     : field?.kind === Field.Phone ? "+" : ""

    function focusFirst(reason: int): void {
        entry.forceActiveFocus(reason);
    }

    RowLayout {
        width: parent.width
        spacing: Theme.gap

        NumberEntry {
            id: entry
            objectName: "field:" + root.fieldName
            Layout.fillWidth: true
            Layout.maximumWidth: root.isShort ? Math.round(Theme.fontEntry * 9) : root.width
            name: root.unit === "" ? root.label : root.label + ", " + root.unit
            description: root.description
            extraKey: root.extraKey
            signed: root.signed
            kind: root.field?.kind === Field.Phone ? Qt.ImhDialableCharactersOnly
                : root.extraKey === "," ? Qt.ImhFormattedNumbersOnly : Qt.ImhDigitsOnly
            faulty: root.faulty
            readOnly: root.locked
            text: root.value
            onTextEdited: root.field.setText(text)
            onActiveFocusChanged: if (!activeFocus) root.field?.leave()
            onAccepted: root.submitted()
        }
        PlainText {
            visible: text !== ""
            text: root.unit
            font.pixelSize: Theme.fontEntry
            font.weight: Font.DemiBold
            lineHeight: 1
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
