pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme

/// Digits for the entry being filled; always left to right, as numbers are. One stop for Tab, arrows inside.
/// Touching a key leaves the focus in the entry.
FocusScope {
    id: pad

    property NumberEntry entry: null
    readonly property string extraKey: entry === null ? "" : entry.extraKey
    readonly property bool signed: entry !== null && entry.signed
    readonly property int rows: 4
    readonly property real cellHeight: (height - (rows - 1) * Theme.touchGap) / rows

    implicitHeight: rows * Theme.keyHeight + (rows - 1) * Theme.touchGap
    implicitWidth: 6 * Theme.fontKey + 2 * Theme.touchGap
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    enabled: entry !== null

    Accessible.role: Accessible.Grouping
    //: Name of the number pad for assistive technology
    //% "Number pad"
    Accessible.name: qsTrId("pad-name")

    /// The keys in order: nine digits, the extra sign, zero, erase, and minus, which stands first in the last row.
    function signAt(index: int): string {
        return index < 9 ? String(index + 1) : index === 9 ? extraKey : index === 10 ? "0" : index === 11 ? "erase" : "minus";
    }

    function rowOf(index: int): int {
        return index < 9 ? Math.floor(index / 3) : rows - 1;
    }

    function columnOf(index: int): int {
        return index < 9 ? index % 3 : index === 12 ? 0 : index - 9 + (signed ? 1 : 0);
    }

    function columnsIn(row: int): int {
        return signed && row === rows - 1 ? 4 : 3;
    }

    function widthIn(row: int): real {
        return (width - (columnsIn(row) - 1) * Theme.touchGap) / columnsIn(row);
    }

    function indexAt(row: int, column: int): int {
        const inside = Math.min(column, columnsIn(row) - 1);
        return row < rows - 1 ? 3 * row + inside : !signed ? 9 + inside : inside === 0 ? 12 : 8 + inside;
    }

    function move(index: int, across: int, down: int): void {
        const row = rowOf(index) + down;
        const column = columnOf(index) + across;
        if (row < 0 || row >= rows || column < 0 || column >= columnsIn(row) + down * down)
            return;
        const next = keys.itemAt(indexAt(row, column));
        if (next !== null && next.visible && next.enabled)
            next.forceActiveFocus(Qt.TabFocusReason);
    }

    function use(sign: string): void {
        if (sign === "erase")
            entry.eraseBack();
        else if (sign === "minus")
            entry.toggleMinus();
        else
            entry.press(sign);
    }

    // Placed by counting: the last row has one key more when amounts may be below zero.
    Repeater {
        id: keys
        model: 13

        PadKey {
            required property int index
            readonly property int row: pad.rowOf(index)

            objectName: "pad:" + sign
            x: pad.columnOf(index) * (width + Theme.touchGap)
            y: row * (height + Theme.touchGap)
            width: pad.widthIn(row)
            height: pad.cellHeight
            sign: pad.signAt(index)
            visible: sign !== "" && (sign !== "minus" || pad.signed)
            activeFocusOnTab: index === 0
            onClicked: pad.use(sign)
            Keys.onLeftPressed: pad.move(index, -1, 0)
            Keys.onRightPressed: pad.move(index, 1, 0)
            Keys.onUpPressed: pad.move(index, 0, -1)
            Keys.onDownPressed: pad.move(index, 0, 1)
        }
    }
}
