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

    /// The first task that is not done: where most people want to go on.
    function nextRow(): TaskRow {
        for (let row = 0; row < rows.count; ++row) {
            const task = rows.itemAt(row) as TaskRow;
            if (task !== null && task.status !== TaskListModel.Done)
                return task;
        }
        return null;
    }

    function begin(): void {
        title.forceActiveFocus(Qt.OtherFocusReason);
        scroll.area.toTop();
        const next = nextRow();
        if (next !== null)
            scroll.area.reveal(next);
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

        Repeater {
            id: rows
            model: page.tasks

            TaskRow {
                required property int index
                width: parent.width
                onClicked: page.session.openTask(index)
            }
        }
    }
}
