import QtQuick

/// Typing of digits: the page shows the number pad for it, the on-screen keyboard stays away.
/// `extraKey` is the one sign besides digits that makes sense here, or empty.
TextEntry {
    id: entry

    property string extraKey

    leftToRight: true
    kind: Qt.ImhDigitsOnly

    function press(sign: string): void {
        remove(selectionStart, selectionEnd);
        insert(cursorPosition, sign);
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
