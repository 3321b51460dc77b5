import QtQuick
import Luotsi.Components

/// A date the person knows by heart.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        entry.focusFirst(reason);
    }

    DateEntry {
        id: entry
        stem: "field:" + root.fieldName
        objectName: stem
        width: parent.width
        name: root.label
        description: root.description
        day: (root.field?.day ?? "")
        month: (root.field?.month ?? "")
        year: (root.field?.year ?? "")
        faulty: root.faulty
        onEdited: (part, text) => root.field.setDatePart(part, text)
        onLeaving: root.field?.leave()
    }
}
