import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Where the answers are, and that there is no connection: quiet, always at the same place.
Flow {
    id: status

    required property KioskSession session
    required property KioskPage page
    property bool roomy: true
    readonly property bool savedShown: page !== null && page.showsSaved && session.saveState !== KioskSession.NothingYet
    readonly property bool offlineShown: page !== null && page.showsSaved && !session.online && !savedShown

    visible: roomy && (savedShown || offlineShown)
    height: visible ? implicitHeight : 0
    spacing: Theme.gapSmall
    topPadding: Theme.gapSmall
    bottomPadding: Theme.gap

    //: Quiet line under a page: the answer is stored, nothing is sent, there is no network and work goes on
    //% "Saved on this device. Not sent yet. No connection now, you can go on."
    readonly property string savedOffline: qsTrId("saved-offline")

    function textFor(state: int): string {
        switch (state) {
        case KioskSession.Saved:
            //: Quiet line under a page: the answer is stored, nothing is sent
            //% "Saved on this device. Not sent yet."
            return session.online ? qsTrId("saved-here") : savedOffline;
        case KioskSession.SavedNotReceived:
            //: Quiet line under a page: sent from here, not yet at the centre
            //% "Saved on this device. Not yet received."
            return qsTrId("saved-not-received");
        case KioskSession.Received:
            //: Quiet line under a page: the centre has it
            //% "Received."
            return qsTrId("saved-received");
        }
        return "";
    }

    /// Pages that follow an application that was sent.
    function withPages(text: string): string {
        const pages = session.receipt.arrivedText;
        if (pages === "" || session.saveState < KioskSession.SavedNotReceived)
            return text;
        const remaining = session.receipt.remainingText;
        return text + " " + (remaining === "" ? pages : pages + " " + remaining);
    }

    StatusLine {
        objectName: "savedLine"
        width: Math.min(implicitWidth, status.width)
        visible: status.savedShown
        iconName: "check"
        text: status.withPages(status.textFor(status.session.saveState))
        color: status.session.saveState === KioskSession.SavedNotReceived ? Theme.colors.warning : Theme.colors.ok
    }
    StatusLine {
        objectName: "offlineLine"
        width: Math.min(implicitWidth, status.width)
        visible: status.offlineShown
        iconName: "offline"
        color: Theme.colors.inkSecondary
        //: Quiet line under a page: no network, work goes on
        //% "No connection now. You can go on."
        text: qsTrId("offline-line")
    }
}
