pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// How far, in words; the segments repeat it for the eye.
ColumnLayout {
    id: progress

    property string text
    property int current: 1
    property int total: 1
    property bool segments: true
    /// More segments than that would be too thin to tell apart.
    readonly property int mostSegments: 24
    readonly property bool segmented: segments && total > 1 && total <= mostSegments

    spacing: Theme.gapSmall

    Row {
        id: row
        Layout.fillWidth: true
        visible: progress.segmented
        spacing: Theme.gapSmall

        Repeater {
            model: progress.segmented ? progress.total : 0

            Rectangle {
                id: segment
                required property int index

                width: (row.width - (progress.total - 1) * row.spacing) / progress.total
                height: Theme.progressHeight
                radius: height / 2
                color: Theme.colors.track
                border.width: Theme.lineWidth
                border.color: Theme.colors.softBorder

                Rectangle {
                    anchors.left: parent.left
                    visible: segment.index < progress.current
                    width: segment.index + 1 < progress.current ? parent.width : parent.width / 2
                    height: parent.height
                    radius: parent.radius
                    color: Theme.colors.primary
                }
            }
        }
    }
    PlainText {
        Layout.fillWidth: true
        text: progress.text
        color: Theme.colors.accent
        font.pixelSize: Theme.fontStatus
        font.weight: Font.DemiBold
        lineHeight: Theme.titleLineHeight
    }
}
