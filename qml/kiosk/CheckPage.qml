pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.Forms
import Luotsi.ViewModels

/// All answers before sending: nothing has been sent yet, private values are masked until shown, every row can be
/// changed, and the declarations are ticked here.
KioskPage {
    id: page

    readonly property CheckAnswersModel check: session.check

    objectName: "checkPage"
    showsProgress: true
    firstFocus: title
    spokenText: title.text + ". " + nothingSent.arg(primaryText)
    //: Says that nothing has left the device. %1 is the name of the send button
    //% "Nothing is sent before you press %1."
    readonly property string nothingSent: qsTrId("check-lead")
    //: The act of the check page: names what is done
    //% "Send the application"
    primaryText: qsTrId("check-send")
    primaryEnabled: check.canSend

    SplitScroll {
        id: scroll
        anchors.fill: parent
        twoColumns: false

        leadData: [
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the check page
                //% "Check your answers"
                text: qsTrId("check-title")
            },
            LeadText {
                width: parent.width
                textFormat: Text.StyledText
                text: page.nothingSent.arg("<b>" + page.primaryText + "</b>")
            },
            Column {
                width: parent.width
                spacing: Theme.gapSmall
                visible: warnings.count > 0

                Repeater {
                    id: warnings
                    model: page.check.warnings

                    NoticeCard {
                        required property string modelData
                        width: parent.width
                        tone: NoticeCard.Warning
                        text: modelData
                    }
                }
            },
            ConflictNotice {
                width: parent.width
                visible: page.check.conflictCount > 0
                //: On the check page, when two places have answered differently. %1 is how many questions
                //% "Questions with two answers: %1. Choose the right ones, or send both."
                text: qsTrId("check-conflicts").arg(page.check.conflictCount)
                onChooseAsked: page.session.openConflicts()
            },
            ChoiceRow {
                objectName: "sendWithBoth"
                width: parent.width
                visible: page.check.conflictCount > 0
                single: false
                selected: page.check.sendsAll
                //: Tick on the check page: send although some questions have two answers
                //% "Send with both answers"
                text: qsTrId("check-send-both")
                //: What happens when an application is sent with two answers to a question
                //% "Whoever handles your application sees both and may ask you."
                detail: qsTrId("check-send-both-detail")
                onClicked: page.check.sendsAll = !page.check.sendsAll
            },
            LongList {
                width: parent.width
                model: page.check
                count: page.check.count
                viewport: scroll.area.flickable
                delegate: CheckRow {
                    required property int place
                    width: parent?.width ?? 0
                    onShowAsked: shown ? page.check.hide(place) : page.check.show(place)
                    onChangeAsked: page.session.change(ref)
                }
            },
            FieldList {
                width: parent.width
                fields: page.check.declarations
            }
        ]
    }
}
