import QtQuick
import QtQuick.Window
import Luotsi.Theme
import Luotsi.Components
import Luotsi.Shell
import Luotsi.ViewModels

/// One person's session: the frame that never moves and, in it, the page the session names. While the screen is
/// hidden or the idle warning shows, the stage is not drawn at all.
Window {
    id: window

    required property KioskSession session

    readonly property bool framed: session.page !== KioskSession.Waiting && session.page !== KioskSession.Ended
    /// When the person has come to another place, the page starts at its beginning.
    readonly property string place: session.place

    objectName: "sessionWindow"
    color: Theme.colors.paper
    onPlaceChanged: beginLater.restart()

    function beginPage(): void {
        if (pages.page === null || overlays.any)
            return;
        pages.page.begin();
        keyboard.leaveNow();
    }

    ThemeInputs {
        window: window
        textScale: window.session.textScale
        contrast: window.session.contrast
    }
    Later {
        id: beginLater
        onTriggered: window.beginPage()
    }
    ActivityWatch {
        onActive: window.session.noteActivity()
    }
    TouchGuard {
        spot: Theme.touchMinimum
    }
    Item {
        anchors.fill: parent
        LayoutMirroring.enabled: window.session.rightToLeft
        LayoutMirroring.childrenInherit: true

        FocusScope {
            id: stage
            objectName: "stage"
            anchors.fill: parent
            focus: !overlays.any
            visible: !overlays.covers
            enabled: !overlays.any

            Keys.onEscapePressed: if (window.session.canGoBack) window.session.goBack()

            KioskHeader {
                id: header
                width: parent.width
                siteName: window.session.siteName
                deviceName: window.session.deviceName
                language: window.session.language
                speechAvailable: window.session.speechAvailable
                onListenAsked: if (pages.page !== null) window.session.say(pages.page.spokenText)
                onTextSizeAsked: window.session.setTextScale(Theme.nextTextScale(window.session.textScale))
                onContrastAsked: window.session.setContrast(Theme.nextContrast(window.session.contrast))
                onLanguageAsked: overlays.choosingLanguage = true
            }
            SessionProgress {
                id: progress
                anchors.top: header.bottom
                anchors.horizontalCenter: parent.horizontalCenter
                width: pages.width
                session: window.session
                page: pages.page
            }
            SessionPages {
                id: pages
                objectName: "pages"
                anchors.top: progress.bottom
                anchors.bottom: status.top
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width - 2 * Theme.margin, Theme.contentWidth)
                focus: true
                session: window.session
                onLoaded: beginLater.restart()
            }
            SessionStatus {
                id: status
                anchors.bottom: keyboard.top
                anchors.horizontalCenter: parent.horizontalCenter
                width: pages.width
                session: window.session
                page: pages.page
                // A wide window has no height to spare while somebody types.
                roomy: !Theme.wide || !keyboard.shown
            }
            OnScreenKeyboard {
                id: keyboard
                width: parent.width
                anchors.bottom: bar.top
                language: window.session.language
            }
            BottomBar {
                id: bar
                width: parent.width
                anchors.bottom: parent.bottom
                visible: window.framed
                height: visible ? implicitHeight : 0
                backText: pages.page === null ? "" : pages.page.backText
                backIcon: pages.page === null ? "" : pages.page.backIcon
                backVisible: pages.page !== null && pages.page.backVisible
                primaryText: pages.page === null ? "" : pages.page.primaryText
                primaryIcon: pages.page === null ? "" : pages.page.primaryIcon
                primaryTrailingIcon: pages.page === null ? "" : pages.page.primaryTrailingIcon
                primaryVisible: pages.page !== null && pages.page.primaryVisible
                primaryEnabled: pages.page !== null && pages.page.primaryEnabled
                onBack: pages.page.back()
                onPrimary: pages.page.primary()
                onHelpAsked: window.session.openHelp()
                onHideAsked: window.session.hideScreen()
                onStopAsked: window.session.askStop()
            }
        }
        SessionOverlays {
            id: overlays
            anchors.fill: parent
            session: window.session
            onAnyChanged: if (!any) beginLater.restart()
        }
    }
}
