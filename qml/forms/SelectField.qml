import QtQuick
import Luotsi.Components

/// Choices, one or several, all in sight.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        choices.focusFirst(reason);
    }

    HintText {
        width: parent.width
        visible: (root.field?.content.quick ?? false) && root.single
        //: Above choices that lead on by themselves
        //% "The next page opens when you choose."
        text: qsTrId("select-quick")
    }
    ChoiceList {
        id: choices
        objectName: "field:" + root.fieldName
        width: parent.width
        field: root.field
        single: root.single
        faulty: root.faulty
        locked: root.locked
        label: root.label
        description: root.description
    }
}
