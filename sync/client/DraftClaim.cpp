#include "sync/client/DraftClaim.h"

#include "sync/client/ReceiptCheck.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"

#include <algorithm>
#include <memory>

namespace luotsi::sync::client {

namespace paths = protocol::paths;
using base::ErrorCode;

namespace {

/// One claim under way; keeps itself alive through the callbacks of its requests.
class Claim : public std::enable_shared_from_this<Claim>
{
public:
    Claim(CentreConnection &connection, const protocol::LookupId &lookup, QByteArray receiptKey, Claimed done)
        : m_connection(connection), m_lookup(lookup), m_receiptKey(std::move(receiptKey)),
          m_done(std::move(done))
    {
    }

    void askPage(std::uint64_t after)
    {
        const QByteArray path = paths::codes + QByteArray("/") + m_lookup.toHex() + paths::claim;
        m_connection.send(
            {CentreRequest::Verb::Post,
             path,
             protocol::encodeCodeClaim({m_lookup, after}),
             paths::cborType,
             {},
             paths::cborType},
            [self = shared_from_this(), after](const CentreReply &reply) { self->page(after, reply); });
    }

private:
    void page(std::uint64_t after, const CentreReply &reply)
    {
        if (reply.failure) {
            // "No such code" is one answer, whatever the reason is.
            const bool nothing = reply.failure->error == ErrorCode::NotFound;
            m_done(nothing ? ErrorCode::CodeRefused : reply.failure->error);
            return;
        }
        auto page = protocol::decodeCodeClaimReply(reply.body);
        if (!page) {
            m_done(page.error());
            return;
        }
        if (!fits(*page, after)) {
            m_done(base::Error{ErrorCode::MalformedInput, QStringLiteral("claim: page does not fit"), {}});
            return;
        }
        m_draft.wrap = page->wrap;
        m_draft.form = page->form;
        m_draft.receipt = page->receipt;
        m_draft.accesses = page->accesses;
        m_draft.changes.insert(m_draft.changes.end(), page->changes.begin(), page->changes.end());
        if (page->more)
            askPage(page->next);
        else if (m_draft.changes.empty())
            m_done(ErrorCode::NotHereYet);
        else
            m_done(std::move(m_draft));
    }

    [[nodiscard]] bool fits(const protocol::CodeClaimReply &page, std::uint64_t after) const
    {
        if (page.more && page.next <= after)
            return false;
        if (m_draft.changes.size() + page.changes.size() > maximumClaimedChanges)
            return false;
        if (page.receipt && !isGenuine(*page.receipt, m_receiptKey))
            return false;
        return std::all_of(page.changes.begin(), page.changes.end(), [&](const protocol::Change &change) {
            return change.header.draft == page.wrap.draft;
        });
    }

    CentreConnection &m_connection;
    protocol::LookupId m_lookup;
    QByteArray m_receiptKey;
    Claimed m_done;
    ClaimedDraft m_draft;
};

} // namespace

void claimDraft(CentreConnection &connection, const protocol::LookupId &lookup, const QByteArray &receiptKey,
                Claimed done)
{
    std::make_shared<Claim>(connection, lookup, receiptKey, std::move(done))->askPage(0);
}

} // namespace luotsi::sync::client
