pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Whole-width rows of choices, one or several; arrows move between them. Of choices that exclude each other only one
/// is a stop of Tab, as everywhere: the chosen one, or the first.
FieldBase {
    id: root

    /// More choices than a person wants to page through: a line to type the beginning of a word.
    readonly property bool isLong: rows.count > 24
    property string wanted
    //: Above the line that narrows a long list of choices
    //% "Type the beginning of the word. The list gets shorter."
    readonly property string searchHint: qsTrId("select-search")
    readonly property bool one: field?.kind === Field.SelectOne

    property int firstShown: 0
    property string chosenLabel

    onWantedChanged: findFirst()

    function focusFirst(reason: int): void {
        const first = rows.itemAt(firstShown);
        if (first !== null)
            first.forceActiveFocus(reason);
    }

    function findFirst(): void {
        let row = 0;
        while (row < rows.count && !rows.itemAt(row).visible)
            ++row;
        firstShown = row;
    }

    function move(index: int, step: int): void {
        let next = rows.itemAt(index + step);
        for (let row = index + step; next !== null && !next.visible; next = rows.itemAt(row))
            row += step;
        if (next !== null)
            next.forceActiveFocus(Qt.TabFocusReason);
    }

    function fits(label: string, selected: bool): bool {
        return selected || label.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());
    }

    Column {
        id: column
        objectName: "field:" + root.fieldName
        width: parent.width
        spacing: Math.max(Theme.touchGap, Theme.gap)

        Accessible.role: Accessible.Grouping
        Accessible.name: root.label
        Accessible.description: root.description

        HintText {
            width: column.width
            visible: root.isLong
            text: root.searchHint
            Accessible.ignored: true
        }
        TextEntry {
            objectName: "search:" + root.fieldName
            width: column.width
            visible: root.isLong
            name: root.searchHint
            text: root.wanted
            onTextEdited: root.wanted = text
        }
        NoticeCard {
            width: column.width
            visible: root.isLong && root.chosenLabel !== ""
            tone: NoticeCard.Ok
            //: Above a long list of choices: what has been chosen. %1 is the choice
            //% "Chosen: %1"
            text: qsTrId("select-chosen").arg(root.chosenLabel)
        }
        Repeater {
            id: rows
            model: root.field?.options ?? null

            ChoiceRow {
                required property string value
                required property string label
                required property int index
                required selected

                function noteChosen(): void {
                    if (selected)
                        root.chosenLabel = label;
                }

                objectName: "option:" + value
                width: column.width
                visible: !root.isLong || root.fits(label, selected)
                text: label
                single: root.one
                faulty: root.faulty
                enabled: !root.locked
                activeFocusOnTab: !root.one || selected || (root.value === "" && index === root.firstShown)
                description: root.single ? "" : root.label
                onSelectedChanged: noteChosen()
                onLabelChanged: noteChosen()
                Component.onCompleted: noteChosen()
                onClicked: root.one ? root.field.choose(value) : root.field.toggle(value)
                Keys.onDownPressed: root.move(index, 1)
                Keys.onUpPressed: root.move(index, -1)
            }
        }
    }
}
