import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// One topic with its source and date.
Panel {
    id: card

    required property string title
    required property string body
    required property string source
    required property string date

    iconName: "info"

    SectionText {
        Layout.fillWidth: true
        text: card.title
    }
    HintText {
        Layout.fillWidth: true
        text: card.body
        color: Theme.colors.ink
    }
    HintText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.gapSmall
        visible: card.source !== ""
        //: Where a fact is from. %1 source, %2 date
        //% "Source: %1, %2"
        text: qsTrId("look-source").arg(card.source).arg(card.date)
        font.pixelSize: Theme.fontStatus
    }
}
