pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// What can be added from the camera or the folder.
Column {
    id: list

    required property Field field
    required property string title
    readonly property string errorId: field?.sources.errorId ?? ""

    function focusFirst(reason: int): void {
        const first = rows.itemAt(0);
        if (first !== null)
            first.forceActiveFocus(reason);
        else
            refresh.forceActiveFocus(reason);
    }

    spacing: Math.max(Theme.touchGap, Theme.gapSmall)

    Component.onCompleted: field.refreshSources()

    SectionText {
        width: list.width
        topPadding: Theme.gap
        text: list.title
    }
    NoticeCard {
        width: list.width
        visible: list.errorId !== ""
        tone: NoticeCard.Warning
        text: list.errorId === "" ? "" : qsTrId(list.errorId)
    }
    HintText {
        width: list.width
        visible: (list.field?.sources.count ?? 0) === 0 && list.errorId === ""
        //: Shown when there is nothing that could be added
        //% "Nothing to add was found. Put the paper under the camera, then press Look again."
        text: qsTrId("upload-no-sources")
    }
    Repeater {
        id: rows
        model: list.field?.sources ?? null

        SourceRow {
            required property string sourceId
            required name

            objectName: "source:" + sourceId
            width: list.width
            onClicked: if (!added) list.field.attach(sourceId)
        }
    }
    SecondaryButton {
        id: refresh
        anchors.left: parent.left
        objectName: "refreshSources"
        minimumHeight: Theme.optionHeight
        pixelSize: Theme.fontLead
        iconName: "refresh"
        //: Button that looks for pages again
        //% "Look again"
        text: qsTrId("upload-refresh")
        onClicked: list.field.refreshSources()
    }
}
