import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// A whole-width row that opens something; a state may stand at its end, as shape and words.
PressBase {
    id: control

    property string status
    property string statusIcon
    property color statusColor: Theme.colors.inkSecondary
    property bool current: false

    implicitHeight: Math.max(Theme.optionHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gapSmall
    name: status === "" ? text : text + ", " + status

    background: Rectangle {
        radius: control.radius
        color: control.down || control.current ? Theme.colors.accentSoft : Theme.colors.card
        border.width: control.current ? Theme.borderStrong : Theme.borderWidth
        border.color: control.current ? Theme.colors.accent : Theme.colors.border
    }
    contentItem: GridLayout {
        readonly property bool narrow: control.availableWidth < 17 * Theme.fontBody
        columns: narrow ? 1 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.gapTiny

        PlainText {
            Layout.fillWidth: true
            text: control.text
            color: control.enabled ? Theme.colors.ink : Theme.colors.inkSecondary
            font.weight: Font.DemiBold
            lineHeight: 1.2
            Accessible.ignored: true
        }
        Row {
            visible: control.status !== ""
            spacing: Theme.gapSmall

            IconView {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.statusIcon !== ""
                width: Theme.iconSmall
                height: Theme.iconSmall
                name: control.statusIcon
                color: control.statusColor
            }
            PlainText {
                anchors.verticalCenter: parent.verticalCenter
                text: control.status
                color: control.statusColor
                font.pixelSize: Theme.fontStatus
                font.weight: Font.DemiBold
                lineHeight: 1
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
    }
}
