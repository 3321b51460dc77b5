pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme

/// One question that has been answered in two ways: that nothing is lost, every value as a large choice, and the way to
/// answer once more. `sides` gives value, author and chosen of each. The same card for the client and for a worker.
Rectangle {
    id: card

    required property string question
    required property string kept
    required property QtObject sides
    property string since
    property string stem
    property bool masked: false
    property bool shown: false
    property bool canAnswer: false
    property bool locked: false
    readonly property bool beside: width > 36 * Theme.fontHint

    signal chooseAsked(side: int)
    signal answerAsked()
    signal showAsked()

    implicitHeight: body.implicitHeight + 2 * Theme.gapLarge
    radius: Theme.radius * 1.25
    color: Theme.colors.warningSoft
    border.width: Theme.borderWidth
    border.color: Theme.colors.warning

    Accessible.role: Accessible.Grouping
    Accessible.name: question + ". " + kept

    Column {
        id: body
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.gapLarge
        spacing: Math.max(Theme.gap, Theme.touchGap)

        Item {
            width: parent.width
            height: Math.max(sign.height, words.implicitHeight)

            IconView {
                id: sign
                anchors.left: parent.left
                width: Theme.icon
                height: Theme.icon
                name: "warning"
                color: Theme.colors.warning
            }
            Column {
                id: words
                anchors.left: sign.right
                anchors.leftMargin: Theme.gap
                anchors.right: parent.right
                spacing: Theme.gapTiny

                SectionText {
                    width: parent.width
                    text: card.question
                }
                HintText {
                    width: parent.width
                    text: card.kept
                    color: Theme.colors.ink
                }
                HintText {
                    width: parent.width
                    visible: text !== ""
                    text: card.since
                }
            }
        }
        Grid {
            id: grid
            width: parent.width
            columns: card.beside ? 2 : 1
            spacing: Math.max(Theme.gap, Theme.touchGap)

            Repeater {
                model: card.sides

                ConflictChoice {
                    required property int index
                    required property string value

                    objectName: "side:" + card.stem + ":" + index
                    width: (grid.width - (grid.columns - 1) * grid.spacing) / grid.columns
                    enabled: !card.locked
                    text: value
                    required author
                    required chosen
                    onClicked: card.chooseAsked(index)
                }
            }
        }
        Flow {
            width: parent.width
            spacing: Theme.gapLarge

            LinkButton {
                objectName: "show:" + card.stem
                visible: card.masked
                readonly property string showWord: qsTrId("check-show")
                readonly property string hideWord: qsTrId("check-hide")
                text: card.shown ? hideWord : showWord
                name: text + ": " + card.question
                onClicked: card.showAsked()
            }
            LinkButton {
                objectName: "again:" + card.stem
                visible: card.canAnswer
                //: On a card with two answers to one question: none of them is right, the question is asked again
                //% "Neither: answer again"
                text: qsTrId("conflict-neither")
                name: text + ": " + card.question
                onClicked: card.answerAsked()
            }
        }
    }
}
