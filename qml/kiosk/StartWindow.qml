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
    /// For staff, without personal data: why the kiosk cannot serve.
    property string staffDetail
    /// For staff: which damaged stores lie aside and why; what was begun in them cannot be opened here.
    property string damagedStores
    property bool choosingLanguage: false

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
            enabled: !window.choosingLanguage

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
                onLanguageAsked: window.choosingLanguage = true
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
                damagedStores: window.damagedStores
                onStartRequested: intent => window.startRequested(intent)
                onLanguageChosen: language => window.languageChosen(language)
            }
            ScrollArea {
                anchors.top: header.bottom
                anchors.bottom: parent.bottom
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width - 2 * Theme.margin, Theme.dialogWidth)
                topSpace: Theme.gapLarge
                visible: window.outOfServiceId !== ""

                // What most starts never show is not made before it is needed.
                Loader {
                    id: outOfService
                    width: parent.width
                    active: window.outOfServiceId !== ""
                    source: "OutOfServicePage.qml"
                }
            }
            Binding {
                target: outOfService.item as OutOfServicePage
                property: "errorId"
                value: window.outOfServiceId
            }
            Binding {
                target: outOfService.item as OutOfServicePage
                property: "staffDetail"
                value: window.staffDetail
            }
        }
        Loader {
            id: languageDialog
            anchors.fill: parent
            active: window.choosingLanguage
            source: "StartLanguageDialog.qml"
        }
        Binding {
            target: languageDialog.item as StartLanguageDialog
            property: "languages"
            value: window.languages
        }
        Binding {
            target: languageDialog.item as StartLanguageDialog
            property: "language"
            value: window.language
        }
        Connections {
            target: languageDialog.item as StartLanguageDialog
            function onChosen(language: string): void {
                window.choosingLanguage = false;
                window.languageChosen(language);
            }
            function onEscaped(): void {
                window.choosingLanguage = false;
            }
        }
    }
}
