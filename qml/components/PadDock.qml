import QtQuick
import Luotsi.Theme

/// Where the number pad stands while digits are typed: at the foot of the page, the whole width of a tall window or
/// one column of a wide one; or, when large text leaves no room there, in the flow of the page. Remembers the entry,
/// so that using the pad does not lose it.
Item {
    id: dock

    property real share: 1
    /// Whether the pad stands in this dock or in the page's other one.
    property bool chosen: true
    readonly property NumberEntry typing: Window.activeFocusItem as NumberEntry
    readonly property NumberPad pad: loader.item as NumberPad
    property NumberEntry entry: null
    readonly property bool used: entry !== null && entry.visible && (entry.activeFocus || (pad !== null && pad.activeFocus))
    readonly property bool shown: chosen && used
    readonly property real padHeight: 4 * Theme.keyHeight + 3 * Theme.touchGap
    /// Height taken from the page, with the distance to what stands above.
    readonly property real taken: shown ? height + Theme.gapSmall + Theme.touchGap : 0

    visible: shown
    implicitHeight: shown ? padHeight : 0
    height: implicitHeight
    width: Theme.split ? (parent.width - Theme.gapHuge) * share : parent.width

    onTypingChanged: if (typing !== null) entry = typing

    Loader {
        id: loader
        objectName: "numberPad"
        anchors.fill: parent
        active: dock.shown
        source: "NumberPad.qml"
    }
    Binding {
        target: dock.pad
        property: "entry"
        value: dock.entry
    }
}
