import QtQuick
import QtQuick.VirtualKeyboard
import QtQuick.VirtualKeyboard.Styles
import Luotsi.Theme

/// The on-screen keyboard in the look of the kiosk. Keys show no preview above the finger: what is typed is nobody
/// else's to read.
KeyboardStyle {
    id: style

    keyboardDesignWidth: 2560
    keyboardDesignHeight: Theme.wide ? 720 : 1040
    keyboardRelativeLeftMargin: 12 / keyboardDesignWidth
    keyboardRelativeRightMargin: 12 / keyboardDesignWidth
    keyboardRelativeTopMargin: 8 / keyboardDesignHeight
    keyboardRelativeBottomMargin: 8 / keyboardDesignHeight

    component Face: Rectangle {
        id: face

        property alias text: label.text
        property bool upper: false
        property string iconName
        property bool down: false
        property bool strong: false

        anchors.fill: parent
        anchors.margins: Theme.gapTiny
        radius: Theme.radius * 0.6
        color: strong ? Theme.colors.primary : down ? Theme.colors.accentSoft : Theme.colors.card
        border.width: Theme.lineWidth
        border.color: Theme.colors.border

        Text {
            id: label
            anchors.centerIn: parent
            color: face.strong ? Theme.colors.primaryInk : Theme.colors.ink
            font.family: Theme.fontFamily
            font.weight: Font.DemiBold
            font.pixelSize: Math.max(1, Math.round(face.height * (text.length > 1 ? 0.32 : 0.42)))
            font.capitalization: face.upper ? Font.AllUppercase : Font.MixedCase
            textFormat: Text.PlainText
        }
        IconView {
            anchors.centerIn: parent
            width: parent.height * 0.5
            height: width
            name: face.iconName
            color: face.strong ? Theme.colors.primaryInk : Theme.colors.ink
        }
    }

    keyboardBackground: Rectangle {
        color: Theme.colors.line
    }
    keyPanel: KeyPanel {
        Face {
            text: control.displayText
            upper: control.uppercased
            down: control.pressed
        }
    }
    backspaceKeyPanel: KeyPanel {
        Face {
            iconName: "backspace"
            down: control.pressed
        }
    }
    enterKeyPanel: KeyPanel {
        Face {
            iconName: "check"
            down: control.pressed
        }
    }
    hideKeyPanel: KeyPanel {
        Face {
            iconName: "down"
            down: control.pressed
        }
    }
    shiftKeyPanel: KeyPanel {
        Face {
            iconName: "up"
            down: control.pressed
            strong: InputContext.capsLockActive || InputContext.shiftActive
        }
    }
    spaceKeyPanel: KeyPanel {
        Face {
            down: control.pressed
        }
    }
    symbolKeyPanel: KeyPanel {
        Face {
            text: control.displayText
            down: control.pressed
        }
    }
    modeKeyPanel: KeyPanel {
        Face {
            text: control.displayText
            down: control.pressed
            strong: control.mode
        }
    }
    languageKeyPanel: KeyPanel {
        Face {
            iconName: "list"
            down: control.pressed
        }
    }
    handwritingKeyPanel: KeyPanel {
        Face {
            iconName: "edit"
            down: control.pressed
        }
    }

    alternateKeysListItemWidth: 120 * scaleHint
    alternateKeysListItemHeight: 160 * scaleHint
    alternateKeysListDelegate: Item {
        id: alternate
        width: style.alternateKeysListItemWidth
        height: style.alternateKeysListItemHeight

        Text {
            anchors.centerIn: parent
            text: model.text
            color: alternate.ListView.isCurrentItem ? Theme.colors.accent : Theme.colors.ink
            font.family: Theme.fontFamily
            font.pixelSize: Theme.fontKey
        }
    }
    alternateKeysListHighlight: Rectangle {
        radius: Theme.radius * 0.6
        color: Theme.colors.accentSoft
    }
    alternateKeysListBackground: Rectangle {
        radius: Theme.radius * 0.6
        color: Theme.colors.card
        border.width: Theme.lineWidth
        border.color: Theme.colors.border
    }
}
