pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// What is wrong on the page, first thing on it; one link per error. Takes the focus when it appears.
FocusScope {
    id: summary

    /// Rows with the roles `text` and `fieldName`.
    property QtObject model
    property string plainText

    signal chosen(fieldName: string)

    implicitHeight: box.implicitHeight
    activeFocusOnTab: false

    // No stop of Tab itself, so Tab would start again at the top of the window.
    Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)

    Accessible.role: Accessible.AlertMessage
    Accessible.name: heading.text
    Accessible.focusable: true

    Rectangle {
        anchors.fill: parent
        radius: Theme.radius
        color: Theme.colors.errorSoft
        border.width: Theme.borderStrong
        border.color: Theme.colors.error
    }
    FocusRing {
        control: summary
        shown: summary.activeFocus && !links.anyFocus
    }
    RowLayout {
        id: box
        width: parent.width
        spacing: Theme.gap

        IconView {
            Layout.alignment: Qt.AlignTop
            Layout.margins: Theme.gap
            Layout.rightMargin: 0
            implicitWidth: Theme.icon
            implicitHeight: Theme.icon
            name: "warning"
            color: Theme.colors.error
        }
        // Links come and go: positioned, not laid out (see NumberedList).
        Column {
            id: links
            Layout.fillWidth: true
            Layout.topMargin: Theme.gap
            Layout.bottomMargin: Theme.gap
            Layout.rightMargin: Theme.gap
            spacing: 0
            property bool anyFocus: false

            PlainText {
                id: heading
                width: parent.width
                //: Fixed heading of the error summary at the top of a page
                //% "There is a problem"
                text: qsTrId("error-summary-title")
                color: Theme.colors.error
                font.pixelSize: Theme.fontLead
                font.weight: Font.Bold
            }
            PlainText {
                width: parent.width
                visible: text !== ""
                text: summary.plainText
                color: Theme.colors.error
                font.pixelSize: Theme.fontHint
            }
            Repeater {
                model: summary.model

                ErrorLink {
                    required property string fieldName
                    width: links.width
                    objectName: "errorLink:" + fieldName
                    onClicked: summary.chosen(fieldName)
                    onActiveFocusChanged: links.anyFocus = activeFocus
                }
            }
        }
    }
}
