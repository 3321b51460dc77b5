#pragma once

#include "base/Result.h"
#include "sync/protocol/Rewrap.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>

namespace luotsi::centre::keydesk {

namespace protocol = sync::protocol;

/// The key desk's own record: who was given which draft and why, and which drafts are erased. A file of lines
/// that is only added to, each durable before the desk answers, in the desk's folder and not in the centre's
/// storage, so that neither a compromised endpoint nor a restored backup changes what it says. Names nobody:
/// workers are pseudonyms, reasons are words of a list. Threading: any thread. Several processes may have it
/// open, the desk and the centre's tool: each reads what the others have added before it decides.
class DeskJournal
{
public:
    /// StoreCorrupt when a line in the middle cannot be read; a last line that was cut by a power failure was
    /// never answered and is dropped. StoreKeyUnavailable when the folder is not there.
    [[nodiscard]] static base::Result<std::unique_ptr<DeskJournal>> open(const QString &path);
    ~DeskJournal();
    DeskJournal(const DeskJournal &) = delete;
    DeskJournal &operator=(const DeskJournal &) = delete;

    struct Opening
    {
        protocol::RequestId request;
        protocol::DraftId draft;
        protocol::ActorId worker;
        protocol::DeviceId device;
        QString reason;
        std::int64_t at = 0; ///< wall milliseconds of the desk
    };
    /// Records it if the worker has had fewer than `perDay` drafts on that day (UTC); TooManyTries otherwise.
    /// A request that is recorded already is not counted again; MalformedInput when it then named another
    /// draft, worker or device.
    [[nodiscard]] base::Result<void> addOpening(const Opening &opening, int perDay);
    [[nodiscard]] base::Result<void> addErasure(const protocol::DraftId &draft, std::int64_t at);
    [[nodiscard]] base::Result<bool> isErased(const protocol::DraftId &draft);

private:
    struct Known
    {
        protocol::DraftId draft;
        protocol::ActorId worker;
        protocol::DeviceId device;
    };
    explicit DeskJournal(int file) : m_file(file) {}
    class Turn;
    [[nodiscard]] base::Result<void> refresh();
    [[nodiscard]] bool take(const QByteArray &line);
    [[nodiscard]] base::Result<void> append(const QByteArray &line);

    std::mutex m_mutex;
    int m_file;
    qint64 m_read = 0;     ///< bytes of whole lines taken so far
    bool m_broken = false; ///< a write failed: what the file holds is not known any more
    std::map<protocol::RequestId, Known> m_openings;
    std::map<std::pair<protocol::ActorId, std::int64_t>, int> m_perDay;
    std::set<protocol::DraftId> m_erased;
};

} // namespace luotsi::centre::keydesk
