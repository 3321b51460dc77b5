import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Settings
import Luotsi.Theme

/// The keyboard on the glass, in the language of the session. Takes its place in the layout (`implicitHeight`), so
/// that it never lies over the field being typed in. Stays away for digits, which have the number pad.
Item {
    id: keyboard

    property string language
    property real maximumWidth: Theme.readingWidth * 1.15
    readonly property Item focusItem: Window.window === null ? null : Window.window.activeFocusItem
    readonly property bool writing: (focusItem instanceof TextEntry && !(focusItem instanceof NumberEntry))
                                    || focusItem instanceof LongTextEntry
    /// The panel alone is active a moment longer than the entry it was for.
    readonly property bool wanted: panel.active && writing
    /// It goes only when a touch that took the focus away is over: nothing moves under the finger.
    property bool shown: false

    /// Rows of a layout that has just been loaded come out with keys of no width (Qt 6.4); a change of width by one
    /// makes them count again.
    property int nudge: 0

    onWantedChanged: {
        settle.begin();
        if (wanted)
            shown = true;
        else
            leave.restart();
    }
    onLanguageChanged: settle.begin()

    Timer {
        id: settle

        property int rounds: 0

        interval: 16
        repeat: rounds > 0
        onTriggered: {
            rounds -= 1;
            keyboard.nudge = 1 - keyboard.nudge;
        }

        function begin(): void {
            rounds = 6;
            restart();
        }
    }

    Timer {
        id: leave
        interval: Theme.touchMilliseconds
        onTriggered: keyboard.shown = keyboard.wanted
    }

    implicitHeight: shown ? panel.height + 2 * Theme.gapSmall : 0
    // Clipped away rather than made invisible: rows made while invisible come out with keys of no width.
    clip: true
    height: implicitHeight

    /// On another page there is nothing under the finger that could move.
    function leaveNow(): void {
        leave.stop();
        shown = wanted;
    }

    function localeName(tag: string): string {
        const base = tag.split("-")[0];
        return base === "sv" ? "sv_SE" : base === "en" ? "en_GB" : base === "ar" ? "ar_AR" : "fi_FI";
    }

    Component.onCompleted: {
        VirtualKeyboardSettings.styleName = "luotsi";
        VirtualKeyboardSettings.activeLocales = ["fi_FI", "sv_SE", "en_GB"];
        VirtualKeyboardSettings.fullScreenMode = false;
        // It writes what is pressed: no dictionary, nothing suggested, nothing learnt or kept in a file.
        VirtualKeyboardSettings.defaultInputMethodDisabled = true;
        VirtualKeyboardSettings.defaultDictionaryDisabled = true;
        // Keys for hiding and for other languages, which Qt 6.4 does not have: both have their places outside.
        if ("visibleFunctionKeys" in VirtualKeyboardSettings)
            VirtualKeyboardSettings["visibleFunctionKeys"] = 0;
    }
    Binding {
        target: VirtualKeyboardSettings
        property: "locale"
        value: keyboard.localeName(keyboard.language)
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.colors.line
    }
    InputPanel {
        id: panel
        enabled: keyboard.wanted
        y: Theme.gapSmall
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(keyboard.width, keyboard.maximumWidth) - keyboard.nudge
        externalLanguageSwitchEnabled: true
    }
}
