import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// An answer that is only shown: it was given elsewhere or follows from other answers.
FieldBase {
    id: root

    readonly property string words: field?.content.shown ?? ""

    function focusFirst(reason: int): void {
        answer.forceActiveFocus(reason);
    }

    Panel {
        id: answer
        objectName: "field:" + root.fieldName
        width: parent.width

        Accessible.role: Accessible.StaticText
        Accessible.name: root.label + ": " + shownWords.text

        PlainText {
            id: shownWords
            width: parent?.width ?? 0
            text: root.words === "" ? qsTrId("check-not-given") : root.words
            color: root.words === "" ? Theme.colors.inkSecondary : Theme.colors.ink
            font.weight: Font.DemiBold
            lineHeight: 1.2
            Accessible.ignored: true
        }
    }
}
