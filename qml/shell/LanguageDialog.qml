pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Luotsi.Components

/// Languages named in their own script. Choosing keeps place and data.
DialogCard {
    id: dialog

    property alias languages: flow.languages
    required property string language

    signal chosen(language: string)

    objectName: "languageDialog"
    //: Title of the card where the language is chosen
    //% "Choose a language"
    title: qsTrId("language-title")

    LanguageFlow {
        id: flow
        Layout.fillWidth: true
        language: dialog.language
        onChosen: language => dialog.chosen(language)
    }
    SecondaryButton {
        objectName: "languageClose"
        Layout.fillWidth: true
        //: Closes a card without changing anything
        //% "Close"
        text: qsTrId("dialog-close")
        onClicked: dialog.escaped()
    }
}
