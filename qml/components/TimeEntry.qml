import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// A time of day as two numbers, hours and minutes, in this order in every script.
Item {
    id: entry

    property string name
    property string description
    property string hours
    property string minutes
    property bool faulty: false
    property string stem: "time"

    signal edited(part: int, text: string)
    signal leaving()

    implicitWidth: boxes.implicitWidth
    implicitHeight: boxes.implicitHeight

    function focusFirst(reason: int): void {
        hoursPart.entry.forceActiveFocus(reason);
    }

    // Numbers stand in the same order in every script; where they begin follows the page.
    RowLayout {
        id: boxes
        x: entry.LayoutMirroring.enabled ? entry.width - width : 0
        width: Math.min(entry.width, implicitWidth)
        spacing: Theme.gap
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        EntryPart {
            id: hoursPart
            objectName: entry.stem + ":hours"
            //: Label of the hours of a time of day, from 0 to 23
            //% "Hours"
            label: qsTrId("time-hours")
            owner: entry.name
            description: entry.description
            value: entry.hours
            faulty: entry.faulty
            onEdited: text => entry.edited(0, text)
            onLeaving: entry.leaving()
        }
        EntryPart {
            objectName: entry.stem + ":minutes"
            //: Label of the minutes of a time of day
            //% "Minutes"
            label: qsTrId("time-minutes")
            owner: entry.name
            description: entry.description
            value: entry.minutes
            faulty: entry.faulty
            onEdited: text => entry.edited(1, text)
            onLeaving: entry.leaving()
        }
    }
}
