import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// One choice, with the button that plays its sound beside it when it has one.
Row {
    id: cell

    required property string value
    required property string label
    required property bool selected
    required property string picture
    required property string sound
    required property int index
    readonly property Item face: choice
    property bool one: true
    property bool stacked: false
    property bool faulty: false
    property bool locked: false
    property bool tabStop: true
    property bool canPlay: false
    property string owner
    readonly property bool sounds: canPlay && sound !== ""

    signal taken()
    signal playAsked()
    /// An arrow key: columns to the right, rows down.
    signal moved(across: int, down: int)

    spacing: Theme.touchGap

    ChoiceRow {
        id: choice
        objectName: "option:" + cell.value
        width: cell.width - (cell.sounds ? listen.width + cell.spacing : 0)
        text: cell.label
        single: cell.one
        selected: cell.selected
        picture: cell.picture
        stacked: cell.stacked
        faulty: cell.faulty
        enabled: !cell.locked
        activeFocusOnTab: cell.tabStop
        description: cell.owner
        onClicked: cell.taken()
        Keys.onDownPressed: cell.moved(0, 1)
        Keys.onUpPressed: cell.moved(0, -1)
        Keys.onRightPressed: cell.moved(mirrored ? -1 : 1, 0)
        Keys.onLeftPressed: cell.moved(mirrored ? 1 : -1, 0)
    }
    IconButton {
        id: listen
        objectName: "play:" + cell.value
        visible: cell.sounds
        iconName: "listen"
        name: qsTrId("media-play") + ": " + cell.label
        onClicked: cell.playAsked()
    }
}
