import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// The last thing seen before the clean start screen.
KioskPage {
    objectName: "endedPage"
    firstFocus: hero.heading
    showsSaved: false
    backVisible: false
    primaryVisible: false

    HeroCard {
        id: hero
        objectName: "pageTitle"
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.dialogWidth)
        tone: NoticeCard.Ok
        iconName: "check"
        //: Title of the last page
        //% "The screen is cleared"
        title: qsTrId("ended-title")
        //: Text of the last page
        //% "Take your papers with you. Thank you."
        text: qsTrId("ended-text")
    }
}
