import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import QtQuick.Window

/// One text in a window, with the modules the start window loads: each is used once, so that none is left out.
Window {
    id: window

    required property string words

    ColumnLayout {
        anchors.centerIn: parent

        T.Label {
            text: window.words
        }
    }
}
