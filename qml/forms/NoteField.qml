import QtQuick
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
        objectName: "field:" + root.fieldName
        width: parent.width
        visible: !root.single
        text: root.label
    }
    HintText {
        width: parent.width
        visible: text !== ""
        text: root.field?.content.shown ?? ""
        color: Theme.colors.ink
        font.weight: Font.DemiBold
    }
}
