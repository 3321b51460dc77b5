import QtQuick
import Luotsi.ViewModels

/// Chooses how a question looks by its kind.
Loader {
    id: delegate

    required property Field field
    required property bool single
    readonly property FieldBase control: item as FieldBase

    signal submitted()

    Component.onCompleted: setSource(fileFor(field.kind), { "field": field, "single": single })
    onSingleChanged: if (control !== null) control.single = single

    function fileFor(kind: int): string {
        switch (kind) {
        case Field.SelectOne:
        case Field.SelectMany:
            return "SelectField.qml";
        case Field.Integer:
        case Field.Decimal:
        case Field.Money:
        case Field.Balance:
        case Field.PostalCode:
        case Field.Phone:
            return "NumberField.qml";
        case Field.LongText:
            return "LongTextField.qml";
        case Field.Date:
            return "DateField.qml";
        case Field.Trigger:
            return "TriggerField.qml";
        case Field.Note:
            return "NoteField.qml";
        case Field.Upload:
            return "UploadField.qml";
        }
        return "EntryField.qml";
    }

    Connections {
        target: delegate.control
        function onSubmitted(): void {
            delegate.submitted();
        }
    }
}
