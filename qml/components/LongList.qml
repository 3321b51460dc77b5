pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme

/// The rows of a list of any length inside a page that scrolls. Only parts near to what can be seen are there as
/// items; the others keep their place open, as high as they were or as they will probably be. Rows come in their order,
/// so that Tab goes through them as through any page. A delegate gets the roles of its row and `place`.
Column {
    id: list

    required property QtObject model
    required property int count
    required property Flickable viewport
    required property Component delegate
    property real probableHeight: Theme.rowHeight
    property real rowSpacing: 0
    property int partSize: 10
    readonly property int partCount: Math.ceil(count / partSize)
    /// So few that all may stand there.
    readonly property bool isShort: count <= 120

    spacing: rowSpacing

    onPartCountChanged: later.restart()
    onHeightChanged: later.restart()
    Component.onCompleted: follow()

    /// Parts within a screen's height of what is seen are there; what is seen is there at once, the rest between frames.
    function follow(): void {
        const top = viewport.contentY - mapToItem(viewport.contentItem, 0, 0).y;
        const reach = viewport.height;
        for (let index = 0; index < parts.count; ++index) {
            const part = parts.itemAt(index) as LongListPart;
            if (part === null)
                continue;
            part.atOnce = isShort || (part.y + part.height > top && part.y < top + reach);
            part.wanted = part.atOnce || (part.y + part.height > top - reach && part.y < top + 2 * reach);
        }
    }

    /// The item of a row, which is made if it was not there.
    function itemAt(row: int): Item {
        const part = parts.itemAt(Math.floor(row / partSize)) as LongListPart;
        return part === null ? null : part.itemAt(row % partSize);
    }

    Later {
        id: later
        onTriggered: list.follow()
    }
    Connections {
        target: list.viewport
        function onContentYChanged(): void {
            list.follow();
        }
        function onHeightChanged(): void {
            later.restart();
        }
    }
    Repeater {
        id: parts
        model: list.partCount
        onItemAdded: later.restart()

        LongListPart {
            required property int index

            width: list.width
            source: list.model
            first: index * list.partSize
            size: Math.min(list.partSize, list.count - first)
            delegate: list.delegate
            rowSpacing: list.rowSpacing
            probableHeight: list.probableHeight
            viewport: list.viewport
            stays: list.isShort
        }
    }
}
