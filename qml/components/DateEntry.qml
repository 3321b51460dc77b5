import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// A memorable date as three numbers in the order day, month, year; no calendar to page through.
Item {
    id: entry

    property string name
    property string description
    property string day
    property string month
    property string year
    /// 2: month and year alone; 1: the year alone.
    property int asked: 3
    property bool faulty: false
    property string stem: "date"

    signal edited(part: int, text: string)
    signal leaving()

    implicitWidth: boxes.implicitWidth
    implicitHeight: boxes.implicitHeight

    function focusFirst(reason: int): void {
        (asked === 3 ? dayPart : asked === 2 ? monthPart : yearPart).entry.forceActiveFocus(reason);
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
            id: dayPart
            objectName: entry.stem + ":day"
            visible: entry.asked === 3
            //: Label of the day part of a date
            //% "Day"
            label: qsTrId("date-day")
            owner: entry.name
            description: entry.description
            value: entry.day
            faulty: entry.faulty
            digits: 2
            onEdited: text => entry.edited(0, text)
            onLeaving: entry.leaving()
        }
        EntryPart {
            id: monthPart
            objectName: entry.stem + ":month"
            visible: entry.asked >= 2
            //: Label of the month part of a date
            //% "Month"
            label: qsTrId("date-month")
            owner: entry.name
            description: entry.description
            value: entry.month
            faulty: entry.faulty
            digits: 2
            onEdited: text => entry.edited(1, text)
            onLeaving: entry.leaving()
        }
        EntryPart {
            id: yearPart
            objectName: entry.stem + ":year"
            //: Label of the year part of a date
            //% "Year"
            label: qsTrId("date-year")
            owner: entry.name
            description: entry.description
            value: entry.year
            faulty: entry.faulty
            digits: 4
            onEdited: text => entry.edited(2, text)
            onLeaving: entry.leaving()
        }
    }
}
