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

    /// Large text has left no room for the pad at the foot: it stands under the questions instead.
    readonly property bool cramped: height - dock.padHeight < (Theme.split ? 3.5 : 5) * Theme.optionHeight

    objectName: "questionPage"
    showsProgress: true
    showsSegments: true
    primaryTrailingIcon: "forward"
    primaryEnabled: !question.busy
    firstFocus: heading.title
    spokenText: question.title + ". " + question.hint + " " + question.why

    onPrimary: errorsLater.restart()

    function showErrors(): void {
        if (!question.hasErrors)
            return;
        scroll.area.toTop();
        heading.summary.forceActiveFocus(Qt.TabFocusReason);
    }

    function begin(): void {
        scroll.area.toTop();
        const only = fields.only;
        if (only !== null && typed(only))
            fields.focusField(only.name);
        else
            heading.title.forceActiveFocus(Qt.OtherFocusReason);
    }

    /// Kinds with nothing to choose first: typing may start at once.
    function typed(field: Field): bool {
        if (field.readOnly)
            return false;
        switch (field.kind) {
        case Field.SelectOne:
        case Field.SelectMany:
        case Field.Note:
        case Field.Trigger:
        case Field.Upload:
        case Field.Drawing:
        case Field.Rank:
        case Field.Range:
        case Field.Geotrace:
        case Field.Geoshape:
            return false;
        }
        return true;
    }

    Later {
        id: errorsLater
        onTriggered: page.showErrors()
    }
    SplitScroll {
        id: scroll
        anchors.fill: parent
        anchors.bottomMargin: dock.taken

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
        PadDock {
            chosen: page.cramped
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
    PadDock {
        id: dock
        chosen: !page.cramped
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapSmall
        share: 1 - scroll.leadShare
    }
}
