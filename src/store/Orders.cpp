#include "store/Orders.h"

#include "base/Log.h"

namespace luotsi::store {

namespace {

constexpr char knownSql[] = "SELECT 1 FROM command WHERE id = ?1";
constexpr char rememberSql[] = "INSERT OR IGNORE INTO command(id, kind) VALUES(?1, ?2)";
// A code that has not arrived holds the only wrap of its draft there is: without it the sealed work would be
// nobody's.
constexpr char removeArrivedCodesSql[] = "DELETE FROM code WHERE upload = 2";
constexpr char removeWrapsSql[] = "DELETE FROM wrap";

// What has arrived for good. Attachments go when every change that names them does.
constexpr char removePartsSql[] =
    "DELETE FROM blob_part WHERE blob IN (SELECT number FROM blob WHERE upload = 2 AND NOT EXISTS("
    "SELECT 1 FROM change_blob JOIN change ON change.number = change_blob.change WHERE change_blob.blob = "
    "blob.number AND "
    "change.state <> 3))";
constexpr char removeNamesSql[] =
    "DELETE FROM change_blob WHERE change IN (SELECT number FROM change WHERE state = 3)";
constexpr char removeBlobsSql[] =
    "DELETE FROM blob WHERE upload = 2 AND NOT EXISTS(SELECT 1 FROM change_blob "
    "WHERE change_blob.blob = blob.number)";
constexpr char removeChangesSql[] = "DELETE FROM change WHERE state = 3";
constexpr char removePlacesSql[] = "DELETE FROM feed";
constexpr const char *removeStableSql[] = {removePartsSql, removeNamesSql, removeBlobsSql, removeChangesSql,
                                           removePlacesSql};
constexpr char emptiedSql[] =
    "SELECT number FROM draft WHERE gone = 0 AND NOT EXISTS(SELECT 1 FROM change WHERE change.draft = "
    "draft.number) AND NOT EXISTS(SELECT 1 FROM blob WHERE blob.draft = draft.number) AND NOT EXISTS("
    "SELECT 1 FROM code WHERE code.draft = draft.number)";

} // namespace

Orders::Orders(Database &database, DraftTable &drafts, DeviceTable &device)
    : m_database(database), m_drafts(drafts), m_device(device), m_known(database, knownSql),
      m_remember(database, rememberSql), m_removeArrivedCodes(database, removeArrivedCodesSql)
{
}

bool Orders::execute(const protocol::Command &command)
{
    using protocol::CommandKind;
    if (m_known.number(command.id) != 0)
        return false;
    m_remember.execute(command.id, command.kind);
    const bool destroys = command.kind == CommandKind::Revoke || command.kind == CommandKind::Wipe;
    if (destroys)
        removeReaders();
    if (command.kind == CommandKind::Wipe)
        removeCopies();
    return destroys;
}

void Orders::removeReaders()
{
    base::logEvent("readers-removed");
    // What is being typed is work too, and nobody comes back to it here.
    m_drafts.promoteAllOpenChanges();
    m_device.loseReaders();
    m_removeArrivedCodes.execute();
    Statement(m_database, removeWrapsSql).execute();
    // No feed is read here any more, so its drafts are asked for and expire like any others.
    m_drafts.followNothing();
}

void Orders::removeCopies()
{
    for (const char *sql : removeStableSql)
        Statement(m_database, sql).execute();
    std::vector<std::int64_t> emptied;
    {
        Statement statement(m_database, emptiedSql);
        Query query = statement.run();
        while (query.next())
            emptied.push_back(query.integer(0));
    }
    for (const std::int64_t draft : emptied)
        m_drafts.remove(draft);
}

void Orders::codeArrived()
{
    if (m_device.lostReaders())
        m_removeArrivedCodes.execute();
}

} // namespace luotsi::store
