import QtQuick
import Luotsi.ViewModels

/// What the window asks of every page: the words of the bar, what Back and the primary act do, where the focus
/// starts, and what is read aloud.
FocusScope {
    id: page

    required property KioskSession session

    //: Goes to the page before
    //% "Back"
    property string backText: qsTrId("action-back")
    property string backIcon
    property bool backVisible: session.canGoBack
    //: The primary act of most pages: to the next page
    //% "Continue"
    property string primaryText: qsTrId("action-continue")
    property string primaryIcon
    property string primaryTrailingIcon
    property bool primaryVisible: true
    property bool primaryEnabled: true
    property bool showsProgress: false
    property bool showsSegments: false
    property bool showsSaved: true
    property Item firstFocus: null
    property string spokenText
    /// The page itself says what Back or the primary act does; else the session knows by the page.
    property bool ownBack: false
    property bool ownPrimary: false

    signal back()
    signal primary()

    // A handler in a page runs beside these, never instead of them.
    onBack: if (!ownBack) session.goBack()
    onPrimary: if (!ownPrimary) session.goNext()

    /// The page has come up, or shows something new: start reading at its beginning.
    function begin(): void {
        if (firstFocus !== null)
            firstFocus.forceActiveFocus(Qt.OtherFocusReason);
    }
}
