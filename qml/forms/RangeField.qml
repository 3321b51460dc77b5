import QtQuick
import Luotsi.Components

/// A number on a scale.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        scale.focusFirst(reason);
    }

    StepScale {
        id: scale
        objectName: stem + ":scale"
        stem: "field:" + root.fieldName
        width: parent.width
        name: root.label
        description: root.description
        value: root.value
        from: root.field?.content.from ?? 0
        to: root.field?.content.to ?? 1
        step: root.field?.content.step ?? 1
        decimals: root.field?.content.decimals ?? 0
        faulty: root.faulty
        readOnly: root.locked
        onStepped: text => root.field.setText(text)
        onLeaving: root.field?.leave()
    }
}
