pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components

/// One button per language, in its own script, no flags.
Flow {
    id: flow

    /// BCP 47 tags, in the order of the profile.
    property alias languages: buttons.model
    required property string language

    signal chosen(language: string)

    spacing: Math.max(Theme.touchGap, Theme.gapSmall)

    Accessible.role: Accessible.Grouping
    Accessible.name: qsTrId("language-title")

    /// Each name reads the same in every translation; a language without one is named by its locale.
    function nameOf(tag: string): string {
        switch (tag) {
        case "fi":
            //: Finnish, in Finnish
            //% "Suomi"
            return qsTrId("language-name-fi");
        case "sv":
            //: Swedish, in Swedish
            //% "Svenska"
            return qsTrId("language-name-sv");
        case "en":
            //: English, in English
            //% "English"
            return qsTrId("language-name-en");
        }
        return Qt.locale(tag).nativeLanguageName;
    }

    Repeater {
        id: buttons

        PillButton {
            required property string modelData

            objectName: "language:" + modelData
            text: flow.nameOf(modelData)
            selected: modelData === flow.language
            onClicked: flow.chosen(modelData)
        }
    }
}
