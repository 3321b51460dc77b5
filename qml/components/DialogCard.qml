import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// A question that must be answered before the page goes on. The ground behind it either shows the page dimmed or,
/// when `opaque`, nothing of it. Takes the focus, keeps Tab inside, Escape leaves it.
FocusScope {
    id: dialog

    property string title
    property string text
    property bool opaque: false
    property bool centred: false
    property real maximumWidth: Theme.dialogWidth
    default property alias content: column.data

    signal escaped()

    anchors.fill: parent
    visible: false
    onVisibleChanged: if (visible) heading.forceActiveFocus(Qt.PopupFocusReason)

    Accessible.role: Accessible.Dialog
    Accessible.name: title
    Accessible.description: text

    Keys.onEscapePressed: dialog.escaped()

    Rectangle {
        anchors.fill: parent
        color: Theme.colors.cover
        opacity: dialog.opaque ? 1 : 0.72
        MouseArea {
            anchors.fill: parent
        }
    }
    Rectangle {
        id: card
        anchors.centerIn: parent
        width: Math.min(dialog.maximumWidth, dialog.width - 2 * Theme.margin)
        height: Math.min(area.implicitHeight + 2 * Theme.gapHuge, dialog.height - 2 * Theme.gap)
        radius: Theme.radiusLarge
        color: Theme.colors.card
        border.width: Theme.lineWidth
        border.color: Theme.colors.softBorder

        ScrollArea {
            id: area
            anchors.fill: parent
            anchors.margins: Theme.gapHuge
            topSpace: 0

            ColumnLayout {
                id: column
                width: parent.width
                spacing: Theme.gapLarge

                TitleText {
                    id: heading
                    Layout.fillWidth: true
                    text: dialog.title
                    horizontalAlignment: dialog.centred ? Text.AlignHCenter : Text.AlignLeft
                }
                LeadText {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: dialog.text
                    horizontalAlignment: dialog.centred ? Text.AlignHCenter : Text.AlignLeft
                }
            }
        }
    }
}
