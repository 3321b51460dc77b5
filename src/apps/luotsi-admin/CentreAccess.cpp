#include "CentreAccess.h"

#include "centre/storage-choice/StorageChoice.h"

namespace luotsi::apps {

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

base::Result<std::unique_ptr<centre::storage::Storage>> openStorage(const QCommandLineParser &parser)
{
    const auto layout = layoutOf(parser);
    centre::storage_choice::Opening opening;
    opening.besideEndpoint = true;
    if (!parser.isSet(QStringLiteral("plain-storage"))) {
        const QString option = parser.value(QStringLiteral("storage-key-file"));
        opening.keyFile = option.isEmpty() ? layout.storageKey() : option;
    }
    return centre::storage_choice::openStorage(layout, opening);
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
