import QtQuick
import Luotsi.Shell
import Luotsi.ViewModels

/// The cards that may lie over a page. Idle and hidden lie over everything, the newest question over the older.
Item {
    id: overlays

    required property KioskSession session
    property bool choosingLanguage: false
    /// Nothing of the page may be drawn.
    readonly property bool covers: session.screenHidden || session.idleWarning
    readonly property bool any: covers || choosingLanguage || session.stopAsked || session.deleteAsked
                                || session.printAsked || session.newerForm.asked

    LanguageDialog {
        visible: overlays.choosingLanguage && !overlays.covers
        languages: overlays.session.languages
        language: overlays.session.language
        onChosen: language => {
            overlays.choosingLanguage = false;
            overlays.session.setLanguage(language);
        }
        onEscaped: overlays.choosingLanguage = false
    }
    PrintDialog {
        visible: overlays.session.printAsked && !overlays.covers
        errorText: overlays.session.printError === "" ? "" : qsTrId(overlays.session.printError)
        onConfirmed: overlays.session.print()
        onEscaped: overlays.session.cancelPrint()
    }
    NewerFormDialog {
        visible: overlays.session.newerForm.asked && !overlays.covers
        onConfirmed: overlays.session.newerForm.confirm()
        onEscaped: overlays.session.newerForm.keep()
    }
    StopDialog {
        visible: overlays.session.stopAsked && !overlays.session.deleteAsked && !overlays.covers
        hasDraft: overlays.session.hasDraft
        onKeepChosen: overlays.session.keepAndEnd()
        onDeleteChosen: overlays.session.askDelete()
        onEscaped: overlays.session.cancelStop()
    }
    DeleteDialog {
        visible: overlays.session.deleteAsked && !overlays.covers
        onConfirmed: overlays.session.deleteAndEnd()
        onEscaped: overlays.session.cancelDelete()
    }
    HiddenScreen {
        visible: overlays.session.screenHidden && !overlays.session.idleWarning
        onShowAsked: overlays.session.showScreen()
    }
    IdleDialog {
        visible: overlays.session.idleWarning
        secondsLeft: overlays.session.idleSecondsLeft
        secondsTotal: overlays.session.idleSecondsTotal
        hasDraft: overlays.session.hasDraft
        onContinued: overlays.session.stillHere()
        onStopped: overlays.session.keepAndEnd()
    }
}
