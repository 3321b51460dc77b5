import QtQuick
import Luotsi.Components

/// A time of day.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        entry.focusFirst(reason);
    }

    TimeEntry {
        id: entry
        stem: "field:" + root.fieldName
        objectName: stem
        width: parent.width
        name: root.label
        description: root.description
        hours: root.part(0)
        minutes: root.part(1)
        faulty: root.faulty
        onEdited: (part, text) => root.field.setPart(part, text)
        onLeaving: root.field?.leave()
    }
}
