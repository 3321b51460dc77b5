import QtQuick
import Luotsi.Components

/// One tick that says "yes, this": a declaration, an acknowledgement.
FieldBase {
    id: root

    showsLabel: false

    function focusFirst(reason: int): void {
        row.forceActiveFocus(reason);
    }

    ChoiceRow {
        id: row
        objectName: "field:" + root.fieldName
        width: parent.width
        single: false
        text: root.label
        description: root.description
        selected: root.value !== ""
        faulty: root.faulty
        onClicked: root.field.choose(selected ? "" : "OK")
    }
}
