import QtQuick
import QtQuick.Layouts
import Luotsi.Theme
import Luotsi.Components

/// Back and the one primary act, always in this order and place; a page may put one other way on between them.
RowLayout {
    id: row

    property string backText
    property string backIcon
    property bool backVisible: true
    property string primaryText
    property string primaryIcon
    property string primaryTrailingIcon
    property bool primaryVisible: true
    property bool primaryEnabled: true

    signal back()
    signal primary()

    spacing: Theme.gapLarge * 0.9

    SecondaryButton {
        objectName: "backAction"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 36
        visible: row.backVisible
        text: row.backText
        iconName: row.backIcon
        onClicked: row.back()
    }
    // The primary act keeps its place when there is no way back.
    Item {
        Layout.fillWidth: true
        Layout.preferredWidth: 36
        visible: !row.backVisible
    }
    PrimaryButton {
        objectName: "primaryAction"
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredWidth: 60
        visible: row.primaryVisible
        enabled: row.primaryEnabled
        text: row.primaryText
        iconName: row.primaryIcon
        trailingIconName: row.primaryTrailingIcon
        onClicked: row.primary()
    }
}
