import QtQuick
import Luotsi.Theme

/// The title of a page: takes the focus when the page opens, so that a screen reader starts there.
PlainText {
    font.pixelSize: Theme.fontTitle
    font.weight: Font.Bold
    font.letterSpacing: -0.01 * Theme.fontTitle
    lineHeight: Theme.titleLineHeight
    Accessible.role: Accessible.Heading
    Accessible.name: text
    Accessible.focusable: true

    // No stop of Tab itself, so Tab would start again at the top of the window.
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
}
