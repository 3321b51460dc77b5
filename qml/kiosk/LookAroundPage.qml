pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Components

/// Reading without starting anything. Every fact says where it is from and of which date.
KioskPage {
    id: page

    objectName: "lookAroundPage"
    firstFocus: title
    showsSaved: false
    spokenText: title.text + ". " + lead.text
    //: Ends reading and clears the screen
    //% "Ready"
    primaryText: qsTrId("look-finish")
    ownPrimary: true
    onPrimary: session.keepAndEnd()

    SplitScroll {
        anchors.fill: parent
        leadShare: 0.34

        leadData: [
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the pages to look at without starting
                //% "Have a look"
                text: qsTrId("look-title")
            },
            LeadText {
                id: lead
                width: parent.width
                //: Says that looking leaves nothing behind
                //% "Nothing is saved. You can start when you want to."
                text: qsTrId("look-lead")
            }
        ]

        Repeater {
            model: page.session.look

            TopicCard {
                width: parent.width
            }
        }
    }
}
