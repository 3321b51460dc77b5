import QtQuick
import Luotsi.Theme
import Luotsi.Components
import Luotsi.ViewModels

/// A heading or an answer of the check page.
Column {
    id: row

    required property int rowKind
    required property string section
    required property string label
    required property string value
    required property string ref
    required property bool masked
    required property bool shown
    required property bool missing
    required property string note

    signal showAsked()
    signal changeAsked()

    //: Value of a question that was left open
    //% "Not given"
    readonly property string openText: qsTrId("check-not-given")
    //: Value of a question that must still be answered
    //% "Still missing"
    readonly property string missingText: qsTrId("check-missing")
    readonly property string shownValue: missing ? missingText : value === "" ? openText : value

    SectionText {
        width: row.width
        visible: row.rowKind === CheckAnswersModel.Section
        topPadding: Theme.gapLarge
        bottomPadding: Theme.gapTiny
        text: row.section === "" ? row.label : row.section
    }
    SummaryRow {
        width: row.width
        visible: row.rowKind !== CheckAnswersModel.Section
        label: row.label
        value: row.shownValue
        missing: row.missing
        note: row.note
        stem: row.ref
        canShow: row.masked
        shown: row.shown
        canChange: row.ref !== ""
        onShowAsked: row.showAsked()
        onChangeAsked: row.changeAsked()
    }
}
