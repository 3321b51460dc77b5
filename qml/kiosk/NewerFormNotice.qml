import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// That the form has a newer version, with the way to it; afterwards that the application has moved there, and which
/// answers have no place in it. Stops nobody.
Column {
    id: notice

    required property NewerForm newer

    visible: newer.offered || newer.moved
    spacing: Math.max(Theme.gapSmall, Theme.touchGap)

    NoticeCard {
        objectName: "newerFormNotice"
        width: parent.width
        visible: notice.newer.offered
        //: On the list of tasks, when the form has been renewed since the application was begun
        //% "There is a newer form."
        lead: qsTrId("newer-form-lead")
        //: What going on in the newer form means
        //% "Your answers stay. If one has no place in the newer form, it is kept and we tell you which."
        text: qsTrId("newer-form-text")
    }
    SecondaryButton {
        objectName: "newerForm"
        width: Math.min(implicitWidth, notice.width)
        visible: notice.newer.offered
        minimumHeight: Theme.optionHeight
        pixelSize: Theme.fontLead
        iconName: "forward"
        //: Goes on with the application in the newer version of the form
        //% "Go on in the newer form"
        text: qsTrId("newer-form-go-on")
        onClicked: notice.newer.ask()
    }
    NoticeCard {
        objectName: "newerFormMoved"
        width: parent.width
        visible: notice.newer.moved
        tone: NoticeCard.Ok
        //: The application has been moved to the newer version of the form
        //% "You now go on in the newer form."
        lead: qsTrId("newer-form-moved")
        //: All answers have a place in the newer form
        //% "All your answers came along."
        readonly property string whole: qsTrId("newer-form-whole")
        //: Before a list of questions, one on each line
        //% "These answers have no place in it. They are kept, but they are not part of what you send:"
        readonly property string without: qsTrId("newer-form-without-place")
        text: notice.newer.withoutPlace.length === 0 ? whole
            : without + "\n• " + Array.from(notice.newer.withoutPlace).join("\n• ")
    }
}
