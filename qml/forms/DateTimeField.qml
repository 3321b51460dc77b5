import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// A day and a time of that day.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        date.focusFirst(reason);
    }

    Flow {
        objectName: "field:" + root.fieldName
        width: parent.width
        spacing: Theme.gapLarge

        DateEntry {
            id: date
            stem: "field:" + root.fieldName
            width: Math.min(parent.width, implicitWidth)
            name: root.label
            description: root.description
            day: root.part(0)
            month: root.part(1)
            year: root.part(2)
            faulty: root.faulty
            onEdited: (part, text) => root.field.setPart(part, text)
            onLeaving: root.field?.leave()
        }
        TimeEntry {
            stem: "field:" + root.fieldName
            width: Math.min(parent.width, implicitWidth)
            name: root.label
            description: root.description
            hours: root.part(3)
            minutes: root.part(4)
            faulty: root.faulty
            onEdited: (part, text) => root.field.setPart(3 + part, text)
            onLeaving: root.field?.leave()
        }
    }
}
