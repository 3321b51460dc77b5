import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Around every kind of question: its label (unless the page's title is the label), its hint, its error beside the
/// field and the way to say "I don't know". Kinds put their control inside and say how it takes the focus. Parts come
/// and go with the answers: positioned, not laid out (see NumberedList).
FocusScope {
    id: base

    required property Field field
    property bool single: false
    property bool showsLabel: true
    default property alias content: slot.data
    // What the question says, and nothing once the page that held it has been left.
    readonly property string fieldName: field?.name ?? ""
    readonly property string label: field?.label ?? ""
    readonly property string hint: field?.hint ?? ""
    readonly property string why: field?.why ?? ""
    readonly property string unit: field?.unit ?? ""
    readonly property string value: field?.value ?? ""
    readonly property string error: field?.error ?? ""
    readonly property string warning: field?.warning ?? ""
    readonly property bool canSkip: field?.canSkip ?? false
    readonly property bool locked: field?.readOnly ?? false
    readonly property bool faulty: error !== ""
    /// What a screen reader adds to the name: error and hint, in this order.
    readonly property string description: error === "" ? hint : error + ". " + hint
    //: Label of a question that may be left open. %1 is the question
    //% "%1 (optional)"
    readonly property string optionalLabel: qsTrId("field-optional").arg(label)
    readonly property string labelWithNote: (field?.required ?? true) || locked ? label : optionalLabel

    /// One box of an answer that is typed in several.
    function part(index: int): string {
        return field?.parts[index] ?? "";
    }

    /// Enter in a one-line entry: the person is done with it.
    signal submitted()

    function focusFirst(reason: int): void {
        base.forceActiveFocus(reason);
    }

    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight

    Column {
        id: column
        width: parent.width
        spacing: Math.max(Theme.gapSmall, Theme.touchGap)

        PlainText {
            width: parent.width
            visible: base.showsLabel && !base.single
            text: base.labelWithNote
            font.weight: Font.DemiBold
            lineHeight: Theme.titleLineHeight
            Accessible.ignored: true
        }
        HintText {
            width: parent.width
            visible: !base.single && text !== ""
            text: base.hint
            Accessible.ignored: true
        }
        MediaView {
            width: parent.width
            visible: !base.single && (picture !== "" || sound !== "" || hasVideo)
            picture: base.field?.content.picture ?? ""
            sound: base.field?.sound ?? ""
            hasVideo: base.field?.content.hasVideo ?? false
            playing: sound !== "" && base.field?.playing === sound
            name: base.label
            onPlayAsked: base.field?.play(sound)
        }
        ErrorLine {
            width: parent.width
            text: base.error
        }
        Column {
            id: slot
            width: parent.width
            spacing: Theme.gapSmall
        }
        NoticeCard {
            width: parent.width
            visible: text !== ""
            tone: NoticeCard.Warning
            text: base.warning
        }
        NoticeCard {
            width: parent.width
            visible: !base.single && text !== ""
            //: Opens the explanation of why a question is asked
            //% "Why do we ask?"
            lead: qsTrId("field-why")
            text: base.why
        }
        LinkButton {
            anchors.left: parent.left
            objectName: "skip:" + base.fieldName
            visible: base.canSkip && !base.single && base.field?.kind !== Field.SelectMany
            text: qsTrId("field-skip")
            name: text + ": " + base.label
            onClicked: base.field?.skip()
        }
        SecondaryButton {
            anchors.left: parent.left
            objectName: "skip:" + base.fieldName
            visible: base.canSkip && base.single
            minimumHeight: Theme.optionHeight
            pixelSize: Theme.fontLead
            //: Button that leaves a question open
            //% "I don't know"
            text: qsTrId("field-skip")
            onClicked: base.field?.skip()
        }
    }
}
