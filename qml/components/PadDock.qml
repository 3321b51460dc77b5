import QtQuick
import Luotsi.Theme

/// Where the number pad stands once digits are typed: at the foot of the page, the whole width of a tall window or
/// one column of a wide one; or, when large text leaves no room there, in the flow of the page. It stays until another
/// kind of question is answered, so that nothing jumps when the focus moves to a button.
Item {
    id: dock

    property real share: 1
    /// Whether the pad stands in this dock or in the page's other one.
    property bool chosen: true
    readonly property Item focused: Window.activeFocusItem
    property NumberEntry entry: null
    readonly property bool shown: chosen && entry !== null && entry.visible
    readonly property real padHeight: 4 * Theme.keyHeight + 3 * Theme.touchGap
    /// Height taken from the page, with the distance to what stands above.
    readonly property real taken: shown ? height + Theme.gapSmall + Theme.touchGap : 0

    visible: shown
    implicitHeight: shown ? padHeight : 0
    height: implicitHeight
    width: Theme.split ? (parent.width - Theme.gapHuge) * share : parent.width

    onFocusedChanged: {
        leave.stop();
        later.restart();
    }

    function follow(): void {
        if (focused instanceof NumberEntry)
            entry = focused as NumberEntry;
        else if (focused instanceof TextEntry || focused instanceof LongTextEntry)
            entry = null;
        else if (focused instanceof ChoiceRow)
            leave.restart();
    }

    // Not under the finger that is choosing.
    Timer {
        id: leave
        interval: Theme.touchMilliseconds
        onTriggered: dock.entry = null
    }

    // Not while the focus is still moving: the page would be laid out under it.
    Later {
        id: later
        onTriggered: dock.follow()
    }
    Loader {
        id: loader
        objectName: "numberPad"
        anchors.fill: parent
        active: dock.chosen
        source: "NumberPad.qml"
    }
    Binding {
        target: loader.item as NumberPad
        property: "entry"
        value: dock.entry
    }
}
