pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// The choices of a question as rows, or side by side where the form wants it and the words fit; arrows move between
/// them. Of choices that exclude each other only one is a stop of Tab, as everywhere: the chosen one, or the first.
Column {
    id: list

    property Field field: null
    property bool single: false
    property bool faulty: false
    property bool locked: false
    property string label
    property string description
    /// More choices than a person wants to page through: a line to type words in.
    property bool searchable: (field?.options.count ?? 0) > 24
    readonly property bool one: field?.kind === Field.SelectOne
    readonly property bool likert: field?.content.likert ?? false
    readonly property int wantedColumns: likert ? rows.count : field?.content.columns ?? 1
    readonly property int fitting: Math.max(1, Math.floor((width + grid.spacing) / ((likert ? 8 : 11) * Theme.fontBody + grid.spacing)))
    readonly property int columns: likert ? (fitting >= rows.count ? Math.max(1, rows.count) : 1)
                                 : wantedColumns === 0 ? Math.min(fitting, 4, Math.max(1, rows.count)) : Math.min(fitting, wantedColumns)
    //: Above the line that narrows a long list of choices
    //% "Type the beginning of the word. The list gets shorter."
    readonly property string searchHint: qsTrId("select-search")

    signal taken()

    spacing: Math.max(Theme.touchGap, Theme.gap)

    Accessible.role: Accessible.Grouping
    Accessible.name: label
    Accessible.description: description

    function focusFirst(reason: int): void {
        const first = rows.itemAt(0) as ChoiceCell;
        if (first !== null)
            first.face.forceActiveFocus(reason);
    }

    function move(index: int, step: int): void {
        const next = rows.itemAt(index + step) as ChoiceCell;
        if (next !== null)
            next.face.forceActiveFocus(Qt.TabFocusReason);
    }

    function take(value: string): void {
        if (one)
            field.choose(value);
        else
            field.toggle(value);
        taken();
    }

    HintText {
        width: list.width
        visible: list.searchable
        text: list.searchHint
        Accessible.ignored: true
    }
    TextEntry {
        objectName: "search:" + (list.field?.name ?? "")
        width: list.width
        visible: list.searchable
        name: list.searchHint
        text: list.field?.found.wanted ?? ""
        onTextEdited: list.field.found.wanted = text
    }
    NoticeCard {
        width: list.width
        visible: list.searchable && (list.field?.options.selectedLabels ?? "") !== ""
        tone: NoticeCard.Ok
        //: Above a long list of choices: what has been chosen. %1 is the choice
        //% "Chosen: %1"
        text: qsTrId("select-chosen").arg(list.field?.options.selectedLabels ?? "")
    }
    Grid {
        id: grid
        width: list.width
        columns: list.columns
        spacing: Math.max(Theme.touchGap, Theme.gap)

        Repeater {
            id: rows
            model: list.field?.found ?? null

            ChoiceCell {
                width: (grid.width - (list.columns - 1) * grid.spacing) / list.columns
                one: list.one
                stacked: list.likert && list.columns > 1
                faulty: list.faulty
                locked: list.locked
                tabStop: !list.one || selected || ((list.field?.value ?? "") === "" && index === 0)
                owner: list.single ? "" : list.label
                canPlay: list.field?.canPlay ?? false
                onTaken: list.take(value)
                onPlayAsked: list.field?.play(sound)
                onMoved: (across, down) => list.move(index, across + down * list.columns)
            }
        }
    }
    HintText {
        width: list.width
        visible: list.field?.found.hasMore ?? false
        //: Under the first choices of a very long list
        //% "There are more choices. Type more of the word."
        text: qsTrId("select-more")
    }
}
