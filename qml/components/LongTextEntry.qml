pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Luotsi.Theme

/// Several lines of typing; grows with the text. Tab leaves it, as everywhere.
T.TextArea {
    id: control

    property string name
    property string description
    property bool faulty: false

    implicitWidth: Math.round(400 * Theme.unit)
    implicitHeight: Math.max(Theme.entryHeight * 2.2, contentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    topPadding: Theme.gap
    bottomPadding: Theme.gap
    wrapMode: TextEdit.Wrap
    textFormat: TextEdit.PlainText
    color: Theme.colors.ink
    selectionColor: Theme.colors.primary
    selectedTextColor: Theme.colors.primaryInk
    font.family: Theme.fontFamily
    font.pixelSize: Theme.fontBody
    inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
    selectByMouse: true
    activeFocusOnTab: true
    KeyNavigation.priority: KeyNavigation.BeforeItem

    Accessible.role: Accessible.EditableText
    Accessible.name: name
    Accessible.description: description
    Accessible.focusable: true
    Accessible.focused: activeFocus
    Accessible.editable: true
    Accessible.multiLine: true
    Accessible.onPressAction: control.forceActiveFocus(Qt.OtherFocusReason)

    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    background: Rectangle {
        radius: Theme.radius
        color: Theme.colors.card
        border.width: control.faulty || control.activeFocus ? Theme.borderStrong : Theme.borderWidth
        border.color: control.faulty ? Theme.colors.error
                    : control.activeFocus ? Theme.colors.accent : Theme.colors.border
    }
    FocusRing {
        control: control
    }
}
