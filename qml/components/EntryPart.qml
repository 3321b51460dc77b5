import QtQuick
import QtQuick.Layouts
import Luotsi.Theme

/// One part of an answer that is typed in several boxes, with its word above: a day, an hour, a latitude.
ColumnLayout {
    id: part

    required property string label
    property string owner
    property string description
    property string value
    property bool faulty: false
    property int digits: 2
    property string extraKey
    property bool signed: false
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
        Layout.minimumWidth: Math.round((Math.min(part.digits, 7) * 0.62) * Theme.fontEntry) + leftPadding + rightPadding
        implicitWidth: Layout.minimumWidth
        leftPadding: Theme.gap
        rightPadding: Theme.gap
        name: part.owner === "" ? part.label : part.owner + ", " + part.label
        description: part.description
        extraKey: part.extraKey
        signed: part.signed
        kind: part.extraKey === "" ? Qt.ImhDigitsOnly : Qt.ImhFormattedNumbersOnly
        faulty: part.faulty
        maximumLength: part.digits
        text: part.value
        onTextEdited: part.edited(text)
        onActiveFocusChanged: if (!activeFocus) part.leaving()
    }
}
