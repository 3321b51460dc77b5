import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// One answer to check: what was asked, what was answered, and the ways to show and change it.
/// The parts stand under each other when the row is too narrow for the text size.
Item {
    id: row

    required property string label
    required property string value
    property bool missing: false
    property string note
    property bool canShow: false
    property bool shown: false
    property bool canChange: true
    property string stem

    signal showAsked()
    signal changeAsked()

    readonly property bool stacked: width < 22 * Theme.fontHint

    implicitHeight: Math.max(Theme.rowHeight, content.implicitHeight + 2 * Theme.gapTiny) + Theme.lineWidth

    GridLayout {
        id: content
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        columns: row.stacked ? 1 : 3
        columnSpacing: Theme.gap
        rowSpacing: 0

        HintText {
            Layout.preferredWidth: row.stacked ? row.width : row.width * 0.36
            Layout.alignment: Qt.AlignVCenter
            text: row.label
            lineHeight: 1.2
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignVCenter
            spacing: 0

            HintText {
                Layout.fillWidth: true
                text: row.value
                color: row.missing ? Theme.colors.error : Theme.colors.ink
                font.weight: Font.DemiBold
                lineHeight: 1.2
            }
            HintText {
                Layout.fillWidth: true
                visible: text !== ""
                text: row.note
                color: Theme.colors.warning
                lineHeight: 1.2
            }
        }
        RowLayout {
            id: actions
            Layout.alignment: (row.stacked ? Qt.AlignLeft : Qt.AlignRight) | Qt.AlignVCenter
            Layout.preferredWidth: implicitWidth
            spacing: Theme.touchGap

            LinkButton {
                objectName: "show:" + row.stem
                visible: row.canShow
                //: Link that uncovers one masked answer
                //% "Show"
                readonly property string showWord: qsTrId("check-show")
                //: Link that covers one answer again
                //% "Hide"
                readonly property string hideWord: qsTrId("check-hide")
                text: row.shown ? hideWord : showWord
                name: text + ": " + row.label
                onClicked: row.showAsked()
            }
            LinkButton {
                objectName: "change:" + row.stem
                visible: row.canChange
                //: Link that leads to the question of one answer
                //% "Change"
                text: qsTrId("check-change")
                name: text + ": " + row.label
                onClicked: row.changeAsked()
            }
        }
    }
    Divider {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
    }
}
