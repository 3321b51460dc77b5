import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// One task; its state is words and shape first, then colour.
Item {
    id: row

    required property string name
    required property string title
    required property int status
    required property bool optional
    required property bool current
    required property int conflicts
    readonly property bool disputed: conflicts > 0

    signal clicked()

    implicitHeight: face.implicitHeight

    function statusText(status: int): string {
        switch (status) {
        case TaskListModel.Done:
            //: State of a task
            //% "Done"
            return qsTrId("task-done");
        case TaskListModel.Started:
            //: State of a task
            //% "Started"
            return qsTrId("task-started");
        case TaskListModel.CannotStartYet:
            //: State of a task that depends on another
            //% "Cannot start yet"
            return qsTrId("task-later");
        }
        //: State of a task
        //% "Not started"
        return qsTrId("task-not-started");
    }

    ListRow {
        id: face
        objectName: "task:" + row.name
        width: parent.width
        enabled: row.status !== TaskListModel.CannotStartYet
        current: row.current
        //: Title of a task that may be left out. %1 is the title
        //% "%1 (optional)"
        text: row.optional ? qsTrId("task-optional").arg(row.title) : row.title
        //: State of a task in which a question has two answers
        //% "Choose the answer"
        readonly property string disputedText: qsTrId("task-conflict")
        status: row.disputed ? disputedText : row.statusText(row.status)
        statusIcon: row.disputed ? "warning" : row.status === TaskListModel.Done ? "check" : row.status === TaskListModel.Started ? "edit"
                  : row.status === TaskListModel.CannotStartYet ? "lock" : "forward"
        statusColor: row.disputed ? Theme.colors.warning : row.status === TaskListModel.Done ? Theme.colors.ok
                   : row.status === TaskListModel.CannotStartYet ? Theme.colors.inkSecondary : Theme.colors.accent
        onClicked: row.clicked()
    }
}
