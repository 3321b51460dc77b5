#pragma once

#include "base/Clock.h"
#include "centre/keydesk/DeskJournal.h"
#include "packs/Manifest.h"

#include <QString>
#include <QStringList>

#include <memory>

namespace luotsi::centre::keydesk {

/// Which workers the desk serves and how much. The list of revoked workers is a file of the desk, one
/// pseudonym per line, read for every request: a revocation holds from the next request on.
struct WorkerPolicy
{
    QStringList roles{QStringLiteral("worker"), QStringLiteral("desk")};
    int draftsPerDay = 40;
    QString revokedFile; ///< empty or missing: nobody
};

/// Whether a worker may have a draft: certified by a root of this centre, for this device, within its time,
/// not revoked, signed by the worker's own key, within the day's limit. Threading: any thread.
class WorkerRules
{
public:
    WorkerRules(packs::RootSet roots, WorkerPolicy policy, std::unique_ptr<DeskJournal> journal,
                const base::Clock &clock)
        : m_roots(std::move(roots)), m_policy(std::move(policy)), m_journal(std::move(journal)),
          m_clock(clock)
    {
    }

    [[nodiscard]] base::Result<void> check(const protocol::RewrapRequest &request) const;
    /// TooManyTries when the day's limit is reached. Durable when it returns.
    [[nodiscard]] base::Result<void> record(const protocol::RewrapRequest &request);
    [[nodiscard]] base::Result<void> erase(const protocol::DraftId &draft);
    [[nodiscard]] base::Result<bool> isErased(const protocol::DraftId &draft) const
    {
        return m_journal->isErased(draft);
    }

private:
    [[nodiscard]] bool isRevoked(const protocol::ActorId &worker) const;

    packs::RootSet m_roots;
    WorkerPolicy m_policy;
    std::unique_ptr<DeskJournal> m_journal;
    const base::Clock &m_clock;
};

} // namespace luotsi::centre::keydesk
