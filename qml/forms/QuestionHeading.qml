import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// What stands above the questions: the error summary first when there is something to correct, then the question,
/// its hint, and the note that some answers are given alone.
Column {
    id: heading

    required property QuestionPage page
    /// The question, when it is the only one of the page.
    property Field only: null
    readonly property bool openEnded: only !== null && !only.required && !only.readOnly && only.kind !== Field.Note
                                      && only.kind !== Field.Trigger
    readonly property Item title: titleText
    readonly property Item summary: errorSummary

    signal errorChosen(fieldName: string)

    spacing: Theme.gap

    ErrorSummary {
        id: errorSummary
        objectName: "errorSummary"
        width: parent.width
        visible: heading.page.hasErrors
        model: heading.page.errors
        onChosen: fieldName => heading.errorChosen(fieldName)
    }
    TitleText {
        id: titleText
        objectName: "pageTitle"
        width: parent.width
        text: heading.openEnded ? qsTrId("field-optional").arg(heading.page.title) : heading.page.title
        //: Put before the title of a page with errors, for screen readers. %1 is the title
        //% "Error: %1"
        Accessible.name: heading.page.hasErrors ? qsTrId("title-with-error").arg(text) : text
    }
    LeadText {
        width: parent.width
        visible: text !== ""
        text: heading.page.hint
    }
    MediaView {
        width: parent.width
        picture: heading.only?.content.picture ?? ""
        sound: heading.only?.sound ?? ""
        hasVideo: heading.only?.content.hasVideo ?? false
        playing: sound !== "" && heading.only?.playing === sound
        name: heading.page.title
        onPlayAsked: heading.only?.play(sound)
    }
    NoticeCard {
        width: parent.width
        visible: heading.page.sensitive
        iconName: "person"
        //: Heading of the note on pages about safety, helpers and consent
        //% "Answer this alone."
        lead: qsTrId("sensitive-lead")
        //: Rest of the note on pages about safety, helpers and consent
        //% "Nobody beside you needs to see the answer. You can hide the screen at any time."
        text: qsTrId("sensitive-text")
    }
}
