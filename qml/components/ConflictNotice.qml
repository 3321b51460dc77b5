import QtQuick
import Luotsi.Theme

/// That questions have been answered in two ways, with the way to choose.
Column {
    id: notice

    required property string text

    signal chooseAsked()

    spacing: Math.max(Theme.gapSmall, Theme.touchGap)

    NoticeCard {
        objectName: "conflictNotice"
        width: parent.width
        tone: NoticeCard.Warning
        text: notice.text
    }
    SecondaryButton {
        objectName: "openConflicts"
        minimumHeight: Theme.optionHeight
        pixelSize: Theme.fontLead
        iconName: "forward"
        //: Opens the page on which one chooses between two answers to a question
        //% "Choose the answers"
        text: qsTrId("conflicts-choose")
        onClicked: notice.chooseAsked()
    }
}
