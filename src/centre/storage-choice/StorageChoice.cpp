#include "centre/storage-choice/StorageChoice.h"

#include "centre/identity/PrivateFiles.h"
#include "centre/storage-postgresql/PostgresStorage.h"
#include "centre/storage-sqlite/SqliteStorage.h"
#include "crypto/SecretBytes.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace luotsi::centre::storage_choice {

using base::ErrorCode;

namespace {

const QString engineKey = QStringLiteral("engine");
const QString targetKey = QStringLiteral("target");
const QString postgresql = QStringLiteral("postgresql");

Result<std::unique_ptr<storage::Storage>> openSqlite(const identity::CentreLayout &layout,
                                                     const Opening &opening)
{
    QByteArray key;
    if (!opening.keyFile.isEmpty()) {
        auto read = identity::readKeyFile(opening.keyFile);
        if (!read)
            return read.error();
        key = std::move(*read);
    }
    auto opened = storage_sqlite::SqliteStorage::open(
        layout.database(), key,
        opening.besideEndpoint ? storage_sqlite::Checkpoints::Others : storage_sqlite::Checkpoints::Beside);
    crypto::wipe(key);
    if (!opened)
        return opened.error();
    return std::unique_ptr<storage::Storage>(std::move(*opened));
}

Result<std::unique_ptr<storage::Storage>> openPostgres(const QString &target)
{
    auto opened = storage_postgresql::PostgresStorage::open(target);
    if (!opened)
        return opened.error();
    return std::unique_ptr<storage::Storage>(std::move(*opened));
}

} // namespace

Result<StorageChoice> readStorageChoice(const identity::CentreLayout &layout)
{
    if (!QFile::exists(layout.storageChoice()))
        return StorageChoice{};
    const auto bytes = identity::readPrivateFile(layout.storageChoice());
    if (!bytes)
        return bytes.error();
    const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
    const QString target = object.value(targetKey).toString();
    if (object.value(engineKey) != postgresql || target.isEmpty())
        return base::Error{
            ErrorCode::MalformedInput,
            QStringLiteral("%1 names no storage this program knows").arg(layout.storageChoice()),
            {}};
    return StorageChoice{target};
}

Result<void> writeStorageChoice(const identity::CentreLayout &layout, const StorageChoice &choice)
{
    if (choice.postgresTarget.isEmpty())
        return {};
    const QJsonObject object{{engineKey, postgresql}, {targetKey, choice.postgresTarget}};
    return identity::writePrivateFile(layout.storageChoice(), QJsonDocument(object).toJson());
}

Result<std::unique_ptr<storage::Storage>> openStorage(const identity::CentreLayout &layout,
                                                      const Opening &opening)
{
    const auto choice = readStorageChoice(layout);
    if (!choice)
        return choice.error();
    return choice->postgresTarget.isEmpty() ? openSqlite(layout, opening)
                                            : openPostgres(choice->postgresTarget);
}

} // namespace luotsi::centre::storage_choice
