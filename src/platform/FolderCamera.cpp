#include "platform/FolderCamera.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
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

/// A file that stays the one that was opened, whatever happens to its name.
class OpenFile final : public base::ByteSource
{
public:
    OpenFile(std::unique_ptr<Descriptor> file, std::uint64_t size) : m_file(std::move(file)), m_size(size) {}

    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    [[nodiscard]] Result<QByteArray> read(std::uint64_t offset, std::size_t count) override
    {
        if (offset > m_size || count > m_size - offset)
            return ErrorCode::MalformedInput;
        QByteArray bytes(static_cast<qsizetype>(count), Qt::Uninitialized);
        for (std::size_t done = 0; done < count;) {
            const ssize_t got =
                ::pread(m_file->get(), bytes.data() + done, count - done, static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                return {ErrorCode::AttachmentUnreadable, QStringLiteral("the file ended early")};
            done += static_cast<std::size_t>(got);
        }
        return bytes;
    }

private:
    std::unique_ptr<Descriptor> m_file;
    std::uint64_t m_size;
};

/// Opens what the name stands for inside the folder itself: between listing and reading, a file may have been
/// swapped for a link.
Result<std::unique_ptr<OpenFile>> openInside(const QString &folder, const QString &name)
{
    const Descriptor directory(
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    auto file = std::make_unique<Descriptor>(::openat(directory.get(), QFile::encodeName(name).constData(),
                                                      O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat facts = {};
    if (file->get() < 0 || ::fstat(file->get(), &facts) != 0 || !S_ISREG(facts.st_mode))
        return {ErrorCode::AttachmentUnreadable, QStringLiteral("the file cannot be opened")};
    return std::make_unique<OpenFile>(std::move(file), static_cast<std::uint64_t>(facts.st_size));
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
    const auto file = open(sourceId);
    if (!file)
        return file.error();
    const std::uint64_t size = (*file)->size();
    if (size > static_cast<std::uint64_t>(m_maximumBytes))
        return {ErrorCode::AttachmentTooLarge, QStringLiteral("%1 bytes").arg(size)};
    auto bytes = (*file)->read(0, static_cast<std::size_t>(size));
    if (!bytes)
        return bytes.error();
    return ports::CapturedPage{sourceId, std::move(*bytes)};
}

Result<std::unique_ptr<base::ByteSource>> FolderCamera::open(const QString &sourceId)
{
    if (m_folder.isEmpty() || !QFileInfo(m_folder).isDir())
        return ErrorCode::CameraUnavailable;
    if (!isPlainName(sourceId))
        return ErrorCode::AttachmentUnreadable;
    auto file = openInside(m_folder, sourceId);
    if (!file)
        return file.error();
    return std::unique_ptr<base::ByteSource>(std::move(*file));
}

} // namespace luotsi::platform
