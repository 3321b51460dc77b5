import QtQuick
import Luotsi.Theme

/// Some rows of a LongList: there while wanted, else an empty place of their height.
Item {
    id: part

    required property int index
    required property QtObject source
    required property int first
    required property int size
    required property Component delegate
    required property real rowSpacing
    required property real probableHeight
    required property Flickable viewport
    required property bool stays
    /// The list itself keeps what is seen in its place.
    required property bool keepsPlace
    readonly property LongListRows rows: loader.item as LongListRows
    property bool wanted: false
    /// Not bit by bit, between two frames.
    property bool atOnce: false
    /// As high as the rows were when they were last there, and the size of text they had then.
    property real measured: 0
    property int measuredText: 1
    property int measuredSize: 1
    /// Follows the size of text, also while the rows are away.
    readonly property real known: measured > 0 ? measured * (Theme.fontBody / measuredText) * (size / measuredSize)
                                               : size * probableHeight + (size - 1) * rowSpacing

    // In a short list nothing comes and goes: rows say at any time how high they are, also when text grows.
    implicitHeight: stays && rows !== null ? rows.implicitHeight : known
    height: implicitHeight

    /// The rows say how high they really are.
    signal settled()

    function itemAt(row: int): Item {
        atOnce = true;
        wanted = true;
        return rows === null ? null : rows.itemAt(row);
    }

    /// What is seen stays where it is when a part above it turns out to be higher or lower.
    function measure(): void {
        if (rows === null || rows.implicitHeight === known || rows.implicitHeight <= 0)
            return;
        // Where it stands counts, not where it stood before others grew.
        (parent as Column).forceLayout();
        const passed = viewport.contentY - mapToItem(viewport.contentItem, 0, 0).y;
        const grown = rows.implicitHeight - known;
        const share = Math.max(0, Math.min(1, passed / height));
        measuredText = Theme.fontBody;
        measuredSize = size;
        measured = rows.implicitHeight;
        if (!keepsPlace)
            viewport.contentY += grown * share;
        settled();
    }

    onWantedChanged: show()

    function show(): void {
        if (wanted)
            loader.setSource("LongListRows.qml", {
                "spacing": rowSpacing, "source": source, "first": first, "size": size, "delegate": delegate });
        else
            loader.source = "";
    }

    Loader {
        id: loader
        width: part.width
        asynchronous: !part.atOnce
    }
    Connections {
        target: part.rows
        function onPositioningComplete(): void {
            part.measure();
        }
    }
    Binding {
        target: part.rows
        property: "size"
        value: part.size
    }
}
