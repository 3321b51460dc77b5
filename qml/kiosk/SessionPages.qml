import QtQuick
import Luotsi.ViewModels

/// Puts the page the session names on the stage.
Loader {
    id: pages

    required property KioskSession session
    readonly property KioskPage page: item as KioskPage
    readonly property string file: fileFor(session.page)

    onFileChanged: show()
    Component.onCompleted: show()

    function show(): void {
        setSource(file, { "session": session });
    }

    function fileFor(page: int): string {
        switch (page) {
        case KioskSession.Privacy:
            return "PrivacyPage.qml";
        case KioskSession.CodeShown:
            return "CodePage.qml";
        case KioskSession.TaskList:
            return "TaskListPage.qml";
        case KioskSession.Question:
            return "QuestionView.qml";
        case KioskSession.RepeatList:
            return "RepeatPage.qml";
        case KioskSession.Check:
            return "CheckPage.qml";
        case KioskSession.Receipt:
        case KioskSession.Status:
            return "ReceiptPage.qml";
        case KioskSession.EnterCode:
            return "EnterCodePage.qml";
        case KioskSession.Unlock:
            return "UnlockPage.qml";
        case KioskSession.Urgent:
            return "UrgentPage.qml";
        case KioskSession.Help:
            return "HelpPage.qml";
        case KioskSession.LookAround:
            return "LookAroundPage.qml";
        case KioskSession.Failure:
            return "FailurePage.qml";
        case KioskSession.Papers:
            return "PapersPage.qml";
        case KioskSession.Conflicts:
            return "ConflictsPage.qml";
        case KioskSession.Ended:
            return "EndedPage.qml";
        }
        return "WaitingPage.qml";
    }
}
