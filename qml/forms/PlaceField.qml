import QtQuick
import Luotsi.Components

/// A place on the map: taken from the device where it can tell, else the two numbers a map or a phone shows.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        entry.focusFirst(reason);
    }

    PlaceHelp {
        width: parent.width
        canLocate: root.field?.canLocate ?? false
        searching: root.field?.searching ?? false
        name: root.label
        onLocateAsked: root.field?.locate()
    }
    PlaceEntry {
        id: entry
        stem: "field:" + root.fieldName
        objectName: stem
        width: parent.width
        name: root.label
        description: root.description
        latitude: root.part(0)
        longitude: root.part(1)
        faulty: root.faulty
        onEdited: (part, text) => root.field.setPart(part, text)
        onLeaving: root.field?.leave()
    }
}
