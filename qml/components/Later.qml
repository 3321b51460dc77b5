import QtQuick

/// Runs once when the current event is over; asking again before that runs it once.
Timer {
    interval: 0
}
