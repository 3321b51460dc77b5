import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// What the person promised to bring and has not brought, with the way to bring it here.
Column {
    id: papers

    required property ReceiptView receipt

    signal addAsked()

    visible: receipt.papers.length > 0 || receipt.papersUnknown
    spacing: Theme.gap

    SectionText {
        width: parent.width
        visible: papers.receipt.papers.length > 0
        //: Heading over the papers that were promised and are still missing
        //% "Papers still missing"
        text: qsTrId("papers-missing")
    }
    NumberedList {
        objectName: "missingPapers"
        width: parent.width
        visible: papers.receipt.papers.length > 0
        numbered: false
        steps: papers.receipt.papers
    }
    SecondaryButton {
        objectName: "addPapers"
        width: parent.width
        visible: papers.receipt.canAddPapers
        iconName: "add"
        //: Opens the pages on which promised papers are added to a sent application
        //% "Add papers"
        text: qsTrId("papers-add")
        onClicked: papers.addAsked()
    }
    NoticeCard {
        width: parent.width
        visible: papers.receipt.papersUnknown
        iconName: "offline"
        //: The answers have left this device after arriving, so missing papers can be listed only with the centre
        //% "Your answers are no longer on this device. To add papers, open the application again with the code when the network works."
        text: qsTrId("papers-unknown")
    }
}
