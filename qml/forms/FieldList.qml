pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.ViewModels

/// The questions of one page in form order.
Column {
    id: list

    required property FieldListModel fields
    property bool single: false

    signal submitted()

    spacing: Theme.gapHuge

    function indexOf(name: string): int {
        for (let row = 0; row < fields.count; ++row) {
            if (fields.at(row).name === name)
                return row;
        }
        return -1;
    }

    function focusField(name: string): void {
        const delegate = delegates.itemAt(indexOf(name)) as FieldDelegate;
        if (delegate !== null && delegate.control !== null)
            delegate.control.focusFirst(Qt.TabFocusReason);
    }

    Repeater {
        id: delegates
        model: list.fields

        FieldDelegate {
            width: list.width
            single: list.single
            onSubmitted: list.submitted()
        }
    }
}
