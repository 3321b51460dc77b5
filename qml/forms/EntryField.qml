import QtQuick
import Luotsi.Components
import Luotsi.ViewModels

/// One line of words, or a code written in Latin letters.
FieldBase {
    id: root

    readonly property bool isCode: field?.kind === Field.IdentityCode || field?.kind === Field.Iban
                                   || field?.kind === Field.Email
    readonly property int hints: field?.kind === Field.Email ? Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
                               : isCode ? Qt.ImhPreferUppercase | Qt.ImhPreferLatin : Qt.ImhNone

    function focusFirst(reason: int): void {
        entry.forceActiveFocus(reason);
    }

    TextEntry {
        id: entry
        objectName: "field:" + root.fieldName
        width: parent.width
        name: root.label
        description: root.description
        kind: root.hints
        leftToRight: root.isCode
        faulty: root.faulty
        readOnly: root.locked
        text: root.value
        onTextEdited: root.field.setText(text)
        onActiveFocusChanged: if (!activeFocus) root.field?.leave()
        onAccepted: root.submitted()
    }
}
