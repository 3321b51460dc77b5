import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Coming back with a code. Spaces, hyphens and small letters do not matter.
KioskPage {
    id: page

    readonly property CodeEntry entry: session.codeEntry

    objectName: "enterCodePage"
    firstFocus: field
    showsSaved: false
    spokenText: title.text + ". " + hint.text
    //: Opens the application by its code
    //% "Open"
    primaryText: qsTrId("code-entry-open")
    primaryEnabled: !entry.busy && entry.waitSeconds === 0
    primaryTrailingIcon: "forward"

    Connections {
        target: page.entry
        function onErrorChanged(): void {
            if (page.entry.error !== "")
                summary.forceActiveFocus(Qt.TabFocusReason);
        }
    }

    SplitScroll {
        anchors.fill: parent

        leadData: [
            ErrorSummary {
                id: summary
                objectName: "errorSummary"
                width: parent.width
                visible: page.entry.error !== ""
                plainText: page.entry.error === "" ? "" : qsTrId(page.entry.error)
            },
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the page where the code is typed
                //% "Type your code"
                text: qsTrId("code-entry-title")
            },
            LeadText {
                id: hint
                width: parent.width
                //: Hint of the page where the code is typed. %1 is an example of how a code looks
                //% "The code has 12 letters and numbers, such as %1. Small letters and spaces do not matter."
                text: qsTrId("code-entry-hint").arg(Theme.unbroken("ABCD-EFGH-JKMN"))
            }
        ]

        ErrorLine {
            width: parent.width
            text: page.entry.error === "" ? "" : qsTrId(page.entry.error)
        }
        TextEntry {
            id: field
            objectName: "field:code"
            width: parent.width
            name: title.text
            description: hint.text
            leftToRight: true
            kind: Qt.ImhPreferUppercase | Qt.ImhPreferLatin
            faulty: page.entry.error !== ""
            readOnly: page.entry.busy
            text: page.entry.text
            onTextEdited: page.entry.text = text
            onAccepted: if (page.primaryEnabled) page.entry.submit()
        }
        StatusLine {
            width: parent.width
            visible: page.entry.busy
            iconName: "clock"
            color: Theme.colors.accent
            //: Shown while the application is looked for on this device and at the centre
            //% "Looking for your application here and at the centre. This takes a moment."
            readonly property string searching: qsTrId("code-entry-searching")
            //: Shown while the code is being tried; takes a second or two
            //% "Opening with the code. This takes a moment."
            readonly property string opening: qsTrId("code-entry-busy")
            text: page.entry.searching ? searching : opening
        }
        SecondaryButton {
            objectName: "stopLooking"
            width: parent.width
            visible: page.entry.searching
            //: Stops looking for the application at the centre
            //% "Stop looking"
            text: qsTrId("code-entry-stop")
            onClicked: page.entry.stop()
        }
        NoticeCard {
            width: parent.width
            visible: page.entry.waitSeconds > 0
            tone: NoticeCard.Warning
            iconName: "clock"
            //: Shown after too many wrong codes. %n is seconds
            //% "Too many tries. You can try again in %n second(s)."
            text: qsTrId("code-entry-wait", page.entry.waitSeconds)
        }
        NoticeCard {
            width: parent.width
            //: Opens the note about a lost code
            //% "Have you lost the code?"
            lead: qsTrId("code-entry-lost")
            //: Rest of the note about a lost code
            //% "Press I need help. Staff can open the application only if you allowed it."
            text: qsTrId("code-entry-lost-text")
        }
    }
}
