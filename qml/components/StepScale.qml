import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Luotsi.Theme

/// A number on a scale: by two buttons, by touching the scale, or by arrow keys. Nothing has to be dragged.
/// Without a value nothing is marked; `stepped` tells the number that was come to, as text.
ColumnLayout {
    id: scale

    property string name
    property string description
    property string value
    property real from: 0
    property real to: 10
    property real step: 1
    property int decimals: 0
    property bool faulty: false
    property bool readOnly: false
    property string stem: "scale"
    readonly property bool given: value !== ""
    readonly property int steps: Math.max(1, Math.round(Math.abs(to - from) / step))
    readonly property int place: given ? Math.round(Math.abs(Number(value) - from) / step) : 0

    signal stepped(text: string)
    signal leaving()

    //: Stands beside a scale on which nothing has been chosen
    //% "Not chosen yet"
    readonly property string notGiven: qsTrId("scale-not-given")

    spacing: Math.max(Theme.gapSmall, Theme.touchGap)

    function focusFirst(reason: int): void {
        track.forceActiveFocus(reason);
    }

    function go(next: int): void {
        const inside = Math.max(0, Math.min(next, steps));
        if (!readOnly && (!given || inside !== place))
            stepped((from + (to < from ? -1 : 1) * inside * step).toFixed(decimals));
    }

    /// The first step marks where the scale begins.
    function move(count: int): void {
        go(given ? place + count : 0);
    }

    function read(number: string): string {
        return number.replace(".", ",");
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.gap

        IconButton {
            objectName: scale.stem + ":less"
            enabled: !scale.readOnly
            guarded: false
            iconName: "minus"
            autoRepeat: true
            //: Button beside a scale: one step less
            //% "Less"
            name: qsTrId("scale-less") + ": " + scale.name
            onClicked: scale.move(-1)
        }
        PlainText {
            objectName: scale.stem + ":value"
            Layout.fillWidth: true
            text: scale.given ? scale.read(scale.value) : scale.notGiven
            font.pixelSize: scale.given ? Theme.fontEntry : Theme.fontHint
            font.weight: scale.given ? Font.DemiBold : Font.Normal
            color: scale.given ? Theme.colors.ink : Theme.colors.inkSecondary
            horizontalAlignment: Text.AlignHCenter
            lineHeight: Theme.titleLineHeight
            Accessible.ignored: true
        }
        IconButton {
            objectName: scale.stem + ":more"
            enabled: !scale.readOnly
            guarded: false
            iconName: "add"
            autoRepeat: true
            //: Button beside a scale: one step more
            //% "More"
            name: qsTrId("scale-more") + ": " + scale.name
            onClicked: scale.move(1)
        }
    }
    T.Slider {
        id: track
        objectName: scale.stem
        Layout.fillWidth: true
        implicitHeight: Theme.optionHeight
        enabled: !scale.readOnly
        from: 0
        to: scale.steps
        stepSize: 1
        snapMode: T.Slider.SnapAlways
        value: scale.place
        live: true
        focusPolicy: Qt.StrongFocus
        leftPadding: Theme.markSize / 2
        rightPadding: Theme.markSize / 2
        onMoved: scale.go(Math.round(value))
        onPressedChanged: if (!pressed && !scale.given) scale.go(Math.round(value))
        onActiveFocusChanged: if (!activeFocus) scale.leaving()

        Accessible.role: Accessible.Slider
        Accessible.name: scale.name
        Accessible.description: (scale.given ? scale.read(scale.value) : scale.notGiven) + ". " + scale.description
        Accessible.focusable: true
        Accessible.focused: activeFocus
        Accessible.onIncreaseAction: scale.move(1)
        Accessible.onDecreaseAction: scale.move(-1)

        Keys.onPressed: event => {
            const forward = mirrored ? Qt.Key_Left : Qt.Key_Right;
            const back = mirrored ? Qt.Key_Right : Qt.Key_Left;
            const many = Math.max(2, Math.round(scale.steps / 10));
            event.accepted = true;
            switch (event.key) {
            case forward:
            case Qt.Key_Up:
                scale.move(1);
                break;
            case back:
            case Qt.Key_Down:
                scale.move(-1);
                break;
            case Qt.Key_PageUp:
                scale.move(many);
                break;
            case Qt.Key_PageDown:
                scale.move(-many);
                break;
            case Qt.Key_Home:
                scale.go(0);
                break;
            case Qt.Key_End:
                scale.go(scale.steps);
                break;
            default:
                event.accepted = false;
            }
        }

        background: Rectangle {
            x: track.leftPadding
            y: (track.height - height) / 2
            width: track.availableWidth
            height: Theme.progressHeight
            radius: height / 2
            color: Theme.colors.card
            border.width: Theme.borderWidth
            border.color: scale.faulty ? Theme.colors.error : Theme.colors.inkSecondary

            Rectangle {
                anchors.left: parent.left
                width: scale.given ? track.visualPosition * parent.width : 0
                visible: !track.mirrored
                height: parent.height
                radius: parent.radius
                color: Theme.colors.primary
            }
        }
        handle: Rectangle {
            x: track.leftPadding + track.visualPosition * track.availableWidth - width / 2
            y: (track.height - height) / 2
            width: Theme.markSize
            height: Theme.markSize
            radius: width / 2
            visible: scale.given
            color: Theme.colors.primary
            border.width: Theme.borderStrong
            border.color: Theme.colors.card
        }
        FocusRing {
            control: track
            shown: track.visualFocus
        }
    }
    RowLayout {
        Layout.fillWidth: true

        HintText {
            text: scale.read(scale.from.toFixed(scale.decimals))
            wrapMode: Text.NoWrap
        }
        Item {
            Layout.fillWidth: true
        }
        HintText {
            text: scale.read(scale.to.toFixed(scale.decimals))
            wrapMode: Text.NoWrap
        }
    }
}
