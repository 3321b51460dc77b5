import QtQuick
import QtQuick.Templates as T
import Luotsi.Theme

/// What everything that can be pressed has in common: role, name, state and press action for assistive technology,
/// Enter beside Space, a focus ring for the keyboard. Never smaller than a fingertip.
T.AbstractButton {
    id: control

    property string name: text
    property string description
    property real radius: Theme.radius
    property int role: Accessible.Button
    /// A second touch at once is a trembling hand, not a wish (see TouchGuard).
    property bool guarded: true

    implicitWidth: Math.max(Theme.touchMinimum, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.touchMinimum, implicitContentHeight + topPadding + bottomPadding)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: false
    font.family: Theme.fontFamily

    Accessible.role: role
    Accessible.name: name
    Accessible.description: description
    Accessible.focusable: true
    Accessible.focused: activeFocus
    Accessible.onPressAction: control.activate()

    Keys.onReturnPressed: event => { if (!event.isAutoRepeat) control.activate() }
    Keys.onEnterPressed: event => { if (!event.isAutoRepeat) control.activate() }

    function activate(): void {
        if (enabled)
            clicked();
    }

    FocusRing {
        control: control
        radius: control.radius
        shown: control.visualFocus
    }
}
