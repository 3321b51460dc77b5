pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// A line or an area on the map as the list of its places, added one by one.
FieldBase {
    id: root

    readonly property bool isArea: field?.kind === Field.Geoshape
    readonly property list<string> places: field?.places ?? []
    //: Hint of a question for a line on the map
    //% "A line has at least two places. Add them in order."
    readonly property string lineHint: qsTrId("places-line")
    //: Hint of a question for an area on the map
    //% "An area has at least three places. Add its corners in order."
    readonly property string areaHint: qsTrId("places-area")

    function focusFirst(reason: int): void {
        entry.focusFirst(reason);
    }

    Column {
        objectName: "field:" + root.fieldName
        width: parent.width
        spacing: Math.max(Theme.touchGap, Theme.gapSmall)

        HintText {
            width: parent.width
            text: root.isArea ? root.areaHint : root.lineHint
        }
        Repeater {
            model: root.places

            AttachedRow {
                required property string modelData
                required property int index

                objectName: "place:" + index
                width: parent?.width ?? 0
                //: One place of a line or an area. %1 is its number, %2 its two numbers on the map
                //% "Place %1: %2"
                name: qsTrId("places-name").arg(index + 1).arg(Theme.isolated(modelData))
                sizeText: ""
                onRemoveAsked: root.field.removePlace(index)
            }
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
            width: parent.width
            name: root.label
            description: root.description
            latitude: root.part(0)
            longitude: root.part(1)
            faulty: root.faulty
            onEdited: (part, text) => root.field.setPart(part, text)
        }
        SecondaryButton {
            anchors.left: parent.left
            objectName: "addPlace"
            minimumHeight: Theme.optionHeight
            pixelSize: Theme.fontLead
            iconName: "add"
            //: Button that adds a place to a line or an area
            //% "Add this place"
            text: qsTrId("places-add")
            onClicked: root.field?.addPlace()
        }
    }
}
