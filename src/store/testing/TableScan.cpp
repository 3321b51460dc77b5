#include "store/testing/TableScan.h"

#include <sqlcipher/sqlite3.h>

#include <memory>

namespace luotsi::store::testing {

namespace {

using Closer = decltype(&sqlite3_close_v2);
using Finalizer = decltype(&sqlite3_finalize);

std::unique_ptr<sqlite3_stmt, Finalizer> prepare(sqlite3 *database, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(database, sql.constData(), -1, &statement, nullptr);
    return {statement, sqlite3_finalize};
}

QByteArray utf16(const QByteArray &text)
{
    const QString wide = QString::fromUtf8(text);
    return QByteArray(reinterpret_cast<const char *>(wide.constData()), wide.size() * 2);
}

} // namespace

base::Result<QStringList> columnsHolding(const QString &path, const QByteArray &key, const QByteArray &needle)
{
    sqlite3 *raw = nullptr;
    const int opened = sqlite3_open_v2(path.toUtf8().constData(), &raw, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, Closer> database(raw, sqlite3_close_v2);
    const QByteArray unlock = "PRAGMA key = \"x'" + key.toHex() + "'\"; PRAGMA locking_mode = EXCLUSIVE";
    if (opened != SQLITE_OK || sqlite3_exec(raw, unlock.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return {base::ErrorCode::StoreFailed, QStringLiteral("the database cannot be opened")};
    const QByteArray wide = utf16(needle);
    QStringList found;
    int tables = 0;
    const auto names = prepare(raw, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (names && sqlite3_step(names.get()) == SQLITE_ROW) {
        ++tables;
        const QByteArray table(reinterpret_cast<const char *>(sqlite3_column_text(names.get(), 0)));
        const auto rows = prepare(raw, "SELECT * FROM \"" + table + '"');
        while (rows && sqlite3_step(rows.get()) == SQLITE_ROW) {
            for (int column = 0; column < sqlite3_column_count(rows.get()); ++column) {
                const auto *data = static_cast<const char *>(sqlite3_column_blob(rows.get(), column));
                const QByteArray value =
                    QByteArray::fromRawData(data, sqlite3_column_bytes(rows.get(), column));
                if (value.contains(needle) || value.contains(wide))
                    found.append(QString::fromUtf8(table) + QLatin1Char('.') +
                                 QString::fromUtf8(sqlite3_column_name(rows.get(), column)));
            }
        }
    }
    if (tables == 0)
        return {base::ErrorCode::StoreFailed, QStringLiteral("the database has no tables or another key")};
    found.removeDuplicates();
    return found;
}

} // namespace luotsi::store::testing
