import QtQuick
import QtQuick.Layouts
import Luotsi.Components

/// An answer in one's own words.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        entry.forceActiveFocus(reason);
    }

    LongTextEntry {
        id: entry
        objectName: "field:" + root.field.name
        Layout.fillWidth: true
        name: root.field.label
        description: root.description
        faulty: root.faulty
        readOnly: root.field.readOnly
        text: root.field.value
        onTextChanged: if (activeFocus && text !== root.field.value) root.field.setText(text)
        onActiveFocusChanged: if (!activeFocus) root.field.leave()
    }
}
