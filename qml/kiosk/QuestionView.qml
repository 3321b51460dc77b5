import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.Forms
import Luotsi.ViewModels

/// One question page: what is asked at the start, the answer beside or below it, the number pad while digits are typed.
KioskPage {
    id: page

    readonly property QuestionPage question: session.question
    readonly property bool single: question.fields.count === 1
    readonly property NumberEntry typing: Window.activeFocusItem as NumberEntry
    property NumberEntry lastTyping: null
    readonly property bool padShown: lastTyping !== null && lastTyping.visible
                                     && (lastTyping.activeFocus || pad.activeFocus)

    objectName: "questionPage"
    showsProgress: true
    showsSegments: true
    primaryTrailingIcon: "forward"
    firstFocus: heading.title
    spokenText: question.title + ". " + question.hint + " " + question.why

    onTypingChanged: if (typing !== null) lastTyping = typing

    onPrimary: {
        session.goNext();
        errorsLater.restart();
    }

    function showErrors(): void {
        if (!question.hasErrors)
            return;
        scroll.area.toTop();
        heading.summary.forceActiveFocus(Qt.TabFocusReason);
    }

    function begin(): void {
        scroll.area.toTop();
        const only = fields.only;
        if (only !== null && typed(only.kind))
            fields.focusField(only.name);
        else
            heading.title.forceActiveFocus(Qt.OtherFocusReason);
    }

    /// Kinds with nothing to choose first: typing may start at once.
    function typed(kind: int): bool {
        return kind !== Field.SelectOne && kind !== Field.SelectMany && kind !== Field.Note && kind !== Field.Trigger
            && kind !== Field.Upload;
    }

    Later {
        id: errorsLater
        onTriggered: page.showErrors()
    }
    SplitScroll {
        id: scroll
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: Theme.split || !page.padShown ? parent.bottom : pad.top

        leadData: [
            QuestionHeading {
                id: heading
                width: parent.width
                page: page.question
                only: fields.only
                onErrorChosen: fieldName => fields.focusField(fieldName)
            },
            NoticeCard {
                width: parent.width
                visible: Theme.split && page.question.why !== ""
                lead: qsTrId("field-why")
                text: page.question.why
            }
        ]

        FieldList {
            id: fields
            width: parent.width
            fields: page.question.fields
            single: page.single
            onSubmitted: page.primary()
        }
        NoticeCard {
            width: parent.width
            visible: !Theme.split && page.question.why !== ""
            lead: qsTrId("field-why")
            text: page.question.why
        }
        SecondaryButton {
            objectName: "minorHelp"
            visible: page.question.isMinorNote
            iconName: "person"
            //: On the page for people under 18: leads to people who help
            //% "Talk with a person"
            text: qsTrId("minor-help")
            onClicked: page.session.openHelp()
        }
    }
    NumberPad {
        id: pad
        objectName: "numberPad"
        visible: page.padShown
        entry: page.padShown ? page.lastTyping : null
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapSmall
        anchors.right: parent.right
        width: Theme.split ? (parent.width - Theme.gapHuge) * (1 - scroll.leadShare) : parent.width
    }
}
