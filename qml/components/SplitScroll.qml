import QtQuick
import Luotsi.Theme

/// The body of a page: what is said (`lead`) and what is done (`body`). Under each other in a tall window, side by
/// side in a wide one, where the said part stays in sight while the done part is moved.
Item {
    id: page

    property alias leadData: lead.data
    default property alias bodyData: body.data
    property real leadShare: 0.42
    property real spacing: Theme.gap
    property bool twoColumns: Theme.split
    readonly property alias area: area
    readonly property bool sideBySide: twoColumns && body.implicitHeight > 0

    ScrollArea {
        id: area
        anchors.fill: parent

        Item {
            id: place
            readonly property real gutter: Theme.gapHuge
            width: parent.width
            implicitHeight: page.sideBySide ? Math.max(lead.implicitHeight, body.implicitHeight)
                          : lead.implicitHeight + (body.implicitHeight > 0 ? Theme.gapLarge : 0) + body.implicitHeight

            Column {
                id: lead
                readonly property real slack: Math.max(0, place.implicitHeight - implicitHeight)
                x: page.sideBySide && page.LayoutMirroring.enabled ? place.width - width : 0
                y: page.sideBySide ? Math.min(area.flickable.contentY, slack) : 0
                width: page.sideBySide ? (place.width - place.gutter) * page.leadShare : place.width
                spacing: page.spacing
            }
            Column {
                id: body
                x: page.sideBySide && !page.LayoutMirroring.enabled ? place.width - width : 0
                y: page.sideBySide || lead.implicitHeight === 0 ? 0 : lead.implicitHeight + Theme.gapLarge
                width: page.sideBySide ? (place.width - place.gutter) * (1 - page.leadShare) : place.width
                spacing: page.spacing
            }
        }
    }
}
