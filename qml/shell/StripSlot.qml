import QtQuick
import Luotsi.Theme

/// A place where the strip may stand; empty unless `active`. The bar has one before and one after its acts, so that
/// Tab follows the eye in both layouts.
Loader {
    id: slot

    signal helpAsked()
    signal hideAsked()
    signal stopAsked()

    source: "StripRow.qml"
    visible: active

    Binding {
        target: slot.item as StripRow
        property: "stacked"
        value: Theme.textScale > 1.3
    }
    Connections {
        target: slot.item as StripRow
        function onHelpAsked(): void {
            slot.helpAsked();
        }
        function onHideAsked(): void {
            slot.hideAsked();
        }
        function onStopAsked(): void {
            slot.stopAsked();
        }
    }
}
