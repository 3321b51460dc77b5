import QtQuick
import QtQuick.Layouts
import Luotsi.Components
import Luotsi.ViewModels

/// Something stopped the page: what happened, what still works, and a line for staff without personal data.
KioskPage {
    id: page

    readonly property FailureView failure: session.failure

    objectName: "failurePage"
    firstFocus: hero.heading
    showsSaved: false
    spokenText: hero.title + ". " + hero.text
    primaryText: session.hasDraft ? qsTrId("stop-keep") : qsTrId("stop-clear")
    primaryIcon: "lock"
    ownPrimary: true
    onPrimary: session.keepAndEnd()

    SplitScroll {
        anchors.fill: parent
        leadShare: 0.56

        leadData: [
            HeroCard {
                id: hero
                objectName: "pageTitle"
                width: parent.width
                tone: NoticeCard.Error
                iconName: "error"
                //: Title of the page shown when something failed
                //% "This did not work"
                title: qsTrId("failure-title")
                text: page.failure.errorId === "" ? "" : qsTrId(page.failure.errorId)
            },
            NoticeCard {
                width: parent.width
                visible: page.failure.whatWorks !== ""
                //: Opens the list of what still works
                //% "What still works:"
                lead: qsTrId("failure-works")
                text: page.failure.whatWorks === "" ? "" : qsTrId(page.failure.whatWorks)
            }
        ]

        Panel {
            width: parent.width
            iconName: "help"
            visible: page.failure.staffDetail !== ""

            SectionText {
                Layout.fillWidth: true
                //: Heading of the line for staff
                //% "For staff"
                text: qsTrId("failure-staff")
            }
            HintText {
                Layout.fillWidth: true
                text: page.failure.staffDetail
            }
        }
    }
}
