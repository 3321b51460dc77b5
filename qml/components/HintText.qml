import QtQuick
import Luotsi.Theme

/// Small explanation beside what it explains.
PlainText {
    color: Theme.colors.inkSecondary
    font.pixelSize: Theme.fontHint
}
