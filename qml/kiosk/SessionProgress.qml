import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Task and page number at the top of a question, in words and as segments.
Item {
    id: progress

    required property KioskSession session
    required property KioskPage page
    readonly property bool shown: page !== null && page.showsProgress && session.taskCount > 0

    visible: shown
    implicitHeight: shown ? line.implicitHeight + Theme.gapLarge : 0
    height: implicitHeight

    TaskProgress {
        id: line
        objectName: "progress"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        current: progress.session.taskIndex
        total: progress.session.taskCount
        segments: progress.page !== null && progress.page.showsSegments
        //: Where one is. %1 task number, %2 number of tasks, %3 title of the task, %4 page number
        //% "Task %1 / %2 · %3 · page %4"
        text: qsTrId("progress-text").arg(progress.session.taskIndex).arg(progress.session.taskCount)
            .arg(progress.session.taskTitle).arg(progress.session.pageNumber)
    }
}
