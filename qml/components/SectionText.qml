import QtQuick
import Luotsi.Theme

/// The heading of a part of a page.
PlainText {
    font.pixelSize: Theme.fontSection
    font.weight: Font.Bold
    lineHeight: Theme.titleLineHeight
    Accessible.role: Accessible.Heading
    Accessible.name: text
}
