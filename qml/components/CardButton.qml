import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// A large card that starts something: picture, what it is, what it is for.
PressBase {
    id: control

    property string iconName
    property string detail
    property bool urgent: false

    name: detail === "" ? text : text + ". " + detail
    implicitHeight: Math.max(Theme.cardHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gap
    bottomPadding: Theme.gap
    radius: Theme.radius * 1.25

    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.borderWidth
        border.color: control.urgent ? Theme.colors.error : Theme.colors.border
    }
    contentItem: RowLayout {
        spacing: Theme.gapLarge

        IconTile {
            iconName: control.iconName
            urgent: control.urgent
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            PlainText {
                Layout.fillWidth: true
                text: control.text
                font.pixelSize: Theme.fontCard
                font.weight: Font.Bold
                lineHeight: Theme.titleLineHeight
                Accessible.ignored: true
            }
            HintText {
                Layout.fillWidth: true
                visible: text !== ""
                text: control.detail
                lineHeight: 1.2
                Accessible.ignored: true
            }
        }
    }
}
