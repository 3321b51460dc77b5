#include "usecases/ShareWithScope.h"

#include "sealing/RosterSealing.h"

#include <algorithm>

namespace luotsi::usecases {

base::Result<protocol::ScopeRoster> acceptRoster(QByteArrayView bytes, QStringView scope,
                                                 const packs::RootSet &roots, ports::DeviceStore &device)
{
    auto roster = protocol::decodeRoster(bytes);
    if (!roster)
        return roster.error();
    const QByteArray name = "roster-" + scope.toLatin1();
    const auto accepted = device.acceptedBundleVersion(name);
    if (!accepted)
        return accepted.error();
    base::Result<void> holds =
        base::Error{base::ErrorCode::SignatureInvalid, QStringLiteral("no root is known"), {}};
    for (const packs::RootKey &root : roots.keys) {
        holds = sealing::checkRoster(*roster, scope, root.publicKey, *accepted);
        if (holds || holds.error().code == base::ErrorCode::BundleRollback)
            break;
    }
    if (!holds)
        return holds.error();
    if (auto remembered = device.acceptBundleVersion(name, roster->roster.number); !remembered)
        return remembered.error();
    return std::move(roster->roster);
}

base::Result<std::size_t> ShareWithScope::execute(const OpenDraft &draft, const protocol::ScopeRoster &roster)
{
    const auto records = m_tools.store.load(draft.facts().id);
    if (!records)
        return records.error();
    auto wraps = sealing::sealRosterWraps(draft.facts().id, draft.keys(), roster);
    if (!wraps)
        return wraps.error();
    std::erase_if(*wraps, [&](const protocol::Wrap &wrap) {
        return std::any_of(records->wraps.begin(), records->wraps.end(), [&](const protocol::Wrap &known) {
            return known.purpose == wrap.purpose && known.key == wrap.key && known.reader == wrap.reader;
        });
    });
    if (wraps->empty())
        return std::size_t(0);
    if (auto stored = m_tools.store.addWraps(draft.facts().id, *wraps); !stored)
        return stored.error();
    return wraps->size();
}

} // namespace luotsi::usecases
