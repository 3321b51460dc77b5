pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// Help for today, without a network: the emergency number first, then the places, and that sending here is not the
/// fastest way.
KioskPage {
    id: page

    readonly property UrgentCard card: session.urgent

    objectName: "urgentPage"
    firstFocus: hero.heading
    showsSaved: false
    backVisible: false
    spokenText: hero.title + ". " + card.notFastest
    //: Leaves the page of urgent help
    //% "Go on"
    primaryText: qsTrId("urgent-close")
    primaryTrailingIcon: "forward"

    SplitScroll {
        anchors.fill: parent
        leadShare: 0.46

        leadData: [
            HeroCard {
                id: hero
                objectName: "pageTitle"
                width: parent.width
                tone: NoticeCard.Error
                iconName: "phone"
                //: The emergency number. %1 is the number
                //% "Danger to life: call %1"
                title: qsTrId("urgent-emergency").arg(Theme.isolated(page.card.emergencyNumber))
                //: Under the emergency number
                //% "The call is free. You can ask staff here to call for you."
                text: qsTrId("urgent-emergency-text")
            },
            NoticeCard {
                width: parent.width
                visible: page.card.notFastest !== ""
                tone: NoticeCard.Warning
                text: page.card.notFastest
            },
            HintText {
                width: parent.width
                visible: page.card.asOf !== ""
                //: Date of the numbers on the page. %1 is a date
                //% "Numbers checked on %1."
                text: qsTrId("urgent-as-of").arg(page.card.asOf)
            }
        ]

        SectionText {
            width: parent.width
            text: page.card.title
        }
        Repeater {
            model: page.card.places

            PlaceCard {
                width: parent.width
            }
        }
    }
}
