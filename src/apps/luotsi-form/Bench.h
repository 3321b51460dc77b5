#pragma once

#include <QString>
#include <QTextStream>

namespace luotsi::form {

/// Times loading, creating, answering and writing one form beside bare reading of the same bytes, with the
/// field names of the bench corpus. Milliseconds. Returns a process exit code.
int bench(const QString &path, bool json, QTextStream &out);

} // namespace luotsi::form
