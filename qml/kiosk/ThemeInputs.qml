import QtQuick
import QtQuick.Window
import Luotsi.Theme

/// Carries the facts of a window and the person's wishes into the one scale.
Item {
    id: inputs

    required property Window window
    required property real textScale
    required property int contrast

    Binding {
        target: Theme
        property: "windowWidth"
        value: inputs.window.width
    }
    Binding {
        target: Theme
        property: "windowHeight"
        value: inputs.window.height
    }
    Binding {
        target: Theme
        property: "textScale"
        value: inputs.textScale
    }
    Binding {
        target: Theme
        property: "contrast"
        value: inputs.contrast
    }
    Binding {
        target: Theme
        property: "pixelsPerMillimetre"
        value: inputs.Screen.pixelDensity
    }
}
