import QtQuick
import Luotsi.Components
import Luotsi.ViewModels

/// That something of the application lies aside: why, since when and, where the person goes on, what still works. Stops
/// nobody.
NoticeCard {
    id: notice

    required property ReceiptView receipt
    property string stillWorks

    //: After the reason why something of the application was not taken by the centre. %1 is day and time
    //% "It has been so since %1."
    readonly property string since: qsTrId("put-aside-since")
    readonly property string sinceText: receipt.problemSince === "" ? "" : since.arg(receipt.problemSince)

    objectName: "putAside"
    visible: receipt.problemId !== ""
    lead: receipt.problemId === "" ? "" : qsTrId(receipt.problemId)
    text: (sinceText + " " + stillWorks).trim()
}
