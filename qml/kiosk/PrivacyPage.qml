import QtQuick
import Luotsi.Components
import Luotsi.ViewModels

/// Before the first question: who can open what is written here, and the two choices about it. Read-only once the
/// application exists.
KioskPage {
    id: page

    readonly property PrivacyChoices privacy: session.privacy

    objectName: "privacyPage"
    firstFocus: title
    showsSaved: false
    spokenText: title.text + ". " + Array.from(privacy.paragraphs).join(" ")
    //: Accepts what was read about privacy and starts
    //% "I have read this. Continue"
    primaryText: qsTrId("privacy-accept")
    primaryVisible: !privacy.readOnly
    primaryEnabled: !privacy.busy
    primaryTrailingIcon: "forward"

    SplitScroll {
        anchors.fill: parent

        leadData: [
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the privacy page
                //% "Who can open what you write?"
                text: qsTrId("privacy-title")
            },
            NumberedList {
                width: parent.width
                numbered: false
                steps: page.privacy.paragraphs
            },
            HintText {
                width: parent.width
                visible: page.privacy.controller !== ""
                //: Who answers for the data. %1 is the organisation, %2 the version of the notice
                //% "Responsible for the data: %1. Notice version %2."
                text: qsTrId("privacy-controller").arg(page.privacy.controller).arg(page.privacy.noticeVersion)
            }
        ]

        SectionText {
            width: parent.width
            //: Heading over the two choices of the privacy page
            //% "You choose"
            text: qsTrId("privacy-choices")
        }
        ChoiceRow {
            objectName: "copyAtCentre"
            width: parent.width
            single: false
            enabled: !page.privacy.readOnly
            selected: page.privacy.copyAtCentre
            //: Choice: a sealed copy of the unfinished application goes to the centre
            //% "Keep a locked copy at the centre"
            text: qsTrId("privacy-copy")
            detail: page.privacy.copyText
            onClicked: page.privacy.copyAtCentre = !page.privacy.copyAtCentre
        }
        ChoiceRow {
            objectName: "staffMayOpen"
            width: parent.width
            single: false
            enabled: !page.privacy.readOnly
            selected: page.privacy.staffMayOpen
            //: Choice: staff may open the unfinished application when the code is lost
            //% "Staff may open my unfinished application if I lose the code"
            text: qsTrId("privacy-staff")
            detail: page.privacy.staffText
            onClicked: page.privacy.staffMayOpen = !page.privacy.staffMayOpen
        }
    }
}
