pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// Digits for the entry being filled; always left to right, as numbers are. One stop for Tab, arrows inside.
/// Touching a key leaves the focus in the entry.
FocusScope {
    id: pad

    property NumberEntry entry: null
    readonly property string extraKey: entry === null ? "" : entry.extraKey
    readonly property int columns: 3

    implicitHeight: grid.implicitHeight
    implicitWidth: grid.implicitWidth
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    enabled: entry !== null

    Accessible.role: Accessible.Grouping
    //: Name of the number pad for assistive technology
    //% "Number pad"
    Accessible.name: qsTrId("pad-name")

    function signAt(index: int): string {
        return index < 9 ? String(index + 1) : index === 9 ? extraKey : index === 10 ? "0" : "erase";
    }

    function move(index: int, step: int): void {
        const next = keys.itemAt(index + step);
        if (next !== null && next.visible && next.enabled)
            next.forceActiveFocus(Qt.TabFocusReason);
    }

    function use(sign: string): void {
        if (sign === "erase")
            entry.eraseBack();
        else
            entry.press(sign);
    }

    GridLayout {
        id: grid
        anchors.fill: parent
        columns: pad.columns
        columnSpacing: Theme.touchGap
        rowSpacing: Theme.touchGap

        Repeater {
            id: keys
            model: 12

            PadKey {
                required property int index

                objectName: "pad:" + sign
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.minimumHeight: implicitHeight
                sign: pad.signAt(index)
                opacity: sign === "" ? 0 : 1
                enabled: sign !== ""
                activeFocusOnTab: index === 0
                onClicked: pad.use(sign)
                Keys.onLeftPressed: pad.move(index, -1)
                Keys.onRightPressed: pad.move(index, 1)
                Keys.onUpPressed: pad.move(index, -pad.columns)
                Keys.onDownPressed: pad.move(index, pad.columns)
            }
        }
    }
}
