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

    /// The question, when it is the only one of the page.
    property Field only: null

    function delegateAt(row: int): FieldDelegate {
        return delegates.itemAt(row) as FieldDelegate;
    }

    function findOnly(): void {
        const first = delegates.count === 1 ? delegateAt(0) : null;
        only = first === null ? null : first.field;
    }

    function focusField(name: string): void {
        for (let row = 0; row < delegates.count; ++row) {
            const delegate = delegateAt(row);
            if (delegate !== null && delegate.field.name === name && delegate.control !== null)
                delegate.control.focusFirst(Qt.TabFocusReason);
        }
    }

    Repeater {
        id: delegates
        model: list.fields
        onItemAdded: list.findOnly()
        onItemRemoved: list.findOnly()

        FieldDelegate {
            width: list.width
            single: list.single
            onSubmitted: list.submitted()
        }
    }
}
