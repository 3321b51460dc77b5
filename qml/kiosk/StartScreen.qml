import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.Shell

/// The first page anybody sees: languages first, then what can be done here, in words that tell a bystander
/// nothing. Belongs to the supervisor; knows no session.
FocusScope {
    id: screen

    required property list<string> languages
    required property string language
    property string damagedStores

    signal startRequested(intent: string)
    signal languageChosen(language: string)

    objectName: "startScreen"

    function begin(): void {
        scroll.area.toTop();
        title.forceActiveFocus(Qt.OtherFocusReason);
    }

    SplitScroll {
        id: scroll
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: Theme.split ? parent.bottom : foot.top
        anchors.bottomMargin: Theme.split ? 0 : Theme.touchGap
        leadShare: 0.44
        spacing: Theme.gapLarge * 0.9
        area.topSpace: Theme.split ? Theme.gapLarge : Theme.gapHuge

        leadData: [
            LanguageFlow {
                width: parent.width
                languages: screen.languages
                language: screen.language
                onChosen: language => screen.languageChosen(language)
            },
            TitleText {
                id: title
                objectName: "pageTitle"
                width: parent.width
                topPadding: Theme.gapLarge
                //: Title of the start screen; says nothing about benefits to bystanders
                //% "Take care of matters here"
                text: qsTrId("kiosk-start-title")
            },
            LeadText {
                width: parent.width
                //: Under the title of the start screen
                //% "You need no login. You can stop at any time and go on later with a code."
                text: qsTrId("kiosk-start-lead")
            },
            Loader {
                id: damagedNotice
                width: parent.width
                active: screen.damagedStores !== ""
                visible: active
                source: "DamagedStoreNotice.qml"
            },
            Binding {
                target: damagedNotice.item as DamagedStoreNotice
                property: "staffDetail"
                value: screen.damagedStores
            },
            PrivacyLink {
                width: parent.width
                visible: Theme.split
                onClicked: screen.startRequested("privacy")
            }
        ]

        CardButton {
            objectName: "start:apply"
            width: parent.width
            iconName: "document"
            //: Start card: begin
            //% "Start"
            text: qsTrId("kiosk-start-apply")
            //: Under the card "Start"
            //% "We guide you one question at a time."
            detail: qsTrId("kiosk-start-apply-detail")
            onClicked: screen.startRequested("apply")
        }
        CardButton {
            objectName: "start:continue"
            width: parent.width
            iconName: "key"
            //: Start card: come back with a code
            //% "Go on with a code"
            text: qsTrId("kiosk-start-continue")
            //: Under the card "Go on with a code"
            //% "You have a slip or a code."
            detail: qsTrId("kiosk-start-continue-detail")
            onClicked: screen.startRequested("continue")
        }
        CardButton {
            objectName: "start:look"
            width: parent.width
            iconName: "info"
            //: Start card: look without starting
            //% "Just looking"
            text: qsTrId("kiosk-start-look")
            //: Under the card "Just looking"
            //% "Information, offices and what to bring. Nothing is saved."
            detail: qsTrId("kiosk-start-look-detail")
            onClicked: screen.startRequested("look")
        }
        CardButton {
            objectName: "start:help"
            width: parent.width
            iconName: "help"
            text: qsTrId("strip-help")
            //: Under the card "I need help"
            //% "A person here or on the phone."
            detail: qsTrId("kiosk-start-help-detail")
            onClicked: screen.startRequested("help")
        }
        CardButton {
            objectName: "start:urgent"
            width: parent.width
            urgent: true
            iconName: "warning"
            //: Start card: urgent help
            //% "Urgent or in danger"
            text: qsTrId("kiosk-start-urgent")
            //: Under the card "Urgent or in danger"
            //% "No food or medicine, not safe: numbers at once."
            detail: qsTrId("kiosk-start-urgent-detail")
            onClicked: screen.startRequested("urgent")
        }
    }
    PrivacyLink {
        id: foot
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gapLarge
        visible: !Theme.split
        onClicked: screen.startRequested("privacy")
    }
}
