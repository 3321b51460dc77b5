import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// A place or number to turn to.
Panel {
    id: card

    required property string name
    required property string phone
    required property string hours
    required property string address
    required property bool staffed

    iconName: phone === "" ? "place" : "phone"

    PlainText {
        Layout.fillWidth: true
        text: card.name
        font.weight: Font.DemiBold
        lineHeight: Theme.titleLineHeight
    }
    PlainText {
        Layout.fillWidth: true
        visible: card.phone !== ""
        text: Theme.isolated(card.phone)
        color: Theme.colors.accent
        font.pixelSize: Theme.fontCard
        font.weight: Font.Bold
        lineHeight: Theme.titleLineHeight
    }
    HintText {
        Layout.fillWidth: true
        visible: text !== ""
        text: card.hours
    }
    HintText {
        Layout.fillWidth: true
        visible: text !== ""
        text: card.address
    }
}
