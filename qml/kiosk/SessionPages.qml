pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.ViewModels

/// Puts the page the session names on the stage.
Loader {
    id: pages

    required property KioskSession session
    readonly property KioskPage page: item as KioskPage

    sourceComponent: componentFor(session.page)

    function componentFor(page: int): Component {
        switch (page) {
        case KioskSession.Privacy:
            return privacy;
        case KioskSession.CodeShown:
            return code;
        case KioskSession.TaskList:
            return tasks;
        case KioskSession.Question:
            return question;
        case KioskSession.RepeatList:
            return repeat;
        case KioskSession.Check:
            return check;
        case KioskSession.Receipt:
        case KioskSession.Status:
            return receipt;
        case KioskSession.EnterCode:
            return enterCode;
        case KioskSession.Unlock:
            return unlock;
        case KioskSession.Urgent:
            return urgent;
        case KioskSession.Help:
            return help;
        case KioskSession.LookAround:
            return look;
        case KioskSession.Failure:
            return failure;
        case KioskSession.Ended:
            return ended;
        }
        return waiting;
    }

    Component { id: privacy; PrivacyPage { session: pages.session } }
    Component { id: code; CodePage { session: pages.session } }
    Component { id: tasks; TaskListPage { session: pages.session } }
    Component { id: question; QuestionView { session: pages.session } }
    Component { id: repeat; RepeatPage { session: pages.session } }
    Component { id: check; CheckPage { session: pages.session } }
    Component { id: receipt; ReceiptPage { session: pages.session } }
    Component { id: enterCode; EnterCodePage { session: pages.session } }
    Component { id: unlock; UnlockPage { session: pages.session } }
    Component { id: urgent; UrgentPage { session: pages.session } }
    Component { id: help; HelpPage { session: pages.session } }
    Component { id: look; LookAroundPage { session: pages.session } }
    Component { id: failure; FailurePage { session: pages.session } }
    Component { id: ended; EndedPage { session: pages.session } }
    Component { id: waiting; WaitingPage { session: pages.session } }
}
