import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// One part of a date with its word above.
ColumnLayout {
    id: part

    required property string label
    property string owner
    property string description
    property string value
    property bool faulty: false
    property int digits: 2
    readonly property NumberEntry entry: field

    signal edited(text: string)
    signal leaving()

    spacing: Theme.gapTiny
    Layout.alignment: Qt.AlignTop
    Layout.fillWidth: true
    Layout.preferredWidth: Layout.maximumWidth
    Layout.maximumWidth: Math.max(word.implicitWidth, Math.round((digits + 2.4) * Theme.fontEntry))

    HintText {
        id: word
        text: part.label
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    NumberEntry {
        id: field
        objectName: part.objectName + ":entry"
        Layout.fillWidth: true
        Layout.minimumWidth: Math.round((part.digits * 0.62) * Theme.fontEntry) + leftPadding + rightPadding
        implicitWidth: Layout.minimumWidth
        leftPadding: Theme.gap
        rightPadding: Theme.gap
        name: part.owner === "" ? part.label : part.owner + ", " + part.label
        description: part.description
        faulty: part.faulty
        maximumLength: part.digits
        text: part.value
        onTextEdited: part.edited(text)
        onActiveFocusChanged: if (!activeFocus) part.leaving()
    }
}
