pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Promised papers of a sent application: each opens its own page for pictures, then all are sent together.
KioskPage {
    id: page

    readonly property PaperListModel papers: session.papers

    objectName: "papersPage"
    firstFocus: title
    spokenText: title.text + ". " + lead.text
    //: Sends the added papers to the centre
    //% "Send papers"
    primaryText: qsTrId("papers-send")
    primaryEnabled: papers.canSend
    primaryTrailingIcon: "forward"

    SplitScroll {
        anchors.fill: parent

        leadData: [
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the page where papers that were promised or asked for are added
                //% "Add the papers that are missing"
                text: qsTrId("papers-title")
            },
            LeadText {
                id: lead
                width: parent.width
                //: How adding papers works
                //% "Choose a paper and add its pages. Then send. Other answers do not change."
                text: qsTrId("papers-lead")
            }
        ]

        Repeater {
            model: page.papers

            ListRow {
                required property int index
                required property string paper
                required property string paperStatus
                required property bool added

                objectName: "paper:" + index
                width: parent.width
                text: paper
                status: paperStatus
                statusIcon: added ? "check" : "clock"
                statusColor: added ? Theme.colors.ok : Theme.colors.warning
                onClicked: page.papers.add(index)
            }
        }
    }
}
