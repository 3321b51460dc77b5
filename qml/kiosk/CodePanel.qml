import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// The resume code, large and readable aloud letter by letter, with its QR.
Rectangle {
    id: panel

    required property ResumeCodeView code

    implicitHeight: grid.implicitHeight + 2 * Theme.gapHuge
    radius: Theme.radiusLarge
    color: Theme.colors.card
    border.width: Theme.borderStrong
    border.color: Theme.colors.accent

    GridLayout {
        id: grid
        readonly property bool narrow: width < words.implicitWidth + Theme.qrSize + Theme.gapHuge
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        columns: narrow ? 1 : 2
        columnSpacing: Theme.gapHuge
        rowSpacing: Theme.gapLarge

        QrPicture {
            Layout.alignment: Qt.AlignCenter
            source: panel.code.qrSvg
            //: What the QR picture holds, for screen readers
            //% "The same code as a QR picture"
            name: qsTrId("code-qr")
        }
        CodeText {
            id: words
            objectName: "resumeCode"
            Layout.fillWidth: true
            text: panel.code.code
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
