import QtQuick
import QtQuick.Window
import Luotsi.Theme
import Luotsi.Components
import Luotsi.Shell

/// The supervisor's window: nothing but the start screen. Every person finds it the same.
Window {
    id: window

    required property string siteName
    required property string deviceName
    required property list<string> languages
    property string language: languages.length > 0 ? languages[0] : ""
    property bool rightToLeft: false
    property real textScale: 1
    property int contrast: 0
    property bool speechAvailable: false
    /// Shown instead of the start cards when the kiosk cannot serve: a text id, or empty.
    property string outOfServiceId

    signal startRequested(intent: string)
    signal languageChosen(language: string)
    signal textScaleChosen(scale: real)
    signal contrastChosen(contrast: int)
    signal listenRequested()

    objectName: "startWindow"
    color: Theme.colors.paper

    ThemeInputs {
        window: window
        textScale: window.textScale
        contrast: window.contrast
    }
    TouchGuard {
        spot: Theme.touchMinimum
    }
    Item {
        anchors.fill: parent
        LayoutMirroring.enabled: window.rightToLeft
        LayoutMirroring.childrenInherit: true

        FocusScope {
            id: stage
            anchors.fill: parent
            focus: true
            enabled: !languageDialog.visible

            KioskHeader {
                id: header
                width: parent.width
                siteName: window.siteName
                deviceName: window.deviceName
                language: window.language
                speechAvailable: window.speechAvailable
                onListenAsked: window.listenRequested()
                onTextSizeAsked: window.textScaleChosen(Theme.nextTextScale(window.textScale))
                onContrastAsked: window.contrastChosen(Theme.nextContrast(window.contrast))
                onLanguageAsked: languageDialog.visible = true
            }
            StartScreen {
                id: screen
                anchors.top: header.bottom
                anchors.bottom: parent.bottom
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width - 2 * Theme.margin, Theme.contentWidth)
                visible: window.outOfServiceId === ""
                languages: window.languages
                language: window.language
                onStartRequested: intent => window.startRequested(intent)
                onLanguageChosen: language => window.languageChosen(language)
            }
            HeroCard {
                anchors.centerIn: parent
                width: Math.min(parent.width - 2 * Theme.margin, Theme.dialogWidth)
                visible: window.outOfServiceId !== ""
                tone: NoticeCard.Warning
                iconName: "warning"
                //: Title shown instead of the start screen when the kiosk cannot be used
                //% "This device is out of use"
                title: qsTrId("kiosk-out-of-service")
                text: window.outOfServiceId === "" ? "" : qsTrId(window.outOfServiceId)
            }
        }
        LanguageDialog {
            id: languageDialog
            languages: window.languages
            language: window.language
            onChosen: language => {
                visible = false;
                window.languageChosen(language);
            }
            onEscaped: visible = false
        }
    }
}
