import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// Choices that stay closed until they are asked for: one row that says what is chosen, and opens the list.
FieldBase {
    id: root

    property bool opened: false
    readonly property string chosen: field?.options.selectedLabels ?? ""
    //: On the closed list of choices, when nothing is chosen
    //% "Choose from the list"
    readonly property string openWord: qsTrId("select-open")
    //: On the list of choices: state of a list that can be closed
    //% "Close"
    readonly property string closeWord: qsTrId("select-close")
    //: On the list of choices: state of a list that can be opened
    //% "Open"
    readonly property string showWord: qsTrId("select-show")

    function focusFirst(reason: int): void {
        row.forceActiveFocus(reason);
    }

    function toggle(): void {
        opened = !opened;
        if (!opened && field !== null)
            field.found.wanted = "";
    }

    ListRow {
        id: row
        objectName: "open:" + root.fieldName
        width: parent.width
        enabled: !root.locked
        text: root.chosen === "" ? root.openWord : root.chosen
        name: root.label + ": " + text
        description: root.description
        status: root.opened ? root.closeWord : root.showWord
        statusIcon: root.opened ? "up" : "down"
        statusColor: Theme.colors.accent
        onClicked: root.toggle()
    }
    ChoiceList {
        objectName: "field:" + root.fieldName
        width: parent.width
        visible: root.opened
        // Closed, it has no rows to make.
        field: root.opened ? root.field : null
        single: root.single
        faulty: root.faulty
        locked: root.locked
        searchable: (field?.options.count ?? 0) > 8
        label: root.label
        description: root.description
        onTaken: {
            if (one) {
                row.forceActiveFocus(Qt.TabFocusReason);
                closeLater.restart();
            }
        }
    }
    Later {
        id: closeLater
        onTriggered: root.toggle()
    }
}
