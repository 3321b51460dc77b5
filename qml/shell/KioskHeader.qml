import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// Where one stands, and the tools that change how the screen speaks. The same on every page; Listen is there only
/// where the device can speak.
/// The tools go under the place when the words are too long to stand beside it.
Rectangle {
    id: header

    required property string siteName
    required property string deviceName
    required property string language
    property bool speechAvailable: false

    signal listenAsked()
    signal textSizeAsked()
    signal contrastAsked()
    signal languageAsked()

    readonly property real innerWidth: width - 2 * Theme.headerMargin
    readonly property int toolCount: speechAvailable ? 4 : 3
    readonly property real listenWidth: speechAvailable ? listenTool.implicitWidth : 0
    readonly property real toolsWidth: listenWidth + textSizeTool.implicitWidth + contrastTool.implicitWidth
                                       + languageTool.implicitWidth + (toolCount - 1) * Theme.touchGap
    readonly property bool stacked: toolsWidth + Theme.gapLarge + 9 * Theme.fontPlace > innerWidth
    readonly property real widestTool: Math.max(listenWidth, textSizeTool.implicitWidth,
                                                contrastTool.implicitWidth, languageTool.implicitWidth)
    readonly property bool tight: toolCount * widestTool + (toolCount - 1) * Theme.touchGap > innerWidth

    objectName: "header"
    implicitHeight: grid.implicitHeight + 2 * Theme.headerGap
    color: Theme.colors.header

    Accessible.role: Accessible.Pane
    Accessible.name: siteName

    GridLayout {
        id: grid
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.headerMargin
        anchors.rightMargin: Theme.headerMargin
        anchors.verticalCenter: parent.verticalCenter
        columns: header.stacked ? 1 : 2
        columnSpacing: Theme.gapLarge
        rowSpacing: Theme.gapSmall

        Column {
            id: place
            Layout.fillWidth: true

            PlainText {
                width: parent.width
                text: header.siteName
                color: Theme.colors.headerInk
                font.pixelSize: Theme.fontPlace
                font.weight: Font.DemiBold
                lineHeight: Theme.titleLineHeight
            }
            PlainText {
                width: parent.width
                text: header.deviceName
                color: Theme.colors.headerInkSecondary
                font.pixelSize: Theme.fontDevice
                lineHeight: Theme.titleLineHeight
            }
        }
        GridLayout {
            Layout.fillWidth: header.stacked
            columns: header.stacked && header.tight ? 2 : header.toolCount
            columnSpacing: Theme.touchGap
            rowSpacing: Theme.touchGap

            HeaderTool {
                id: listenTool
                objectName: "listen"
                Layout.preferredWidth: header.stacked ? 1 : implicitWidth
                Layout.fillWidth: header.stacked
                Layout.fillHeight: true
                iconName: "listen"
                visible: header.speechAvailable
                //: Header tool: read the page aloud. Keep it short
                //% "Listen"
                text: qsTrId("header-listen")
                onClicked: header.listenAsked()
            }
            HeaderTool {
                id: textSizeTool
                objectName: "textSize"
                Layout.preferredWidth: header.stacked ? 1 : implicitWidth
                Layout.fillWidth: header.stacked
                Layout.fillHeight: true
                iconName: "text"
                //: Header tool: larger text. Keep it short
                //% "Text"
                text: qsTrId("header-text")
                //: Says how large the text is now. %1 is a percentage
                //% "Text size, now %1 %"
                description: qsTrId("header-text-now").arg(Math.round(Theme.textScale * 100))
                onClicked: header.textSizeAsked()
            }
            HeaderTool {
                id: contrastTool
                objectName: "contrast"
                Layout.preferredWidth: header.stacked ? 1 : implicitWidth
                Layout.fillWidth: header.stacked
                Layout.fillHeight: true
                iconName: "contrast"
                //: Header tool: stronger contrast. Keep it short
                //% "Contrast"
                text: qsTrId("header-contrast")
                onClicked: header.contrastAsked()
            }
            HeaderTool {
                id: languageTool
                objectName: "language"
                Layout.preferredWidth: header.stacked ? 1 : implicitWidth
                Layout.fillWidth: header.stacked
                Layout.fillHeight: true
                code: header.language.slice(0, 2).toUpperCase()
                //: Header tool: choose the language. Keep it short
                //% "Language"
                text: qsTrId("header-language")
                onClicked: header.languageAsked()
            }
        }
    }
}
