import QtQuick
import Luotsi.Shell

/// The start screen's language card, loaded when it is asked for and shown at once.
LanguageDialog {
    language: ""
    Component.onCompleted: visible = true
}
