#include "CentreAccess.h"

#include "centre/handlers/Commands.h"
#include "centre/handlers/FeedBook.h"
#include "centre/keydesk-socket/RemoteKeyDesk.h"
#include "centre/keydesk/DeskJournal.h"
#include "centre/storage-files/DirectoryBlobs.h"

namespace luotsi::apps {

namespace storage = centre::storage;
using base::ErrorCode;
using storage::protocol::BlobId;
using storage::protocol::DraftId;

namespace {

/// First of all: from then on the desk opens nothing of it, also if the rest is cut short.
base::Result<void> tellDesk(const QCommandLineParser &parser, const DraftId &draft, const base::Clock &clock)
{
    const QString socket = parser.value(QStringLiteral("keydesk"));
    if (!socket.isEmpty())
        return centre::keydesk_socket::RemoteKeyDesk(socket).erase(draft);
    const auto journal =
        centre::keydesk::DeskJournal::open(layoutOf(parser).keyDesk() + QStringLiteral("/journal"));
    if (!journal)
        return journal.error();
    return (*journal)->addErasure(draft, clock.wallMilliseconds());
}

base::Result<void> mustExist(storage::Storage &store, const DraftId &id)
{
    return store.read([&](storage::Transaction &rows) -> base::Result<void> {
        const auto draft = rows.draft(id);
        if (!draft)
            return draft.error();
        if (!draft->has_value())
            return base::Error{ErrorCode::NotFound, QStringLiteral("no such draft"), {}};
        return {};
    });
}

base::Result<std::vector<BlobId>> eraseRows(storage::Storage &store, const DraftId &id, std::int64_t now)
{
    std::vector<BlobId> freed;
    const auto written = store.write([&](storage::Transaction &rows) -> base::Result<void> {
        const auto draft = rows.draft(id);
        if (!draft)
            return draft.error();
        if (!draft->has_value())
            return base::Error{ErrorCode::NotFound, QStringLiteral("no such draft"), {}};
        // A repeat after a failure in the middle finds its tombstone and nothing more to do.
        if ((*draft)->erasedAt != 0)
            return {};
        centre::handlers::FeedBook feed(rows);
        auto gone = feed.erase(**draft, now);
        if (!gone)
            return gone.error();
        freed = std::move(*gone);
        return feed.number();
    });
    if (!written)
        return written.error();
    return freed;
}

Exit erase(const QCommandLineParser &parser, const QStringList &arguments)
{
    const auto id = DraftId::fromHex(arguments.constFirst().toLatin1());
    if (!id)
        return fail(Exit::WrongUsage, QStringLiteral("DRAFT is 32 hexadecimal digits"));
    const auto store = openStorage(parser);
    if (!store)
        return fail(store.error());
    if (const auto there = mustExist(**store, *id); !there)
        return fail(there.error());
    const base::SystemClock clock;
    if (const auto told = tellDesk(parser, *id, clock); !told)
        return fail(told.error());
    const auto freed = eraseRows(**store, *id, clock.wallMilliseconds());
    if (!freed)
        return fail(freed.error());
    centre::storage_files::DirectoryBlobs blobs(layoutOf(parser).blobs());
    bool whole = true;
    for (const BlobId &blob : *freed)
        whole = blobs.remove(blob).ok() && whole;
    if (!whole)
        return fail(Exit::Incomplete, QStringLiteral("bytes of an attachment could not be removed; they are "
                                                     "sealed and nobody has their key any more"));
    print(QStringLiteral("erased %1").arg(QString::fromLatin1(id->toHex())));
    return Exit::Done;
}

} // namespace

Command eraseCommand()
{
    auto options = centreOptions();
    options.push_back(
        {QStringLiteral("keydesk"),
         QStringLiteral("Socket of a running luotsi-keydesk (the desk's folder in the centre's)."),
         QStringLiteral("socket")});
    return {QStringLiteral("erase"),
            QStringLiteral(
                "Erases a draft: its keys, answers and attachments. A tombstone stays, which every device "
                "that has it learns of."),
            QStringLiteral("DRAFT"),
            options,
            1,
            erase};
}

} // namespace luotsi::apps
