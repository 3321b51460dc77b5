import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// One line that leads to the privacy page.
Item {
    id: link

    signal clicked()

    implicitHeight: flow.implicitHeight

    Flow {
        id: flow
        width: parent.width
        spacing: Theme.gapSmall

        HintText {
            width: Math.min(implicitWidth, flow.width)
            height: Math.max(implicitHeight, button.height)
            verticalAlignment: Text.AlignVCenter
            lineHeight: 1
            //: Before the link to the privacy page
            //% "Privacy: who can open what you write?"
            text: qsTrId("kiosk-privacy-question")
        }
        LinkButton {
            id: button
            objectName: "start:privacy"
            //: Link to the privacy page
            //% "Read about it"
            text: qsTrId("kiosk-privacy-link")
            onClicked: link.clicked()
        }
    }
}
