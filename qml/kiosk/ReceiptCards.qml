import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// The code, the receipt, the memo slip, and the way without this machine: four cards that are not mixed up.
Column {
    id: cards

    required property ReceiptView receipt
    required property ResumeCodeView code

    spacing: Theme.gap

    Panel {
        width: parent.width
        visible: cards.code.code !== ""
        iconName: cards.code.qrSvg === "" ? "key" : ""
        qrSource: cards.code.qrSvg

        PlainText {
            Layout.fillWidth: true
            //: The person's code on the receipt page. %1 is the code
            //% "Your code %1"
            text: qsTrId("receipt-code").arg(Theme.unbroken(cards.code.code))
            font.pixelSize: Theme.fontCard
            font.weight: Font.Bold
            lineHeight: Theme.titleLineHeight
        }
        HintText {
            Layout.fillWidth: true
            //: What the code shows later, when a copy is at the centre
            //% "With it you see whether the application has arrived, and you can go on."
            readonly property string everywhere: qsTrId("receipt-code-text")
            //: What the code shows later, while the application is only here
            //% "With it you see whether the application has arrived, and you can go on. Without the network the code works on this device only."
            readonly property string hereOnly: qsTrId("receipt-code-text-here")
            text: cards.code.worksElsewhere ? everywhere : hereOnly
        }
        HintText {
            Layout.fillWidth: true
            visible: cards.code.renewed
            text: qsTrId("code-renewed")
            font.weight: Font.DemiBold
        }
    }
    Panel {
        width: parent.width
        visible: cards.receipt.submitted
        iconName: "document"

        PlainText {
            Layout.fillWidth: true
            //: Heading of the receipt card
            //% "Receipt"
            text: qsTrId("receipt-card")
            font.pixelSize: Theme.fontCard
            font.weight: Font.Bold
            lineHeight: Theme.titleLineHeight
        }
        HintText {
            Layout.fillWidth: true
            //: One line of the receipt. %1 reference, %2 time of sending
            //% "Reference %1 · sent %2"
            text: qsTrId("receipt-line").arg(Theme.unbroken(cards.receipt.reference)).arg(cards.receipt.sentAtText)
        }
        HintText {
            objectName: "clockWasWrong"
            Layout.fillWidth: true
            visible: cards.receipt.clockWasWrong
            //: On the receipt, when the time of sending is later than the time of arrival
            //% "The clock of the device was wrong when you sent this. The time of arrival counts."
            text: qsTrId("receipt-clock")
        }
        HintText {
            Layout.fillWidth: true
            visible: text !== ""
            text: cards.receipt.attachmentsText
        }
        HintText {
            objectName: "arrivedPages"
            Layout.fillWidth: true
            visible: cards.receipt.arrivedText !== ""
            text: cards.receipt.remainingText === "" ? cards.receipt.arrivedText
                : cards.receipt.arrivedText + " " + cards.receipt.remainingText
            color: Theme.colors.warning
            font.weight: Font.DemiBold
        }
        ProgressLine {
            Layout.fillWidth: true
            Layout.topMargin: Theme.gapTiny
            visible: cards.receipt.arrivedText !== ""
            share: cards.receipt.arrivedShare
            name: cards.receipt.arrivedText
        }
        HintText {
            Layout.fillWidth: true
            visible: cards.receipt.missing.length > 0 && cards.receipt.arrivedText === ""
            //: Attachments that are still to come. %1 is a list
            //% "Still to deliver: %1"
            text: qsTrId("receipt-missing").arg(Array.from(cards.receipt.missing).join(", "))
            color: Theme.colors.warning
            font.weight: Font.DemiBold
        }
    }
    Panel {
        width: parent.width
        iconName: "bag"

        PlainText {
            Layout.fillWidth: true
            //: Heading of the memo slip card
            //% "Memo slip"
            text: qsTrId("receipt-slip")
            font.pixelSize: Theme.fontCard
            font.weight: Font.Bold
            lineHeight: Theme.titleLineHeight
        }
        HintText {
            Layout.fillWidth: true
            //: What stands on the memo slip
            //% "Where you go, why, and what you take along. Your code is on it, your answers are not."
            text: qsTrId("receipt-slip-text")
        }
    }
    Panel {
        width: parent.width
        visible: cards.receipt.paperAndPhone.length > 0
        iconName: "phone"

        PlainText {
            Layout.fillWidth: true
            //: Heading of the card about paper and phone
            //% "If it cannot wait"
            text: qsTrId("receipt-paper")
            font.pixelSize: Theme.fontCard
            font.weight: Font.Bold
            lineHeight: Theme.titleLineHeight
        }
        HintText {
            Layout.fillWidth: true
            text: Array.from(cards.receipt.paperAndPhone).join("\n")
        }
    }
}
