import QtQuick
import Luotsi.Components

/// A date the person knows by heart, or only its month and year, or its year.
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
        day: root.part(0)
        month: root.part(1)
        year: root.part(2)
        asked: root.field?.content.dateParts ?? 3
        faulty: root.faulty
        onEdited: (part, text) => root.field.setPart(part, text)
        onLeaving: root.field?.leave()
    }
}
