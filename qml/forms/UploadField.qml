pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// The pages of one attachment: what is attached already, and what can be added from the camera or the folder.
FieldBase {
    id: root

    function focusFirst(reason: int): void {
        const first = sourceRows.itemAt(0);
        if (first !== null)
            first.forceActiveFocus(reason);
        else
            refresh.forceActiveFocus(reason);
    }

    readonly property string sourcesErrorId: field?.sources.errorId ?? ""

    Component.onCompleted: field.refreshSources()

    Column {
        id: column
        objectName: "field:" + root.fieldName
        width: parent.width
        spacing: Math.max(Theme.touchGap, Theme.gapSmall)

        HintText {
            width: column.width
            visible: (root.field?.pages.count ?? 0) === 0
            //: Shown when an attachment has no pages yet
            //% "No pages yet. Choose a page below."
            text: qsTrId("upload-empty")
            color: Theme.colors.ink
        }
        Repeater {
            model: root.field?.pages ?? null

            AttachedRow {
                required property int index

                objectName: "page:" + index
                width: column.width
                onRemoveAsked: root.field.removeAttachment(index)
            }
        }
        SectionText {
            width: column.width
            topPadding: Theme.gap
            //: Heading over the pages that can be added
            //% "Add a page"
            text: qsTrId("upload-sources")
        }
        NoticeCard {
            width: column.width
            visible: root.sourcesErrorId !== ""
            tone: NoticeCard.Warning
            text: root.sourcesErrorId === "" ? "" : qsTrId(root.sourcesErrorId)
        }
        HintText {
            width: column.width
            visible: (root.field?.sources.count ?? 0) === 0 && root.sourcesErrorId === ""
            //: Shown when there is nothing that could be added
            //% "Nothing to add was found. Put the paper under the camera, then press Look again."
            text: qsTrId("upload-no-sources")
        }
        Repeater {
            id: sourceRows
            model: root.field?.sources ?? null

            SourceRow {
                required property string sourceId
                required name

                objectName: "source:" + sourceId
                width: column.width
                onClicked: root.field.attach(sourceId)
            }
        }
        SecondaryButton {
            id: refresh
            objectName: "refreshSources"
            minimumHeight: Theme.optionHeight
            pixelSize: Theme.fontLead
            iconName: "refresh"
            //: Button that looks for pages again
            //% "Look again"
            text: qsTrId("upload-refresh")
            onClicked: root.field.refreshSources()
        }
    }
}
