import QtQuick
import Luotsi.Theme

/// What a form puts beside its words: a picture, a sound to play, and the honest word that a video stays silent here.
Column {
    id: view

    property string picture
    property string sound
    property bool hasVideo: false
    property bool playing: false
    /// What the picture and the sound belong to.
    property string name

    signal playAsked()

    visible: picture !== "" || sound !== "" || hasVideo
    spacing: Math.max(Theme.gapSmall, Theme.touchGap)

    Image {
        objectName: "picture"
        anchors.left: parent.left
        width: Math.min(view.width, implicitWidth)
        height: implicitWidth > 0 ? Math.min(Theme.pictureHeight, width * implicitHeight / implicitWidth) : 0
        visible: view.picture !== ""
        source: view.picture
        fillMode: Image.PreserveAspectFit
        horizontalAlignment: Image.AlignLeft
        Accessible.role: Accessible.Graphic
        Accessible.name: view.name
    }
    SecondaryButton {
        anchors.left: parent.left
        objectName: "playSound"
        visible: view.sound !== ""
        minimumHeight: Theme.optionHeight
        pixelSize: Theme.fontLead
        iconName: "listen"
        //: Button that plays the sound of a question or a choice
        //% "Play the sound"
        readonly property string playText: qsTrId("media-play")
        //: Button that stops the sound of a question or a choice
        //% "Stop the sound"
        readonly property string stopText: qsTrId("media-stop")
        text: view.playing ? stopText : playText
        name: text + ": " + view.name
        onClicked: view.playAsked()
    }
    HintText {
        width: view.width
        visible: view.hasVideo
        //: Stands where a form has a video
        //% "A video belongs to this. It cannot be shown on this device."
        text: qsTrId("media-video")
    }
}
