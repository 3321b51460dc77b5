import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// A place as the two numbers a map or a phone shows.
GridLayout {
    id: entry

    property string name
    property string description
    property string latitude
    property string longitude
    property bool faulty: false
    property string stem: "place"

    signal edited(part: int, text: string)
    signal leaving()

    readonly property int digits: 12

    columns: width < 2 * (digits + 3) * Theme.fontEntry * 0.62 ? 1 : 3
    columnSpacing: Theme.gap
    rowSpacing: Math.max(Theme.gapSmall, Theme.touchGap)

    function focusFirst(reason: int): void {
        latitudePart.entry.forceActiveFocus(reason);
    }

    EntryPart {
        id: latitudePart
        objectName: entry.stem + ":latitude"
        //: Label of the first number of a place on the map
        //% "Latitude (north)"
        label: qsTrId("place-latitude")
        owner: entry.name
        description: entry.description
        value: entry.latitude
        faulty: entry.faulty
        digits: entry.digits
        extraKey: ","
        signed: true
        onEdited: text => entry.edited(0, text)
        onLeaving: entry.leaving()
    }
    EntryPart {
        objectName: entry.stem + ":longitude"
        //: Label of the second number of a place on the map
        //% "Longitude (east)"
        label: qsTrId("place-longitude")
        owner: entry.name
        description: entry.description
        value: entry.longitude
        faulty: entry.faulty
        digits: entry.digits
        extraKey: ","
        signed: true
        onEdited: text => entry.edited(1, text)
        onLeaving: entry.leaving()
    }
}
