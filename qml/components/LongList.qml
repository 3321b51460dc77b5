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
    property real probableHeight: Math.max(Theme.rowHeight, Theme.lineHeight * Theme.fontBody + 2 * Theme.gapSmall)
    property real rowSpacing: 0
    property int partSize: 10
    readonly property int partCount: Math.ceil(count / partSize)
    /// So few that all may stand there.
    readonly property bool isShort: count <= 120

    spacing: rowSpacing

    /// What stood at the top: a part, and how much of it had passed. Kept while text changes its size.
    property int topPart: -1
    property real topShare: 0
    property bool resizing: false
    readonly property int textSize: Theme.fontBody

    onPartCountChanged: later.restart()
    onTextSizeChanged: resize()
    onWidthChanged: resize()
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

    /// Everything gets another height: the same row stays at the top until all that is seen has been measured again.
    function resize(): void {
        if (isShort || topPart < 0)
            return;
        resizing = true;
        quiet.restart();
        place();
    }

    function place(): void {
        const part = parts.itemAt(topPart) as LongListPart;
        if (part === null)
            return;
        forceLayout();
        const limit = Math.max(0, viewport.contentHeight - viewport.height);
        const at = mapToItem(viewport.contentItem, 0, 0).y + part.y + topShare * part.height;
        viewport.contentY = Math.min(at, limit);
    }

    function partSettled(): void {
        if (!resizing)
            return;
        quiet.restart();
        later.restart();
    }

    function remember(): void {
        const top = viewport.contentY - mapToItem(viewport.contentItem, 0, 0).y;
        const part = childAt(0, top) as LongListPart;
        topPart = part === null ? -1 : part.index;
        topShare = part === null || part.height === 0 ? 0 : (top - part.y) / part.height;
    }

    /// The item of a row, which is made if it was not there.
    function itemAt(row: int): Item {
        const part = parts.itemAt(Math.floor(row / partSize)) as LongListPart;
        return part === null ? null : part.itemAt(row % partSize);
    }

    Later {
        id: later
        onTriggered: {
            if (list.resizing)
                list.place();
            list.follow();
        }
    }
    Timer {
        id: quiet
        interval: Theme.scrollMilliseconds
        onTriggered: list.resizing = false
    }
    Connections {
        target: list.viewport
        function onContentYChanged(): void {
            if (!list.resizing)
                list.remember();
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
            keepsPlace: list.resizing
            onSettled: list.partSettled()
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
