pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// A list the person makes row by row: household members, costs, incomes, accounts.
KioskPage {
    id: page

    readonly property RepeatListModel rows: session.repeatList

    //: Button that adds one row to a list, when the form has no words of its own for it
    //% "Add a new one"
    readonly property string addOne: qsTrId("repeat-add")
    readonly property string addText: rows.addLabel === rows.title ? addOne : rows.addLabel

    objectName: "repeatPage"
    showsProgress: true
    showsSegments: true
    firstFocus: title
    primaryTrailingIcon: "forward"
    spokenText: rows.title + ". " + rows.hint + " " + rows.why
    onPrimary: errorLater.restart()

    function showError(): void {
        if (rows.error !== "")
            summary.forceActiveFocus(Qt.TabFocusReason);
    }

    Later {
        id: errorLater
        onTriggered: page.showError()
    }
    SplitScroll {
        id: scroll
        anchors.fill: parent

        leadData: [
            ErrorSummary {
                id: summary
                objectName: "errorSummary"
                width: parent.width
                visible: page.rows.error !== ""
                plainText: page.rows.error
            },
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                text: page.rows.title
            },
            LeadText {
                width: parent.width
                visible: text !== ""
                text: page.rows.hint
            },
            NoticeCard {
                width: parent.width
                visible: page.rows.why !== ""
                lead: qsTrId("field-why")
                text: page.rows.why
            }
        ]

        HintText {
            width: parent.width
            visible: page.rows.count === 0 && page.rows.canAdd
            //: Stands where a list has no rows yet. %1 is the name of the button that adds one
            //% "Nothing has been added yet. To add, press %1. If you have nothing to add, continue."
            text: qsTrId("repeat-empty").arg(page.addText)
            color: Theme.colors.ink
        }
        LongList {
            width: parent.width
            model: page.rows
            count: page.rows.count
            viewport: scroll.area.flickable
            rowSpacing: Theme.gap
            probableHeight: Theme.optionHeight
            visible: count > 0
            delegate: RepeatRow {
                required property int place
                width: parent?.width ?? 0
                canRemove: page.rows.canRemove
                onEditAsked: page.rows.edit(place)
                onRemoveAsked: page.rows.remove(place)
            }
        }
        SecondaryButton {
            objectName: "add:" + page.rows.name
            width: parent.width
            visible: page.rows.canAdd
            iconName: "add"
            text: page.addText
            onClicked: page.rows.add()
        }
    }
}
