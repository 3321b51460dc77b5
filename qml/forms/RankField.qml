pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// All choices in the order the person gives them, moved by two buttons each. The order counts once something has
/// been moved, or the person has said that it is right as it stands.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        const first = rows.itemAt(0) as RankRow;
        if (first !== null)
            first.focusFirst(reason);
    }

    Column {
        id: column
        objectName: "field:" + root.fieldName
        width: parent.width
        spacing: Math.max(Theme.touchGap, Theme.gapSmall)

        Accessible.role: Accessible.List
        Accessible.name: root.label
        Accessible.description: root.description

        HintText {
            width: column.width
            //: Above a list to be put in order
            //% "Put the most important first. Move with the arrows."
            text: qsTrId("rank-hint")
        }
        Repeater {
            id: rows
            model: root.field?.options ?? null

            RankRow {
                width: column.width
                count: rows.count
                settled: root.value !== ""
                locked: root.locked
                faulty: root.faulty
                onMoveAsked: step => root.field.rank(index, step)
            }
        }
        SecondaryButton {
            anchors.left: parent.left
            objectName: "keepOrder"
            visible: root.value === "" && !root.locked
            minimumHeight: Theme.optionHeight
            pixelSize: Theme.fontLead
            iconName: "check"
            //: Button under a list to be put in order: it is right as it stands
            //% "This order is right"
            text: qsTrId("rank-keep")
            onClicked: root.field?.rank(0, 0)
        }
        StatusLine {
            width: column.width
            visible: root.value !== ""
            iconName: "check"
            //: Under a list that has been put in order
            //% "Your order is kept."
            text: qsTrId("rank-kept")
        }
    }
}
