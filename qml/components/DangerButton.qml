import QtQuick
import Luotsi.Theme

/// An act that cannot be undone; stands only behind its own confirmation.
SecondaryButton {
    ink: Theme.colors.error
}
