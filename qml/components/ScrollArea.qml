import QtQuick
import Luotsi.Theme

/// A column that may be longer than its place. Nothing has to be dragged: when something is out of sight, two
/// buttons under the column say so and move it by nearly a page; keyboard focus is always brought into view.
Item {
    id: area

    default property alias content: column.data
    readonly property alias flickable: flick
    readonly property bool needsScroll: column.implicitHeight > height
    property real topSpace: Theme.gapLarge
    property real sideSpace: Theme.ringWidth + Theme.ringOutline

    implicitHeight: column.implicitHeight

    /// What was cut at one edge stands whole in the next view: two views share an entry with its label.
    readonly property real stride: Math.max(flick.height / 3, flick.height - Theme.entryHeight - Theme.labelHeight)

    function scrollBy(distance: real): void {
        slide.to = Math.max(0, Math.min(flick.contentY + distance, flick.contentHeight - flick.height));
        slide.restart();
    }

    function toTop(): void {
        slide.stop();
        flick.contentY = 0;
    }

    /// What the keyboard has brought the focus to, or what is being written. Not what a finger is pressing: it would
    /// be moved away from under it.
    function follow(): void {
        const item = area.Window.window === null ? null : area.Window.window.activeFocusItem;
        const pressed = item as PressBase;
        if (pressed === null || pressed.visualFocus)
            area.reveal(item);
    }

    function reveal(item: Item): void {
        if (item === null || !holds(item))
            return;
        const tight = item.mapToItem(column, 0, 0).y - 2 * sideSpace;
        const bottom = tight + item.height + 4 * sideSpace;
        // With the words above it, where both have room.
        const withLabel = tight - (item instanceof TextEntry || item instanceof LongTextEntry ? Theme.labelHeight : 0);
        const top = bottom - withLabel > flick.height ? tight : withLabel;
        const limit = Math.max(0, flick.contentHeight - flick.height);
        if (bottom - top > flick.height || top < flick.contentY)
            flick.contentY = Math.max(0, Math.min(top, limit));
        else if (bottom > flick.contentY + flick.height)
            flick.contentY = Math.max(0, Math.min(bottom - flick.height, limit));
    }

    /// What has the focus is kept in view when the page grows or shrinks around it, but who has scrolled away from it is
    /// not taken back.
    property bool seesFocus: true

    function look(): void {
        const item = area.Window.window === null ? null : area.Window.window.activeFocusItem;
        if (item === null || !holds(item))
            return;
        const top = item.mapToItem(column, 0, 0).y;
        seesFocus = top + item.height > flick.contentY && top < flick.contentY + flick.height;
    }

    function holds(item: Item): bool {
        for (let ancestor = item; ancestor !== null; ancestor = ancestor.parent) {
            if (ancestor === column)
                return true;
        }
        return false;
    }

    Keys.onPressed: event => {
        if (event.key === Qt.Key_PageDown || event.key === Qt.Key_PageUp) {
            area.scrollBy(event.key === Qt.Key_PageDown ? area.stride : -area.stride);
            event.accepted = true;
        }
    }

    Connections {
        target: area.Window.window
        function onActiveFocusItemChanged(): void {
            area.seesFocus = true;
            area.follow();
        }
    }
    // The page has grown or shrunk around what is being written.
    Later {
        id: revealLater
        onTriggered: if (area.seesFocus) area.follow()
    }
    NumberAnimation {
        id: slide
        target: flick
        property: "contentY"
        duration: Theme.scrollMilliseconds
        onFinished: area.look()
    }
    Flickable {
        id: flick
        objectName: "viewport"
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: -area.sideSpace
        anchors.rightMargin: -area.sideSpace
        anchors.top: parent.top
        anchors.bottom: area.needsScroll ? hints.top : parent.bottom
        contentWidth: width
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        interactive: area.needsScroll
        onMovementEnded: area.look()
        onHeightChanged: revealLater.restart()
        onContentHeightChanged: revealLater.restart()

        Column {
            id: column
            x: area.sideSpace
            width: flick.width - 2 * area.sideSpace
            topPadding: area.topSpace
            bottomPadding: Theme.gap
        }
    }
    ScrollHints {
        id: hints
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        visible: area.needsScroll
        canUp: flick.contentY > 1
        canDown: flick.contentY < flick.contentHeight - flick.height - 1
        onUp: area.scrollBy(-area.stride)
        onDown: area.scrollBy(area.stride)
    }
}
