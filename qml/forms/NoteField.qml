import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// Something to read; nothing to answer.
FieldBase {
    id: root

    showsLabel: false

    function focusFirst(reason: int): void {
        words.forceActiveFocus(reason);
    }

    PlainText {
        id: words
        objectName: "field:" + root.field.name
        Layout.fillWidth: true
        visible: !root.single
        text: root.field.label
    }
    HintText {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.field.value
        color: Theme.colors.ink
        font.weight: Font.DemiBold
    }
}
