pragma Singleton

import QtQuick

/// The one scale of the screens. The root window writes the inputs; everything else follows.
/// Lengths are in device-independent pixels. `unit` is the length of one design pixel: the design is drawn for a
/// portrait window 1080 wide; a landscape window is read from nearer and packs the same parts tighter.
QtObject {
    id: theme

    enum Contrast { Standard, HighLight, HighDark }

    // Inputs
    property real windowWidth: 1080
    property real windowHeight: 1920
    property real textScale: 1
    property int contrast: Theme.Standard
    property real pixelsPerMillimetre: 3.78

    // Shape of the window
    readonly property bool wide: windowWidth > windowHeight
    /// Two columns only while lines stay long enough to read.
    readonly property bool split: wide && textScale < 1.6
    readonly property real unit: Math.max(0.56, wide ? 0.75 * Math.min(windowWidth / 1920, windowHeight / 1080)
                                                     : Math.min(windowWidth / 1080, windowHeight / 1700))
    readonly property real textUnit: unit * textScale
    /// Titles are large already; growing them fully would break their words.
    readonly property real titleUnit: unit * (1 + (textScale - 1) / 2)

    // Type
    readonly property string fontFamily: "Inter"
    readonly property int fontTitle: Math.round(56 * titleUnit)
    readonly property int fontHero: Math.round(46 * titleUnit)
    readonly property int fontCode: Math.round(68 * unit * Math.min(textScale, 1.15))
    readonly property int fontCard: Math.round(36 * textUnit)
    readonly property int fontSection: Math.round(34 * textUnit)
    readonly property int fontButton: Math.round(34 * textUnit)
    readonly property int fontBody: Math.round(32 * textUnit)
    readonly property int fontLead: Math.round(30 * textUnit)
    readonly property int fontHint: Math.round(27 * textUnit)
    readonly property int fontStrip: Math.round(27 * textUnit)
    readonly property int fontStatus: Math.round(25 * textUnit)
    readonly property int fontTool: Math.round(Math.max(20 * unit, 13) * textScale)
    readonly property int fontPlace: Math.round(29 * unit * Math.min(textScale, 1.5))
    readonly property int fontDevice: Math.round(Math.max(23 * unit, 14) * Math.min(textScale, 1.5))
    readonly property int fontKey: Math.round(42 * unit * Math.min(1.3, titleUnit / unit))
    readonly property int fontEntry: Math.round(44 * titleUnit)
    readonly property real lineHeight: 1.3
    readonly property real titleLineHeight: 1.12

    // Distances
    readonly property int gapTiny: Math.round(6 * unit)
    readonly property int gapSmall: Math.round(12 * unit)
    readonly property int gap: Math.round(22 * unit)
    readonly property int gapLarge: Math.round(32 * unit)
    readonly property int gapHuge: Math.round(48 * unit)
    readonly property int margin: Math.round(64 * unit)
    readonly property int padding: Math.round(34 * unit)
    readonly property int headerMargin: Math.round(32 * unit)
    readonly property int headerGap: Math.round(14 * unit)
    readonly property int contentWidth: Math.round(2500 * unit)
    readonly property int readingWidth: Math.round(1500 * unit)
    readonly property int stripWidth: Math.round(1080 * unit)
    readonly property int actionsWidth: Math.round(1120 * unit)
    readonly property int dialogWidth: Math.round(900 * unit * Math.min(textScale, wide ? 1.6 : 1.1))

    // Controls
    readonly property int touchMinimum: Math.round(Math.min(15 * pixelsPerMillimetre, 110 * unit))
    readonly property int touchGap: Math.round(Math.min(3 * pixelsPerMillimetre, 16 * unit))
    readonly property int buttonHeight: target(112)
    readonly property int optionHeight: target(92)
    readonly property int cardHeight: target(164)
    readonly property int toolHeight: target(104)
    readonly property int toolWidth: target(112)
    readonly property int stripHeight: target(80)
    readonly property int keyHeight: target(textScale > 1.3 ? 80 : 96)
    /// A label and a hint of one line each above an entry.
    readonly property int labelHeight: Math.round(1.3 * (fontBody + fontHint) + 2 * gapSmall)
    readonly property int entryHeight: target(110)
    readonly property int rowHeight: Math.max(Math.round(72 * unit), touchMinimum + touchGap)
    readonly property int radius: Math.round(16 * unit)
    readonly property int radiusLarge: Math.round(28 * unit)
    readonly property int borderWidth: Math.max(2, Math.round(2.6 * unit))
    readonly property int borderStrong: Math.max(2, Math.round(4 * unit))
    readonly property int lineWidth: Math.max(1, Math.round(1.6 * unit))
    readonly property int ringWidth: Math.max(4, Math.round(7 * unit))
    readonly property int ringOutline: Math.max(2, Math.round(4 * unit))
    readonly property int markSize: Math.round(48 * unit * Math.min(textScale, 1.5))
    readonly property int iconSmall: Math.round(30 * unit * Math.min(textScale, 1.6))
    readonly property int icon: Math.round(38 * unit * Math.min(textScale, 1.6))
    readonly property int iconLarge: Math.round(50 * unit * Math.min(textScale, 1.4))
    readonly property int iconBox: Math.round(88 * unit * Math.min(textScale, 1.4))
    readonly property int iconHero: Math.round(84 * unit * Math.min(textScale, 1.4))
    readonly property int progressHeight: Math.max(8, Math.round(14 * unit))
    /// Pictures of a form: no higher than leaves room for an answer.
    readonly property int pictureHeight: Math.round(520 * unit)
    readonly property int qrSize: Math.round(260 * unit)
    readonly property int qrSmall: Math.round(124 * unit)
    readonly property int scrollMilliseconds: 120
    /// Longer than a touch lasts.
    readonly property int touchMilliseconds: 400

    // Colours
    readonly property ThemeColors colors: contrast === Theme.HighDark ? highDark
                                    : contrast === Theme.HighLight ? highLight : standard
    readonly property color focusBeacon: "#FFC928"
    readonly property color focusOutline: "#14222E"

    readonly property ThemeColors standard: ThemeColors {
        ink: "#14222E"
        inkSecondary: "#4A5A68"
        paper: "#FBFAF7"
        card: "#FFFFFF"
        line: "#D5DAE0"
        track: "#D5DAE0"
        border: "#7A8894"
        primary: "#0B4A6F"
        primaryDown: "#07344F"
        primaryInk: "#FFFFFF"
        accent: "#0B4A6F"
        accentSoft: "#E3EEF5"
        header: "#07344F"
        headerDown: "#0B4A6F"
        headerInk: "#FFFFFF"
        headerInkSecondary: "#CFDDE6"
        headerBorder: "#8CA6B7"
        cover: "#0C2231"
        ok: "#1C6B3C"
        okSoft: "#E3F2E8"
        warning: "#8A4B00"
        warningSoft: "#FFF1DB"
        error: "#A61B1B"
        errorSoft: "#FBE7E7"
        softBorder: "transparent"
    }
    readonly property ThemeColors highLight: ThemeColors {
        ink: "#000000"
        inkSecondary: "#1C1C1C"
        paper: "#FFFFFF"
        card: "#FFFFFF"
        line: "#000000"
        track: "#FFFFFF"
        border: "#000000"
        primary: "#00264D"
        primaryDown: "#000000"
        primaryInk: "#FFFFFF"
        accent: "#00264D"
        accentSoft: "#FFFFFF"
        header: "#000000"
        headerDown: "#333333"
        headerInk: "#FFFFFF"
        headerInkSecondary: "#FFFFFF"
        headerBorder: "#FFFFFF"
        cover: "#000000"
        ok: "#003D1A"
        okSoft: "#FFFFFF"
        warning: "#4D2900"
        warningSoft: "#FFFFFF"
        error: "#7A0000"
        errorSoft: "#FFFFFF"
        softBorder: "#000000"
    }
    readonly property ThemeColors highDark: ThemeColors {
        ink: "#FFFFFF"
        inkSecondary: "#F0F0F0"
        paper: "#000000"
        card: "#000000"
        line: "#FFFFFF"
        track: "#000000"
        border: "#FFFFFF"
        primary: "#FFFFFF"
        primaryDown: "#D0D0D0"
        primaryInk: "#000000"
        accent: "#9BDCFF"
        accentSoft: "#101010"
        header: "#000000"
        headerDown: "#333333"
        headerInk: "#FFFFFF"
        headerInkSecondary: "#FFFFFF"
        headerBorder: "#FFFFFF"
        cover: "#000000"
        ok: "#8FF0B0"
        okSoft: "#101010"
        warning: "#FFD08A"
        warningSoft: "#101010"
        error: "#FFB3B3"
        errorSoft: "#101010"
        softBorder: "#FFFFFF"
    }

    /// A length of the design that a finger must hit: never under 15 mm of the panel.
    function target(designPixels: real): int {
        return Math.max(Math.round(designPixels * unit), touchMinimum);
    }

    /// The text sizes one button steps through.
    function nextTextScale(scale: real): real {
        return scale < 1.24 ? 1.25 : scale < 1.49 ? 1.5 : scale < 1.99 ? 2 : 1;
    }

    function nextContrast(current: int): int {
        return (current + 1) % 3;
    }

    /// Text that keeps its own direction inside a line of the other one: codes, numbers, names of forms.
    function isolated(text: string): string {
        return String.fromCharCode(0x2066) + text + String.fromCharCode(0x2069);
    }

    /// A code that is read in one piece: no line ends inside it.
    function unbroken(code: string): string {
        return isolated(code.replace(/-/g, String.fromCharCode(0x2011)));
    }
}
