import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// The state of the whole matter, said first and large: shape, words, then colour.
Rectangle {
    id: card

    property int tone: NoticeCard.Warning
    property string iconName
    property string title
    property string text
    readonly property Item heading: headingText
    readonly property color ink: tone === NoticeCard.Ok ? Theme.colors.ok
                               : tone === NoticeCard.Error ? Theme.colors.error
                               : tone === NoticeCard.Info ? Theme.colors.accent : Theme.colors.warning

    implicitHeight: row.implicitHeight + 2 * Theme.padding
    radius: Theme.radiusLarge
    color: tone === NoticeCard.Ok ? Theme.colors.okSoft
         : tone === NoticeCard.Error ? Theme.colors.errorSoft
         : tone === NoticeCard.Info ? Theme.colors.accentSoft : Theme.colors.warningSoft
    border.width: Theme.borderStrong
    border.color: ink

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gapLarge

        IconView {
            implicitWidth: Theme.iconHero
            implicitHeight: Theme.iconHero
            name: card.iconName
            color: card.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.gapSmall

            TitleText {
                id: headingText
                Layout.fillWidth: true
                text: card.title
                color: card.ink
                font.pixelSize: Theme.fontHero
            }
            HintText {
                Layout.fillWidth: true
                visible: text !== ""
                text: card.text
                color: Theme.colors.ink
            }
        }
    }
}
