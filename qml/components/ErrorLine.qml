import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// The words of an error, beside the field they are about.
RowLayout {
    id: line

    property string text

    visible: text !== ""
    spacing: Theme.gapSmall

    IconView {
        Layout.alignment: Qt.AlignTop
        implicitWidth: Theme.icon
        implicitHeight: Theme.icon
        name: "error"
        color: Theme.colors.error
    }
    PlainText {
        Layout.fillWidth: true
        text: line.text
        color: Theme.colors.error
        font.pixelSize: Theme.fontHint
        font.weight: Font.DemiBold
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
