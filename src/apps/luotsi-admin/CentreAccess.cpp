#include "CentreAccess.h"

#include "crypto/SecretBytes.h"

namespace luotsi::apps {

using centre::storage_sqlite::SqliteStorage;

std::vector<QCommandLineOption> centreOptions()
{
    return {
        {QStringLiteral("centre"), QStringLiteral("The centre's folder."), QStringLiteral("folder")},
        {QStringLiteral("storage-key-file"),
         QStringLiteral("Key of the storage (<centre>/keys/storage.key)."), QStringLiteral("file")},
        {QStringLiteral("plain-storage"), QStringLiteral("The storage file is not encrypted.")},
    };
}

centre::identity::CentreLayout layoutOf(const QCommandLineParser &parser)
{
    return {parser.value(QStringLiteral("centre"))};
}

base::Result<std::unique_ptr<SqliteStorage>> openStorage(const QCommandLineParser &parser)
{
    const auto layout = layoutOf(parser);
    QByteArray key;
    if (!parser.isSet(QStringLiteral("plain-storage"))) {
        const QString option = parser.value(QStringLiteral("storage-key-file"));
        auto read = centre::identity::readKeyFile(option.isEmpty() ? layout.storageKey() : option);
        if (!read)
            return read.error();
        key = std::move(*read);
    }
    auto storage = SqliteStorage::open(layout.database(), key, centre::storage_sqlite::Checkpoints::Others);
    crypto::wipe(key);
    return storage;
}

base::Result<qint64> positiveNumber(const QCommandLineParser &parser, const QString &option)
{
    bool ok = false;
    const qint64 value = parser.value(option).toLongLong(&ok);
    if (!ok || value <= 0)
        return base::Error{base::ErrorCode::MalformedInput,
                           QStringLiteral("--%1 must be a whole number above 0").arg(option),
                           {}};
    return value;
}

} // namespace luotsi::apps
