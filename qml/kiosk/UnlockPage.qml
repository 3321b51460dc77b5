import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// After a pause somebody else may stand here: the birth date that was given, or the code, before anything earlier
/// is shown. Shows nothing of the content.
KioskPage {
    id: page

    readonly property UnlockView unlock: session.unlock
    readonly property NumberEntry typing: Window.activeFocusItem as NumberEntry
    property NumberEntry lastTyping: null
    readonly property bool padShown: lastTyping !== null && lastTyping.visible
                                     && (lastTyping.activeFocus || pad.activeFocus)

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
    onPrimary: unlock.submit()
    onTypingChanged: if (typing !== null) lastTyping = typing

    Connections {
        target: page.unlock
        function onErrorChanged(): void {
            if (page.unlock.error !== "")
                summary.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    SplitScroll {
        id: scroll
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: Theme.split || !page.padShown ? parent.bottom : pad.top

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
        NoticeCard {
            width: parent.width
            visible: page.unlock.waitSeconds > 0
            tone: NoticeCard.Warning
            iconName: "clock"
            text: qsTrId("code-entry-wait", page.unlock.waitSeconds)
        }
    }
    NumberPad {
        id: pad
        objectName: "numberPad"
        visible: page.padShown
        entry: page.padShown ? page.lastTyping : null
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapSmall
        anchors.left: parent.left
        width: Theme.split ? (parent.width - Theme.gapHuge) * scroll.leadShare : parent.width
    }
}
