import QtQuick
import Luotsi.ViewModels

/// Chooses how a question looks, by its kind and by how the form wants it asked.
Loader {
    id: delegate

    required property Field field
    required property bool single
    readonly property FieldBase control: item as FieldBase
    readonly property bool shownOnly: field?.readOnly ?? false
    readonly property bool minimal: field?.content.minimal ?? false
    readonly property string file: field === null ? "" : shownOnly ? shownFileFor(field.kind) : fileFor(field.kind)

    signal submitted()

    onFileChanged: show()
    Component.onCompleted: show()
    onSingleChanged: if (control !== null) control.single = single

    /// Not when the page is left and its questions have gone: what stands there goes with it.
    function show(): void {
        if (file !== "")
            setSource(file, { "field": field, "single": single });
    }

    /// What may not be changed is told, unless telling is all it does anyhow or its choices say more.
    function shownFileFor(kind: int): string {
        switch (kind) {
        case Field.Note:
        case Field.Trigger:
        case Field.SelectOne:
        case Field.SelectMany:
        case Field.Upload:
        case Field.Drawing:
            return fileFor(kind);
        }
        return "ShownField.qml";
    }

    function fileFor(kind: int): string {
        switch (kind) {
        case Field.SelectOne:
        case Field.SelectMany:
            return minimal ? "MinimalField.qml" : "SelectField.qml";
        case Field.Integer:
        case Field.Decimal:
        case Field.Money:
        case Field.Balance:
        case Field.PostalCode:
        case Field.Phone:
            return "NumberField.qml";
        case Field.Text:
            return field.content.digits ? "NumberField.qml" : "EntryField.qml";
        case Field.LongText:
            return "LongTextField.qml";
        case Field.Date:
            return "DateField.qml";
        case Field.Time:
            return "TimeField.qml";
        case Field.DateTime:
            return "DateTimeField.qml";
        case Field.Trigger:
            return "TriggerField.qml";
        case Field.Note:
            return "NoteField.qml";
        case Field.Upload:
            return "UploadField.qml";
        case Field.Drawing:
            return "DrawingField.qml";
        case Field.Rank:
            return "RankField.qml";
        case Field.Range:
            return "RangeField.qml";
        case Field.Geopoint:
            return "PlaceField.qml";
        case Field.Geotrace:
        case Field.Geoshape:
            return "PlacesField.qml";
        case Field.Barcode:
            return "BarcodeField.qml";
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
