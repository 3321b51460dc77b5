#include "platform/FolderCamera.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace luotsi::platform {

using base::ErrorCode;
using base::Result;

namespace {

/// More entries than a person could choose from are not offered.
constexpr std::size_t maximumSources = 500;

class Descriptor
{
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_value; }

private:
    int m_value;
};

bool isPlainName(const QString &name)
{
    return !name.isEmpty() && !name.startsWith(QLatin1Char('.')) && !name.contains(QLatin1Char('/')) &&
           !name.contains(QChar(u'\0'));
}

/// Opens what the name stands for inside the folder itself: between listing and reading, a file may have been
/// swapped for a link.
Result<QByteArray> readInside(const QString &folder, const QString &name, qint64 limit)
{
    const Descriptor directory(
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const Descriptor file(::openat(directory.get(), QFile::encodeName(name).constData(),
                                   O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat facts = {};
    if (file.get() < 0 || ::fstat(file.get(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return {ErrorCode::AttachmentUnreadable, QStringLiteral("the file cannot be opened")};
    if (facts.st_size > limit)
        return {ErrorCode::AttachmentTooLarge, QStringLiteral("%1 bytes").arg(facts.st_size)};
    QFile reader;
    if (!reader.open(file.get(), QIODevice::ReadOnly))
        return ErrorCode::AttachmentUnreadable;
    // It may have grown since it was measured.
    QByteArray bytes = reader.read(limit + 1);
    if (reader.error() != QFileDevice::NoError)
        return ErrorCode::AttachmentUnreadable;
    if (bytes.size() > limit)
        return ErrorCode::AttachmentTooLarge;
    return bytes;
}

} // namespace

FolderCamera::FolderCamera(QString folder, qint64 maximumBytes)
    : m_folder(std::move(folder)), m_maximumBytes(maximumBytes)
{
}

Result<std::vector<ports::CaptureSource>> FolderCamera::sources()
{
    const QDir folder(m_folder);
    if (m_folder.isEmpty() || !folder.exists() || !QFileInfo(m_folder).isReadable())
        return ErrorCode::CameraUnavailable;
    std::vector<ports::CaptureSource> found;
    const auto entries = folder.entryInfoList(QDir::Files | QDir::NoSymLinks | QDir::Readable, QDir::Name);
    for (const QFileInfo &entry : entries) {
        if (entry.isSymLink() || !isPlainName(entry.fileName()))
            continue;
        if (found.size() == maximumSources)
            break;
        found.push_back({entry.fileName(), entry.fileName(), entry.size()});
    }
    return found;
}

Result<ports::CapturedPage> FolderCamera::capture(const QString &sourceId)
{
    if (m_folder.isEmpty() || !QFileInfo(m_folder).isDir())
        return ErrorCode::CameraUnavailable;
    if (!isPlainName(sourceId))
        return ErrorCode::AttachmentUnreadable;
    auto bytes = readInside(m_folder, sourceId, m_maximumBytes);
    if (!bytes)
        return bytes.error();
    return ports::CapturedPage{sourceId, std::move(*bytes)};
}

} // namespace luotsi::platform
