import QtQuick
import Luotsi.Components

/// An answer in one's own words.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        entry.forceActiveFocus(reason);
    }

    LongTextEntry {
        id: entry
        objectName: "field:" + root.fieldName
        width: parent.width
        name: root.label
        description: root.description
        faulty: root.faulty
        readOnly: root.locked
        text: root.value
        onTextChanged: if (activeFocus && text !== root.value) root.field.setText(text)
        onActiveFocusChanged: if (!activeFocus) root.field?.leave()
    }
}
