pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Every question that two places have answered differently, one card each. Choosing is kept at once; what was chosen
/// stays to be seen until the page is left.
KioskPage {
    id: page

    readonly property ConflictListModel conflicts: session.conflicts

    objectName: "conflictsPage"
    firstFocus: title
    spokenText: title.text + ". " + lead.text
    primaryTrailingIcon: "forward"

    SplitScroll {
        anchors.fill: parent
        twoColumns: false

        leadData: [
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                //: Title of the page on which one chooses between different answers to the same question
                //% "Choose the right answer"
                text: qsTrId("conflicts-title")
            },
            LeadText {
                id: lead
                width: parent.width
                //: Why there is something to choose
                //% "These have been answered differently in two places. Nothing has been lost."
                text: qsTrId("conflicts-lead")
            },
            Column {
                width: parent.width
                spacing: Theme.gapLarge

                Repeater {
                    model: page.conflicts

                    ConflictCard {
                        required property int index
                        required property string ref
                        required property bool isFinal

                        objectName: "conflict:" + ref
                        width: parent?.width ?? 0
                        required question
                        required kept
                        required since
                        required sides
                        required masked
                        required shown
                        required canAnswer
                        stem: ref
                        locked: isFinal
                        onChooseAsked: side => page.conflicts.choose(index, side)
                        onAnswerAsked: page.conflicts.answerAgain(index)
                        onShowAsked: shown ? page.conflicts.hide(index) : page.conflicts.show(index)
                    }
                }
            }
        ]
    }
}
