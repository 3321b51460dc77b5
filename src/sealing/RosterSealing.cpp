#include "sealing/RosterSealing.h"

#include "sealing/WorkerSealing.h"
#include "sealing/WrapSealing.h"

namespace luotsi::sealing {

using base::ErrorCode;
using base::Result;

Result<protocol::SignedRoster> signRoster(protocol::ScopeRoster roster, const crypto::SigningKey &root)
{
    auto signature = crypto::sign(protocol::rosterSignedBytes(roster), root);
    if (!signature)
        return signature.error();
    return protocol::SignedRoster{std::move(roster), std::move(*signature)};
}

Result<void> checkRoster(const protocol::SignedRoster &roster, QStringView scope,
                         QByteArrayView rootPublicKey, std::uint64_t lastNumber)
{
    if (auto holds = crypto::verifySignature(protocol::rosterSignedBytes(roster.roster), roster.signature,
                                             rootPublicKey);
        !holds)
        return holds;
    if (roster.roster.scope != scope)
        return base::Error{ErrorCode::SignatureInvalid, QStringLiteral("the roster is of another scope"), {}};
    if (roster.roster.number < lastNumber)
        return base::Error{
            ErrorCode::BundleRollback, QStringLiteral("a newer roster was accepted before"), {}};
    return {};
}

Result<std::vector<protocol::Wrap>> sealRosterWraps(const protocol::DraftId &draft, const DraftKeys &keys,
                                                    const protocol::ScopeRoster &roster)
{
    std::vector<protocol::Wrap> wraps;
    for (const protocol::RosterMember &member : roster.members) {
        auto wrap =
            sealWrap(protocol::WrapPurpose::ScopeRoster, draft, keys, member.boxKey, readerOf(member.boxKey));
        if (!wrap)
            return wrap.error();
        wraps.push_back(std::move(*wrap));
    }
    return wraps;
}

} // namespace luotsi::sealing
