#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace luotsi::scan {

/// What a scan saw. `unreadable` must be empty for "nothing found" to mean anything.
struct ScanReport
{
    QStringList findings;   ///< "file: place: which needle, in which writing"
    QStringList unreadable; ///< what could not be looked into
    std::int64_t files = 0;
    std::int64_t pages = 0; ///< decrypted, of databases and logs
};

/// Searches every file below `folder`, and every page of every file ending in `.db` and of the log beside it.
/// `key` is the database's raw key. Names of findings give the needle's number, never the needle itself.
[[nodiscard]] ScanReport scanFolder(const QString &folder, const QByteArray &key, const QStringList &needles);

} // namespace luotsi::scan
