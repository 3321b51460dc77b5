#include "centre/host/KeyDeskAssembly.h"

#include "base/Log.h"
#include "centre/keydesk/FormCheck.h"

#include <QFile>

namespace luotsi::centre::host {

using base::ErrorCode;

namespace {

/// Packs and workers are trusted when this centre's own root signed them.
packs::RootSet trustedRoots(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto roots = packs::decodeRootSet(file.readAll());
    return roots ? *roots : packs::RootSet{};
}

} // namespace

KeyDeskParts KeyDeskParts::of(const identity::CentreLayout &layout, const QTimeZone &timeZone)
{
    KeyDeskParts parts;
    parts.keys = layout.keyDesk();
    parts.packs = layout.bundles() + QStringLiteral("/packs");
    parts.roots = layout.signing() + QStringLiteral("/roots.json");
    parts.timeZone = timeZone;
    return parts;
}

base::Result<std::unique_ptr<keydesk::IntakeDesk>> makeKeyDesk(const KeyDeskParts &parts,
                                                               const base::Clock &clock, base::Random &random)
{
    const packs::RootSet roots = trustedRoots(parts.roots);
    std::unique_ptr<keydesk::WorkerRules> workers;
    auto journal = keydesk::DeskJournal::open(parts.keys + QStringLiteral("/journal"));
    if (journal) {
        keydesk::WorkerPolicy policy;
        policy.draftsPerDay = parts.draftsPerDay;
        policy.revokedFile = parts.keys + QStringLiteral("/revoked-workers");
        workers = std::make_unique<keydesk::WorkerRules>(roots, policy, std::move(*journal), clock);
    } else if (journal.error().code == ErrorCode::StoreKeyUnavailable) {
        base::logEvent("key-desk-without-folder");
    } else {
        return journal.error();
    }
    return std::make_unique<keydesk::IntakeDesk>(
        keydesk::KeyFolder(parts.keys), keydesk::FormLibrary(parts.packs, roots, clock),
        keydesk::engineChecker(random, parts.timeZone), std::move(workers));
}

} // namespace luotsi::centre::host
