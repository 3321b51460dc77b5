#include "platform/KeyFileVault.h"

#include "platform/KeyText.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace luotsi::platform {

using base::ErrorCode;
using base::Result;

namespace {

constexpr mode_t ownerOnly = 0600;
constexpr mode_t permissionBits = 07777;

Result<QByteArray> refuse(const char *why)
{
    return {ErrorCode::StoreKeyUnavailable, QString::fromLatin1(why)};
}

Result<QByteArray> readKey(int descriptor)
{
    struct stat facts = {};
    if (::fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode))
        return refuse("the key file is no regular file");
    if (facts.st_uid != ::geteuid())
        return refuse("the key file belongs to another user");
    if ((facts.st_mode & permissionBits) != ownerOnly)
        return refuse("others may read the key file: its mode must be 0600");
    QByteArray text(keyTextLimit, '\0');
    const ssize_t read = ::read(descriptor, text.data(), static_cast<std::size_t>(text.size()));
    text.truncate(std::max<qsizetype>(0, read));
    const auto key = keyFromText(text);
    return key ? Result<QByteArray>(*key) : refuse("the key file holds no 256-bit key");
}

/// Written whole under another name, fsynced, and only then given its name: half a key is never found.
bool writeKey(const QByteArray &path, const QByteArray &text)
{
    const QByteArray draft = path + ".new";
    ::unlink(draft.constData());
    const int descriptor =
        ::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, ownerOnly);
    if (descriptor < 0)
        return false;
    const bool written =
        ::fchmod(descriptor, ownerOnly) == 0 &&
        ::write(descriptor, text.constData(), static_cast<std::size_t>(text.size())) == text.size() &&
        ::fsync(descriptor) == 0;
    ::close(descriptor);
    // link, not rename: a key another process made meanwhile is never replaced.
    const bool named = written && ::link(draft.constData(), path.constData()) == 0;
    ::unlink(draft.constData());
    return named;
}

} // namespace

KeyFileVault::KeyFileVault(PlainKeyFilesForDemo, QString folder, base::Random &random)
    : m_folder(std::move(folder)), m_random(random)
{
}

Result<QByteArray> KeyFileVault::databaseKey()
{
    return key(databaseKeyName);
}

Result<QByteArray> KeyFileVault::vaultKey()
{
    return key(vaultKeyName);
}

Result<QByteArray> KeyFileVault::key(const char *name)
{
    if (!QDir().mkpath(m_folder))
        return refuse("the key folder cannot be made");
    const QByteArray path = QFile::encodeName(QDir(m_folder).filePath(QLatin1String(name)));
    for (int attempt = 0; attempt < 2; ++attempt) {
        const int descriptor = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor >= 0) {
            auto found = readKey(descriptor);
            ::close(descriptor);
            return found;
        }
        if (errno != ENOENT)
            return refuse("the key file cannot be opened");
        QByteArray made(keyBytes, '\0');
        m_random.fill(reinterpret_cast<std::uint8_t *>(made.data()), static_cast<std::size_t>(made.size()));
        if (!writeKey(path, made.toHex() + '\n') && attempt > 0)
            break;
    }
    return refuse("the key file cannot be made");
}

} // namespace luotsi::platform
