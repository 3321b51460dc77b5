import QtQuick
import Luotsi.Components

/// The rows of one part of a LongList.
Column {
    id: rows

    required property QtObject source
    required property int first
    required property int size
    required property Component delegate

    function itemAt(row: int): Item {
        return repeater.itemAt(row);
    }

    Repeater {
        id: repeater
        model: RowSlice {
            source: rows.source
            first: rows.first
            size: rows.size
        }
        delegate: rows.delegate
    }
}
