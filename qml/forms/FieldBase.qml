import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Around every kind of question: its label (unless the page's title is the label), its hint, its error beside the
/// field and the way to say "I don't know". Kinds put their control inside and say how it takes the focus.
FocusScope {
    id: base

    required property Field field
    property bool single: false
    property bool showsLabel: true
    default property alias content: slot.data
    readonly property bool faulty: field.error !== ""
    /// What a screen reader adds to the name: hint and error, in this order.
    readonly property string description: field.error === "" ? field.hint : field.error + ". " + field.hint
    readonly property string labelWithNote: field.required || field.readOnly ? field.label
        //: Label of a question that may be left open. %1 is the question
        //% "%1 (optional)"
        : qsTrId("field-optional").arg(field.label)

    /// Enter in a one-line entry: the person is done with it.
    signal submitted()

    function focusFirst(reason: int): void {
        base.forceActiveFocus(reason);
    }

    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column
        width: parent.width
        spacing: Theme.gapSmall

        PlainText {
            Layout.fillWidth: true
            visible: base.showsLabel && !base.single
            text: base.labelWithNote
            font.weight: Font.DemiBold
            lineHeight: Theme.titleLineHeight
            Accessible.ignored: true
        }
        HintText {
            Layout.fillWidth: true
            visible: !base.single && text !== ""
            text: base.field.hint
            Accessible.ignored: true
        }
        ErrorLine {
            Layout.fillWidth: true
            text: base.field.error
        }
        ColumnLayout {
            id: slot
            Layout.fillWidth: true
            spacing: Theme.gapSmall
        }
        NoticeCard {
            Layout.fillWidth: true
            visible: text !== ""
            tone: NoticeCard.Warning
            text: base.field.warning
        }
        NoticeCard {
            Layout.fillWidth: true
            visible: !base.single && text !== ""
            //: Opens the explanation of why a question is asked
            //% "Why do we ask?"
            lead: qsTrId("field-why")
            text: base.field.why
        }
        SecondaryButton {
            objectName: "skip:" + base.field.name
            Layout.topMargin: Theme.gapSmall
            visible: base.field.canSkip
            minimumHeight: Theme.optionHeight
            pixelSize: Theme.fontLead
            //: Button that leaves a question open
            //% "I don't know"
            text: qsTrId("field-skip")
            name: base.single ? text : text + ": " + base.field.label
            onClicked: base.field.skip()
        }
    }
}
