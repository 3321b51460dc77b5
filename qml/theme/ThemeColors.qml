import QtQuick

/// The colours of one contrast theme. Names say the job, so that a theme may give two jobs one colour.
QtObject {
    required property color ink
    required property color inkSecondary
    required property color paper
    required property color card
    required property color line
    required property color track
    required property color border
    required property color primary
    required property color primaryDown
    required property color primaryInk
    required property color accent
    required property color accentSoft
    required property color header
    required property color headerDown
    required property color headerInk
    required property color headerInkSecondary
    required property color headerBorder
    required property color cover
    required property color ok
    required property color okSoft
    required property color warning
    required property color warningSoft
    required property color error
    required property color errorSoft
    required property color softBorder
}
