import QtQuick
import Luotsi.Theme

/// The quieter text under a title.
PlainText {
    color: Theme.colors.inkSecondary
    font.pixelSize: Theme.fontLead
}
