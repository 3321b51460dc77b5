pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// All tasks with their state in words; done, started, not started, or cannot start yet.
KioskPage {
    id: page

    readonly property TaskListModel tasks: session.tasks

    objectName: "taskListPage"
    firstFocus: title
    spokenText: title.text + ". " + lead.text
    //: Goes from the task list to the check page when every task is done
    //% "Check your answers"
    readonly property string checkText: qsTrId("tasks-check")
    primaryText: tasks.allDone ? checkText : qsTrId("action-continue")
    primaryTrailingIcon: "forward"

    function begin(): void {
        title.forceActiveFocus(Qt.OtherFocusReason);
        scroll.area.toTop();
        // The first task that is not done: where most people want to go on.
        if (tasks.nextRow >= 0)
            scroll.area.reveal(rows.itemAt(tasks.nextRow));
    }

    SplitScroll {
        id: scroll
        anchors.fill: parent
        leadShare: 0.36

        leadData: [
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the list of tasks
                //% "Your application"
                text: qsTrId("tasks-title")
            },
            LeadText {
                id: lead
                width: parent.width
                //: How many tasks are done. %1 done, %2 all
                //% "%1 of %2 tasks are done. You can do them in any order and stop at any time."
                text: qsTrId("tasks-lead").arg(page.tasks.doneCount).arg(page.tasks.count)
            },
            NoticeCard {
                objectName: "partsMissing"
                width: parent.width
                visible: page.tasks.partsMissing
                tone: NoticeCard.Warning
                //: On the list of tasks, when something another device wrote has not come here
                //% "Something of your application is not here."
                lead: qsTrId("tasks-missing-lead")
                //: What that means for the person
                //% "Something that was written elsewhere has not come here. What you see is kept, and you can go on. Please tell the staff."
                text: qsTrId("tasks-missing-text")
            },
            PutAsideNotice {
                width: parent.width
                tone: NoticeCard.Warning
                receipt: page.session.receipt
                //: On the list of tasks, after the reason why something was not taken by the centre, and since when
                //% "Your answers are safe on this device and you can go on. You can also ask the staff."
                stillWorks: qsTrId("tasks-put-aside-text")
            },
            ConflictNotice {
                width: parent.width
                visible: page.tasks.conflictCount > 0
                //: On the list of tasks, when two places have answered differently. %1 is how many questions
                //% "Questions with two answers: %1"
                text: qsTrId("tasks-conflicts").arg(page.tasks.conflictCount)
                onChooseAsked: page.session.openConflicts()
            },
            NewerFormNotice {
                width: parent.width
                newer: page.session.newerForm
            },
            SecondaryButton {
                objectName: "showCode"
                visible: page.session.hasDraft
                minimumHeight: Theme.optionHeight
                pixelSize: Theme.fontLead
                iconName: "key"
                //: Shows the resume code again
                //% "Show my code"
                text: qsTrId("tasks-code")
                onClicked: page.session.showCode()
            }
        ]

        LongList {
            id: rows
            width: parent.width
            model: page.tasks
            count: page.tasks.count
            viewport: scroll.area.flickable
            probableHeight: Theme.optionHeight
            rowSpacing: scroll.spacing
            delegate: TaskRow {
                required property int place
                width: parent?.width ?? 0
                onClicked: page.session.openTask(place)
            }
        }
    }
}
