pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme

/// Steps in the order in which they should be done; or facts without order when `numbered` is off.
/// Rows come and go while the page shows, so they are positioned, not laid out: a layout of Qt 6.4 may still
/// measure a row that is already gone.
Column {
    id: list

    /// The texts, in order.
    property alias steps: rows.model
    property bool numbered: true

    spacing: Theme.gapSmall

    Repeater {
        id: rows

        Item {
            id: step
            required property int index
            required property string modelData

            width: list.width
            height: Math.max(mark.implicitHeight, words.implicitHeight)

            HintText {
                id: mark
                anchors.left: parent.left
                width: Math.round(Theme.fontHint * (list.numbered ? 1.3 : 0.8))
                text: list.numbered ? (step.index + 1) + "." : "•"
                color: Theme.colors.ink
                horizontalAlignment: list.numbered ? Text.AlignRight : Text.AlignLeft
                Accessible.ignored: !list.numbered
            }
            HintText {
                id: words
                anchors.left: mark.right
                anchors.leftMargin: Theme.gapSmall
                anchors.right: parent.right
                text: step.modelData
                color: Theme.colors.ink
            }
        }
    }
}
