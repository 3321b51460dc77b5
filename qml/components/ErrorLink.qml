import QtQuick
import Luotsi.Theme

/// One line of the error summary; leads to the field.
PressBase {
    id: control

    required text
    padding: 0
    radius: Theme.radius * 0.5

    contentItem: PlainText {
        text: control.text
        color: Theme.colors.error
        font.pixelSize: Theme.fontHint
        font.underline: true
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
