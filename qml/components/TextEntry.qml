pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Luotsi.Theme

/// One line of typing. Nothing typed is learnt, predicted or kept by an input method.
/// `leftToRight` keeps codes, numbers and amounts in their own direction inside a mirrored page.
T.TextField {
    id: control

    property string name
    property string description
    property bool faulty: false
    property bool leftToRight: false
    property int kind: Qt.ImhNone

    implicitWidth: Math.round(400 * Theme.unit)
    implicitHeight: Math.max(Theme.entryHeight, contentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gapSmall
    verticalAlignment: TextInput.AlignVCenter
    horizontalAlignment: leftToRight ? TextInput.AlignLeft : undefined
    LayoutMirroring.enabled: leftToRight ? false : undefined
    color: Theme.colors.ink
    selectionColor: Theme.colors.primary
    selectedTextColor: Theme.colors.primaryInk
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontEntry
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | kind
    selectByMouse: true
    activeFocusOnTab: true

    Accessible.role: Accessible.EditableText
    Accessible.name: name
    Accessible.description: description
    Accessible.focusable: true
    Accessible.focused: activeFocus
    Accessible.editable: true
    Accessible.onPressAction: control.forceActiveFocus(Qt.OtherFocusReason)

    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.card
        border.width: control.faulty || control.activeFocus ? Theme.borderStrong : Theme.borderWidth
        border.color: control.faulty ? Theme.colors.error
                    : control.activeFocus ? Theme.colors.accent : Theme.colors.border
    }
    cursorDelegate: Rectangle {
        width: Theme.borderWidth
        visible: control.activeFocus
        color: Theme.colors.accent
    }
    FocusRing {
        control: control
    }
}
