import QtQuick
import Luotsi.Theme

/// A tool of the header: picture and word.
PressBase {
    id: control

    property string iconName
    property string code

    implicitWidth: Math.max(Theme.toolWidth, measure.implicitWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.toolHeight, implicitContentHeight + 2 * Theme.gapSmall)
    padding: Theme.gapSmall
    topPadding: Math.max(Theme.gapTiny, (height - implicitContentHeight) / 2)
    bottomPadding: topPadding
    radius: Theme.radius * 0.8

    PlainText {
        id: measure
        visible: false
        text: control.text
        wrapMode: Text.NoWrap
        font.pixelSize: Theme.fontTool
        font.weight: Font.DemiBold
    }
    background: Rectangle {
        radius: control.radius
        color: control.down ? Theme.colors.headerDown : Theme.colors.header
        border.width: Theme.lineWidth
        border.color: Theme.colors.headerBorder
        opacity: control.enabled ? 1 : 0.6
    }
    contentItem: StackedFace {
        text: control.text
        iconName: control.iconName
        code: control.code
        wrapMode: Text.NoWrap
        color: control.enabled ? Theme.colors.headerInk : Theme.colors.headerInkSecondary
    }
}
