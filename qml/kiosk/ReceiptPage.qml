import QtQuick
import Luotsi.Components
import Luotsi.ViewModels

/// After sending, or after entering the code of a sent application: saved is not received. The code, the receipt
/// and the slip are three things.
KioskPage {
    id: page

    readonly property ReceiptView receipt: session.receipt
    //: Large words when the centre has the application
    //% "Received"
    readonly property string receivedTitle: qsTrId("receipt-received-title")
    //: Explains "received". %1 is the time of arrival
    //% "Your application arrived on %1. You need not send it again."
    readonly property string receivedText: qsTrId("receipt-received-text")
    //: Large words when the application is only on the device
    //% "Saved on this device – not yet received"
    readonly property string waitingTitle: qsTrId("receipt-waiting-title")
    //: Explains "not yet received": the legal moment is the arrival
    //% "We send the application as soon as the network is back. You need not wait. It counts as handed in only when it has arrived."
    readonly property string waitingText: qsTrId("receipt-waiting-text")
    //: Large words when an application has been opened by code and never sent
    //% "Not sent yet"
    readonly property string openTitle: qsTrId("receipt-open-title")
    //: Explains "not sent yet"
    //% "Your application is kept, but you have not sent it. You can go on filling it in."
    readonly property string openText: qsTrId("receipt-open-text")

    //: Explains "not yet received" when papers were sent after the application. %1 is when the application arrived
    //% "We send your papers as soon as the network is back. The application itself arrived on %1."
    readonly property string papersWaitingText: qsTrId("receipt-papers-waiting-text")
    //: The same while the application itself is on its way, too
    //% "We send your application and your papers as soon as the network is back."
    readonly property string bothWaitingText: qsTrId("receipt-both-waiting-text")
    //: Explains "received" when papers were sent after the application. %1 is the time of arrival
    //% "Your papers arrived on %1. You need not send them again."
    readonly property string papersReceivedText: qsTrId("receipt-papers-received-text")

    function heroText(): string {
        if (receipt.received)
            return (receipt.papersOnly ? papersReceivedText : receivedText).arg(receipt.receivedAtText);
        if (!receipt.submitted)
            return openText;
        if (!receipt.papersOnly)
            return waitingText;
        const application = receipt.applicationReceivedAtText;
        return application === "" ? bothWaitingText : papersWaitingText.arg(application);
    }

    objectName: session.page === KioskSession.Status ? "statusPage" : "receiptPage"
    firstFocus: hero.heading
    showsSaved: false
    spokenText: hero.title + ". " + hero.text
    backVisible: session.printerAvailable || session.canGoBack
    //: Prints receipt and slip
    //% "Print"
    readonly property string printText: qsTrId("receipt-print")
    backText: session.printerAvailable ? printText : qsTrId("action-back")
    backIcon: session.printerAvailable ? "print" : ""
    ownBack: true
    onBack: session.printerAvailable ? session.askPrint() : session.goBack()
    //: The last act at the kiosk: end and clear the screen
    //% "Stop and clear"
    primaryText: qsTrId("receipt-finish")
    primaryIcon: "lock"

    SplitScroll {
        anchors.fill: parent
        leadShare: 0.5

        leadData: [
            HeroCard {
                id: hero
                objectName: "pageTitle"
                width: parent.width
                tone: page.receipt.received ? NoticeCard.Ok : NoticeCard.Warning
                iconName: page.receipt.received ? "received" : "offline"
                title: page.receipt.received ? page.receivedTitle
                     : page.receipt.submitted ? page.waitingTitle : page.openTitle
                text: page.heroText()
            },
            PutAsideNotice {
                width: parent.width
                tone: NoticeCard.Error
                receipt: page.receipt
            },
            MissingPapers {
                width: parent.width
                receipt: page.receipt
                onAddAsked: page.session.openPapers()
            },
            SectionText {
                width: parent.width
                visible: page.receipt.nextSteps.length > 0
                //: Heading over the next steps
                //% "What next?"
                text: qsTrId("receipt-next")
            },
            NumberedList {
                width: parent.width
                visible: page.receipt.nextSteps.length > 0
                steps: page.receipt.nextSteps
            }
        ]

        ReceiptCards {
            width: parent.width
            receipt: page.receipt
            code: page.session.resumeCode
        }
        AccessCard {
            width: parent.width
            visible: page.receipt.accesses.length > 0
            accesses: page.receipt.accesses
        }
        NoticeCard {
            width: parent.width
            visible: page.session.printed
            tone: NoticeCard.Ok
            text: qsTrId("print-done")
        }
        NoticeCard {
            width: parent.width
            visible: page.session.printError !== ""
            tone: NoticeCard.Error
            text: page.session.printError === "" ? "" : qsTrId(page.session.printError)
        }
    }
}
