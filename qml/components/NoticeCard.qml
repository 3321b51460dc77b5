import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// A few words set apart: information, a warning, a good end. `lead` opens the text in bold.
Rectangle {
    id: card

    enum Tone { Info, Ok, Warning, Error }

    property int tone: NoticeCard.Info
    property string lead
    property string text
    property string iconName: tone === NoticeCard.Info ? "info" : tone === NoticeCard.Ok ? "check" : "warning"
    readonly property color ink: tone === NoticeCard.Warning ? Theme.colors.warning
                               : tone === NoticeCard.Error ? Theme.colors.error
                               : tone === NoticeCard.Ok ? Theme.colors.ok : Theme.colors.ink

    implicitHeight: row.implicitHeight + 2 * Theme.gap
    radius: Theme.radius
    color: tone === NoticeCard.Warning ? Theme.colors.warningSoft
         : tone === NoticeCard.Error ? Theme.colors.errorSoft
         : tone === NoticeCard.Ok ? Theme.colors.okSoft : Theme.colors.accentSoft
    border.width: Theme.lineWidth
    border.color: Theme.colors.softBorder

    Accessible.role: Accessible.Note
    Accessible.name: lead === "" ? text : lead + " " + text

    /// Text with its markup signs made harmless, because the lead is set in bold by markup.
    function plain(words: string): string {
        return words.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>");
    }

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.padding
        anchors.rightMargin: Theme.padding
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.gap

        IconView {
            Layout.alignment: Qt.AlignTop
            implicitWidth: Theme.icon
            implicitHeight: Theme.icon
            name: card.iconName
            color: card.tone === NoticeCard.Info ? Theme.colors.accent : card.ink
        }
        PlainText {
            Layout.fillWidth: true
            textFormat: Text.StyledText
            text: card.lead === "" ? card.plain(card.text)
                : card.text === "" ? "<b>" + card.plain(card.lead) + "</b>"
                : "<b>" + card.plain(card.lead) + "</b> " + card.plain(card.text)
            color: card.ink
            font.pixelSize: Theme.fontHint
            Accessible.ignored: true
        }
    }
}
