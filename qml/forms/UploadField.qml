pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// The pages of one attachment: what is attached already, and what can be added from the camera or the folder.
FieldBase {
    id: root

    readonly property bool adding: field?.attaching.active ?? false
    readonly property bool anyFile: field?.content.anyFile ?? false
    //: Shown when an attachment has no pages yet
    //% "No pages yet. Choose a page below."
    readonly property string noPages: qsTrId("upload-empty")
    //: Shown when a question for a recording, a video or another file has none yet
    //% "No file yet. Choose a file below."
    readonly property string noFiles: qsTrId("upload-empty-file")
    //: Heading over the pages that can be added
    //% "Add a page"
    readonly property string pagesTitle: qsTrId("upload-sources")
    //: Heading over the files that can be added
    //% "Add a file"
    readonly property string filesTitle: qsTrId("upload-source-files")

    function focusFirst(reason: int): void {
        sources.focusFirst(reason);
    }

    Column {
        id: column
        objectName: "field:" + root.fieldName
        width: parent.width
        spacing: Math.max(Theme.touchGap, Theme.gapSmall)

        HintText {
            width: column.width
            visible: (root.field?.pages.count ?? 0) === 0
            text: root.anyFile ? root.noFiles : root.noPages
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
        AttachingPanel {
            width: column.width
            visible: root.adding
            field: root.field
        }
        SourceList {
            id: sources
            width: column.width
            enabled: !root.adding
            visible: !root.adding
            field: root.field
            title: root.anyFile ? root.filesTitle : root.pagesTitle
        }
    }
}
