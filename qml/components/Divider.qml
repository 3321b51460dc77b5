import QtQuick
import Luotsi.Theme

Rectangle {
    implicitHeight: Theme.lineWidth
    color: Theme.colors.line
}
