#include "centre/keydesk/DeskJournal.h"

#include <QList>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace luotsi::centre::keydesk {

using base::ErrorCode;
using base::Result;

namespace {

constexpr std::int64_t dayMilliseconds = 24LL * 3600 * 1000;
constexpr char openingMark[] = "open";
constexpr char erasureMark[] = "erase";

base::Error failed(const char *what)
{
    return {ErrorCode::StoreFailed, QStringLiteral("the desk's journal: %1").arg(QLatin1String(what)), {}};
}

template<typename Id> bool readId(const QByteArray &text, Id &id)
{
    const auto found = Id::fromHex(text);
    id = found.value_or(Id());
    return found.has_value();
}

QByteArray lineOf(const DeskJournal::Opening &opening)
{
    return QByteArray(openingMark) + ' ' + QByteArray::number(qint64(opening.at)) + ' ' +
           opening.request.toHex() + ' ' + opening.draft.toHex() + ' ' + opening.worker.toHex() + ' ' +
           opening.device.toHex() + ' ' + opening.reason.toUtf8() + '\n';
}

} // namespace

/// One process and thread at a time, with everything the others have written.
class DeskJournal::Turn
{
public:
    explicit Turn(DeskJournal &journal) : m_lock(journal.m_mutex), m_journal(journal)
    {
        while (flock(journal.m_file, LOCK_EX) != 0 && errno == EINTR) {
        }
    }
    ~Turn() { flock(m_journal.m_file, LOCK_UN); }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

private:
    std::scoped_lock<std::mutex> m_lock;
    DeskJournal &m_journal;
};

Result<std::unique_ptr<DeskJournal>> DeskJournal::open(const QString &path)
{
    const int file = ::open(path.toUtf8().constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return base::Error{
            ErrorCode::StoreKeyUnavailable, QStringLiteral("the desk's journal cannot be opened"), {}};
    std::unique_ptr<DeskJournal> journal(new DeskJournal(file));
    const Turn turn(*journal);
    if (auto loaded = journal->refresh(); !loaded)
        return loaded.error();
    return journal;
}

DeskJournal::~DeskJournal()
{
    ::close(m_file);
}

Result<void> DeskJournal::refresh()
{
    QByteArray news;
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    for (;;) {
        const ssize_t got =
            ::pread(m_file, buffer.data(), static_cast<std::size_t>(buffer.size()), m_read + news.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed("cannot be read");
        if (got == 0)
            break;
        news.append(buffer.constData(), got);
    }
    const qsizetype whole = news.lastIndexOf('\n') + 1;
    for (const QByteArray &line : news.first(whole).split('\n')) {
        if (!line.isEmpty() && !take(line))
            return base::Error{ErrorCode::StoreCorrupt,
                               QStringLiteral("the desk's journal has a line that makes no sense"),
                               {}};
    }
    m_read += whole;
    // Cut by a power failure before it was durable, so nobody was answered.
    if (whole != news.size() && ftruncate(m_file, m_read) != 0)
        return failed("cannot be mended");
    return {};
}

bool DeskJournal::take(const QByteArray &line)
{
    const QList<QByteArray> parts = line.split(' ');
    bool ok = false;
    const std::int64_t at = parts.value(1).toLongLong(&ok);
    if (!ok)
        return false;
    if (parts.first() == erasureMark && parts.size() == 3) {
        protocol::DraftId draft;
        const bool read = readId(parts[2], draft);
        m_erased.insert(draft);
        return read;
    }
    if (parts.first() != openingMark || parts.size() != 7)
        return false;
    protocol::RequestId request;
    Known known;
    if (!readId(parts[2], request) || !readId(parts[3], known.draft) || !readId(parts[4], known.worker) ||
        !readId(parts[5], known.device))
        return false;
    m_openings.emplace(request, known);
    ++m_perDay[{known.worker, at / dayMilliseconds}];
    return true;
}

Result<void> DeskJournal::append(const QByteArray &line)
{
    if (m_broken)
        return failed("is out of use after a failed write");
    const ssize_t written = ::write(m_file, line.constData(), static_cast<std::size_t>(line.size()));
    if (written != line.size() || fdatasync(m_file) != 0) {
        m_broken = true;
        return failed("cannot be written");
    }
    m_read += line.size();
    (void)take(line.chopped(1));
    return {};
}

Result<void> DeskJournal::addOpening(const Opening &opening, int perDay)
{
    const Turn turn(*this);
    if (auto read = refresh(); !read)
        return read;
    const auto known = m_openings.find(opening.request);
    if (known != m_openings.end()) {
        const Known &first = known->second;
        if (first.draft == opening.draft && first.worker == opening.worker && first.device == opening.device)
            return {};
        return base::Error{
            ErrorCode::MalformedInput, QStringLiteral("the request was used for something else"), {}};
    }
    const auto today = m_perDay.find({opening.worker, opening.at / dayMilliseconds});
    if (today != m_perDay.end() && today->second >= perDay)
        return base::Error{ErrorCode::TooManyTries, QStringLiteral("the worker's limit of this day"), {}};
    return append(lineOf(opening));
}

Result<void> DeskJournal::addErasure(const protocol::DraftId &draft, std::int64_t at)
{
    const Turn turn(*this);
    if (auto read = refresh(); !read)
        return read;
    if (m_erased.contains(draft))
        return {};
    return append(QByteArray(erasureMark) + ' ' + QByteArray::number(qint64(at)) + ' ' + draft.toHex() +
                  '\n');
}

Result<bool> DeskJournal::isErased(const protocol::DraftId &draft)
{
    const Turn turn(*this);
    if (auto read = refresh(); !read)
        return read.error();
    return m_erased.contains(draft);
}

} // namespace luotsi::centre::keydesk
