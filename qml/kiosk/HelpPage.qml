pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Every page leads to a person: who is here, who answers the phone, and what to tell them.
KioskPage {
    id: page

    readonly property HelpView help: session.help

    objectName: "helpPage"
    firstFocus: title
    showsSaved: false
    backVisible: false
    spokenText: title.text + ". " + lead.text
    //: Leaves the help page
    //% "Go on"
    primaryText: qsTrId("help-close")
    primaryTrailingIcon: "forward"

    SplitScroll {
        anchors.fill: parent
        leadShare: 0.46

        leadData: [
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the help page
                //% "A person helps you"
                text: qsTrId("help-title")
            },
            LeadText {
                id: lead
                width: parent.width
                //: Help page when staff are at the place. %1 is when
                //% "There are people here who help: %1."
                readonly property string here: qsTrId("help-staffed").arg(page.help.hours)
                //: Help page when nobody is at the place
                //% "There is nobody here just now. Call one of these numbers."
                readonly property string away: qsTrId("help-unstaffed")
                text: page.help.staffed ? here : away
            },
            NoticeCard {
                width: parent.width
                visible: page.session.pageNumber > 0 && page.session.hasDraft
                iconName: "phone"
                //: Tells what to say on the phone. %1 is the page number
                //% "If you call, say that you are on page %1. You need not say your answers aloud."
                text: qsTrId("help-page-number").arg(page.session.pageNumber)
            },
            NoticeCard {
                width: parent.width
                visible: !page.session.online && page.session.connectionReason !== ""
                tone: NoticeCard.Warning
                iconName: "offline"
                //: Opens the reason, for staff, why there is no connection
                //% "No connection. For staff:"
                lead: qsTrId("help-offline")
                text: page.session.connectionReason === "" ? "" : qsTrId(page.session.connectionReason)
            }
        ]

        Repeater {
            model: page.help.places

            PlaceCard {
                width: parent.width
            }
        }
        SecondaryButton {
            objectName: "openUrgent"
            width: parent.width
            iconName: "warning"
            ink: Theme.colors.error
            //: Leads from help to the page of urgent help
            //% "I need help today"
            text: qsTrId("help-urgent")
            onClicked: page.session.openUrgent()
        }
    }
}
