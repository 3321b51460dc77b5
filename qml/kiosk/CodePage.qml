import QtQuick
import Luotsi.Components
import Luotsi.ViewModels

/// The code is shown before the first answer and whenever asked for: how to take it along, where it works, how long.
KioskPage {
    id: page

    readonly property ResumeCodeView code: session.resumeCode

    objectName: "codePage"
    firstFocus: title
    primaryTrailingIcon: "forward"
    spokenText: title.text

    SplitScroll {
        anchors.fill: parent
        leadShare: 0.48

        leadData: [
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the page that shows the resume code
                //% "This is your code"
                text: qsTrId("code-title")
            },
            LeadText {
                width: parent.width
                //: What the code is for
                //% "With the code you come back to your application, also if this device stops."
                text: qsTrId("code-lead")
            },
            CodePanel {
                width: parent.width
                code: page.code
            }
        ]

        NoticeCard {
            width: parent.width
            visible: page.code.renewed
            iconName: "key"
            //: After coming back with a code: a new one has been made
            //% "This is a new code. Your old code stops working when you use this one for the first time."
            text: qsTrId("code-renewed")
        }
        SectionText {
            width: parent.width
            //: Heading over the ways to keep the code
            //% "Take the code with you"
            text: qsTrId("code-take")
        }
        NumberedList {
            width: parent.width
            numbered: false
            steps: [
                //: A way to keep the code
                //% "Write it on paper, or take a picture of it with your own phone."
                qsTrId("code-write"),
                //: Warns not to share the code
                //% "Do not show it to others. Whoever has the code can open your application."
                qsTrId("code-secret"),
                page.code.worksElsewhere
                //: Where the code works when a copy is at the centre
                //% "It works on this device at once, and on other devices when the network has carried the copy to the centre."
                ? qsTrId("code-where-elsewhere")
                //: Where the code works when there is no copy at the centre
                //% "It works on this device only, until you have sent the application."
                : qsTrId("code-where-here")
            ]
        }
        NoticeCard {
            width: parent.width
            visible: page.code.validUntil !== ""
            iconName: "clock"
            //: How long an unsent application is kept. %1 is a date
            //% "The code and the unfinished application are kept until %1."
            text: qsTrId("code-valid").arg(page.code.validUntil)
        }
        AccessCard {
            width: parent.width
            visible: page.code.accesses.length > 0
            accesses: page.code.accesses
        }
        SecondaryButton {
            objectName: "printCode"
            width: parent.width
            visible: page.session.printerAvailable
            iconName: "print"
            //: Prints the slip with the code
            //% "Print the code"
            text: qsTrId("code-print")
            onClicked: page.session.askPrint()
        }
        NoticeCard {
            width: parent.width
            visible: !page.session.printerAvailable
            tone: NoticeCard.Warning
            //: Shown when there is no working printer
            //% "There is no printer here now. Please write the code down."
            text: qsTrId("code-no-printer")
        }
        NoticeCard {
            width: parent.width
            visible: page.session.printed
            tone: NoticeCard.Ok
            //: Shown after the slip has been printed
            //% "Printed. Take the paper with you."
            text: qsTrId("print-done")
        }
    }
}
