pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// A drawing, a signature, or lines over a chosen picture, made with a finger or a mouse. Who cannot draw writes
/// instead: the words become the picture. It is kept when the page is left; nothing has to be pressed for that.
FieldBase {
    id: root

    readonly property bool kept: (field?.pages.count ?? 0) > 0
    readonly property bool signature: field?.content.signature ?? false
    readonly property bool choosing: (field?.content.annotated ?? false) && !sheet.hasBackground && !kept
    //: Above the field for people who cannot draw; for a signature
    //% "If you cannot sign on the screen, write your name here."
    readonly property string nameHint: qsTrId("drawing-name")
    //: Above the field for people who cannot draw; for a drawing
    //% "If you cannot draw, tell in words, or ask staff to help."
    readonly property string wordsHint: qsTrId("drawing-words")
    readonly property string writeHint: signature ? nameHint : wordsHint
    property string words

    function focusFirst(reason: int): void {
        if (choosing)
            sources.focusFirst(reason);
        else
            frame.forceActiveFocus(reason);
    }

    // The row that was pressed has gone with the list it stood in.
    onChoosingChanged: if (!choosing && !kept) frame.forceActiveFocus(Qt.TabFocusReason)

    function hold(): void {
        root.field?.holdDrawing(sheet.png(words));
    }

    Column {
        id: column
        objectName: "field:" + root.fieldName
        width: parent.width
        spacing: Math.max(Theme.touchGap, Theme.gapSmall)

        Repeater {
            model: root.field?.pages ?? null

            AttachedRow {
                required property int index

                objectName: "page:" + index
                width: column.width
                onRemoveAsked: root.field.removeAttachment(index)
            }
        }
        SourceList {
            id: sources
            width: column.width
            visible: root.choosing
            field: root.field
            //: Heading over the pictures one of which is drawn on
            //% "Choose the picture to draw on"
            title: qsTrId("drawing-choose")
        }
        Column {
            width: column.width
            visible: !root.kept && !root.choosing
            spacing: column.spacing

            HintText {
                width: parent.width
                //: Above the sheet to draw on
                //% "Draw with a finger or the mouse."
                text: qsTrId("drawing-hint")
            }
            Rectangle {
                id: frame
                width: parent.width
                height: sheet.height + 2 * Theme.borderStrong
                color: Theme.colors.card
                border.width: Theme.borderStrong
                border.color: root.faulty ? Theme.colors.error : Theme.colors.border

                Accessible.role: Accessible.Canvas
                Accessible.name: root.label
                Accessible.description: root.writeHint

                DrawingPad {
                    id: sheet
                    objectName: "sheet:" + root.fieldName
                    x: (parent.width - width) / 2
                    y: Theme.borderStrong
                    width: Math.min(parent.width - 2 * Theme.borderStrong, Theme.pictureHeight / shape)
                    height: width * shape
                    blankShape: root.signature ? 0.32 : 0.5
                    background: root.field?.background ?? sheet.background
                    enabled: !root.locked
                    onDrawn: root.hold()
                }
                FocusRing {
                    control: frame
                    radius: 0
                }
            }
            Flow {
                width: parent.width
                spacing: Math.max(Theme.touchGap, Theme.gap)

                SecondaryButton {
                    objectName: "undoDrawing"
                    visible: sheet.strokes > 0
                    minimumHeight: Theme.optionHeight
                    pixelSize: Theme.fontLead
                    iconName: "backspace"
                    //: Takes the last line of a drawing away
                    //% "Take the last line away"
                    text: qsTrId("drawing-undo")
                    onClicked: sheet.undo()
                }
                SecondaryButton {
                    objectName: "clearDrawing"
                    visible: sheet.strokes > 0
                    minimumHeight: Theme.optionHeight
                    pixelSize: Theme.fontLead
                    iconName: "remove"
                    //: Takes all lines of a drawing away
                    //% "Start again"
                    text: qsTrId("drawing-clear")
                    onClicked: sheet.clear()
                }
            }
            HintText {
                width: parent.width
                text: root.writeHint
            }
            TextEntry {
                id: entry
                objectName: "words:" + root.fieldName
                width: parent.width
                name: root.writeHint
                description: root.description
                enabled: !root.locked && sheet.strokes === 0
                faulty: root.faulty
                text: root.words
                onTextEdited: {
                    root.words = text;
                    root.hold();
                }
                onAccepted: root.submitted()
            }
        }
    }
}
