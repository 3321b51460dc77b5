import QtQuick

/// Typing of digits: the page shows the number pad for it, the on-screen keyboard stays away.
/// `extraKey` is the one sign besides digits that makes sense here, or empty; `signed` when it may be below zero.
TextEntry {
    id: entry

    property string extraKey
    property bool signed: false

    leftToRight: true
    kind: Qt.ImhDigitsOnly

    function press(sign: string): void {
        remove(selectionStart, selectionEnd);
        insert(cursorPosition, sign);
        textEdited();
    }

    /// The sign stands before the number, wherever the cursor is.
    function toggleMinus(): void {
        if (/^[-\u2212]/.test(text))
            remove(0, 1);
        else
            insert(0, "\u2212");
        textEdited();
    }

    function eraseBack(): void {
        if (selectionStart !== selectionEnd)
            remove(selectionStart, selectionEnd);
        else if (cursorPosition > 0)
            remove(cursorPosition - 1, cursorPosition);
        textEdited();
    }
}
