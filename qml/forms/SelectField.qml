pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Whole-width rows of choices, one or several; arrows move between them.
FieldBase {
    id: root

    readonly property bool one: field?.kind === Field.SelectOne

    function focusFirst(reason: int): void {
        const first = rows.itemAt(0);
        if (first !== null)
            first.forceActiveFocus(reason);
    }

    function move(index: int, step: int): void {
        const next = rows.itemAt(index + step);
        if (next !== null)
            next.forceActiveFocus(Qt.TabFocusReason);
    }

    ColumnLayout {
        objectName: "field:" + root.fieldName
        Layout.fillWidth: true
        spacing: Math.max(Theme.touchGap, Theme.gap)

        Accessible.role: Accessible.Grouping
        Accessible.name: root.label
        Accessible.description: root.description

        Repeater {
            id: rows
            model: root.field?.options ?? null

            ChoiceRow {
                required property string value
                required property string label
                required property int index
                required selected

                objectName: "option:" + value
                Layout.fillWidth: true
                text: label
                single: root.one
                faulty: root.faulty
                enabled: !root.locked
                description: root.single ? "" : root.label
                onClicked: root.one ? root.field.choose(value) : root.field.toggle(value)
                Keys.onDownPressed: root.move(index, 1)
                Keys.onUpPressed: root.move(index, -1)
            }
        }
    }
}
