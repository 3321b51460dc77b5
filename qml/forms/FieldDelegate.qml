pragma ComponentBehavior: Bound

import QtQuick
import Luotsi.ViewModels

/// Chooses how a question looks by its kind.
Loader {
    id: delegate

    required property Field field
    required property bool single
    readonly property FieldBase control: item as FieldBase

    signal submitted()

    sourceComponent: componentFor(field.kind)

    function componentFor(kind: int): Component {
        switch (kind) {
        case Field.SelectOne:
        case Field.SelectMany:
            return select;
        case Field.Integer:
        case Field.Decimal:
        case Field.Money:
        case Field.PostalCode:
        case Field.Phone:
            return number;
        case Field.LongText:
            return longText;
        case Field.Date:
            return date;
        case Field.Trigger:
            return trigger;
        case Field.Note:
            return note;
        case Field.Upload:
            return upload;
        }
        return entry;
    }

    Component {
        id: entry
        EntryField {
            field: delegate.field
            single: delegate.single
            onSubmitted: delegate.submitted()
        }
    }
    Component {
        id: number
        NumberField {
            field: delegate.field
            single: delegate.single
            onSubmitted: delegate.submitted()
        }
    }
    Component {
        id: longText
        LongTextField {
            field: delegate.field
            single: delegate.single
        }
    }
    Component {
        id: date
        DateField {
            field: delegate.field
            single: delegate.single
        }
    }
    Component {
        id: select
        SelectField {
            field: delegate.field
            single: delegate.single
        }
    }
    Component {
        id: trigger
        TriggerField {
            field: delegate.field
            single: delegate.single
        }
    }
    Component {
        id: note
        NoteField {
            field: delegate.field
            single: delegate.single
        }
    }
    Component {
        id: upload
        UploadField {
            field: delegate.field
            single: delegate.single
        }
    }
}
