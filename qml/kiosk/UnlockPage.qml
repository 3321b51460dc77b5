import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// After a pause somebody else may stand here: the birth date that was given, or the code, before anything earlier
/// is shown. Shows nothing of the content.
KioskPage {
    id: page

    readonly property UnlockView unlock: session.unlock

    /// The pad stands under the entries: in a wide window, or when large text has left no room at the foot.
    readonly property bool cramped: Theme.split || height - dock.padHeight < 5 * Theme.optionHeight

    objectName: "unlockPage"
    firstFocus: title
    showsSaved: false
    backVisible: false
    spokenText: title.text + ". " + lead.text
    //: Shows the application again after the pause
    //% "Go on"
    primaryText: qsTrId("unlock-open")
    primaryEnabled: unlock.waitSeconds === 0
    primaryTrailingIcon: "forward"

    Connections {
        target: page.unlock
        function onErrorChanged(): void {
            if (page.unlock.error !== "")
                summary.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    SplitScroll {
        id: scroll
        anchors.fill: parent
        anchors.bottomMargin: dock.taken

        leadData: [
            ErrorSummary {
                id: summary
                objectName: "errorSummary"
                width: parent.width
                visible: page.unlock.error !== ""
                plainText: page.unlock.error === "" ? "" : qsTrId(page.unlock.error)
            },
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the page after a pause
                //% "Is it you?"
                text: qsTrId("unlock-title")
            },
            LeadText {
                id: lead
                width: parent.width
                //: Text of the page after a pause when the birth date is known
                //% "Give your date of birth or your code. Then you see your answers again."
                readonly property string withDate: qsTrId("unlock-lead")
                //: Text of the page after a pause when only the code can open
                //% "Give your code. Then you see your answers again."
                readonly property string codeOnly: qsTrId("unlock-lead-code")
                text: page.unlock.birthDateKnown ? withDate : codeOnly
            }
        ]

        SectionText {
            width: parent.width
            visible: page.unlock.birthDateKnown
            //: Label of the birth date on the page after a pause
            //% "Date of birth"
            text: qsTrId("unlock-birth-date")
        }
        DateEntry {
            stem: "field:birthDate"
            objectName: stem
            width: parent.width
            visible: page.unlock.birthDateKnown
            name: qsTrId("unlock-birth-date")
            day: page.unlock.day
            month: page.unlock.month
            year: page.unlock.year
            faulty: page.unlock.error !== ""
            onEdited: (part, text) => {
                if (part === 0)
                    page.unlock.day = text;
                else if (part === 1)
                    page.unlock.month = text;
                else
                    page.unlock.year = text;
            }
        }
        SectionText {
            width: parent.width
            topPadding: Theme.gapSmall
            //: Label of the code on the page after a pause, under the birth date
            //% "Or your code"
            readonly property string orCode: qsTrId("unlock-or-code")
            //: Label of the code when only the code can open
            //% "Your code"
            readonly property string onlyCode: qsTrId("unlock-code")
            text: page.unlock.birthDateKnown ? orCode : onlyCode
        }
        TextEntry {
            id: codeField
            objectName: "field:code"
            width: parent.width
            name: qsTrId("unlock-code")
            leftToRight: true
            kind: Qt.ImhPreferUppercase | Qt.ImhPreferLatin
            faulty: page.unlock.error !== ""
            text: page.unlock.code
            onTextEdited: page.unlock.code = text
            onAccepted: if (page.primaryEnabled) page.unlock.submit()
        }
        PadDock {
            chosen: page.cramped
        }
        NoticeCard {
            width: parent.width
            visible: page.unlock.waitSeconds > 0
            tone: NoticeCard.Warning
            iconName: "clock"
            text: qsTrId("code-entry-wait", page.unlock.waitSeconds)
        }
    }
    PadDock {
        id: dock
        chosen: !page.cramped
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapSmall
    }
}
