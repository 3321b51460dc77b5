pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// Steps in the order in which they should be done; or facts without order when `numbered` is off.
ColumnLayout {
    id: list

    /// The texts, in order.
    property alias steps: rows.model
    property bool numbered: true

    spacing: Theme.gapSmall

    Repeater {
        id: rows

        RowLayout {
            id: step
            required property int index
            required property string modelData

            Layout.fillWidth: true
            spacing: Theme.gapSmall

            HintText {
                Layout.alignment: Qt.AlignTop
                Layout.preferredWidth: Math.round(Theme.fontHint * (list.numbered ? 1.3 : 0.8))
                text: list.numbered ? (step.index + 1) + "." : "•"
                color: Theme.colors.ink
                horizontalAlignment: list.numbered ? Text.AlignRight : Text.AlignLeft
                Accessible.ignored: !list.numbered
            }
            HintText {
                Layout.fillWidth: true
                text: step.modelData
                color: Theme.colors.ink
            }
        }
    }
}
