#include "centre/keydesk/KeyRetention.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <unistd.h>

namespace luotsi::centre::keydesk {

using base::ErrorCode;
using sync::protocol::KeyId;

namespace {

struct KeyFile
{
    KeyId id;
    QString path;
    std::int64_t madeAt = 0;
};

std::vector<KeyFile> keyFiles(const QString &folder)
{
    std::vector<KeyFile> files;
    for (const QFileInfo &info : QDir(folder).entryInfoList({QStringLiteral("*.key")}, QDir::Files)) {
        const auto id = KeyId::fromHex(info.completeBaseName().toLatin1());
        if (id)
            files.push_back({*id, info.filePath(), info.lastModified().toMSecsSinceEpoch()});
    }
    std::sort(files.begin(), files.end(),
              [](const KeyFile &a, const KeyFile &b) { return a.madeAt < b.madeAt; });
    return files;
}

base::Result<void> destroy(const QString &path)
{
    QFile file(path);
    const auto failed = [&path] {
        return base::Error{ErrorCode::StoreFailed, QStringLiteral("%1 could not be destroyed").arg(path), {}};
    };
    if (!file.open(QIODevice::ReadWrite))
        return failed();
    const QByteArray zeros(file.size(), '\0');
    if (file.write(zeros) != zeros.size() || !file.flush() || fsync(file.handle()) != 0)
        return failed();
    file.close();
    return QFile::remove(path) ? base::Result<void>() : base::Result<void>(failed());
}

} // namespace

base::Result<std::vector<KeyId>> destroyKeysBefore(const QString &folder, std::int64_t before)
{
    if (!QDir(folder).exists())
        return ErrorCode::StoreKeyUnavailable;
    std::vector<KeyFile> files = keyFiles(folder);
    std::vector<KeyId> gone;
    if (!files.empty())
        files.pop_back(); // the newest is in use
    for (const KeyFile &file : files) {
        if (file.madeAt >= before)
            continue;
        if (auto destroyed = destroy(file.path); !destroyed)
            return destroyed.error();
        gone.push_back(file.id);
    }
    return gone;
}

} // namespace luotsi::centre::keydesk
