#include "centre/handlers/Access.h"
#include "centre/handlers/Commands.h"
#include "centre/handlers/FeedBook.h"
#include "centre/handlers/Replies.h"
#include "sealing/WrapSealing.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Messages.h"
#include "sync/protocol/Paths.h"
#include "sync/protocol/PushCodec.h"

#include <algorithm>

namespace luotsi::centre::handlers {

namespace paths = sync::protocol::paths;
using base::ErrorCode;

namespace {

constexpr qsizetype pageBytes = 1024 * 1024;

/// What became of a claim; a miss is not an error of the transaction, whose count of tries must be kept.
struct Outcome
{
    std::optional<protocol::CodeClaimReply> reply;
    ErrorCode miss = ErrorCode::CodeRefused; ///< when there is no reply
};

/// One claim inside one transaction.
class ClaimRun
{
public:
    ClaimRun(storage::Transaction &rows, const Services &services, const Caller &caller)
        : m_rows(rows), m_services(services), m_caller(caller), m_now(services.clock.wallMilliseconds())
    {
    }

    Result<Outcome> run(const protocol::CodeClaim &claim)
    {
        if (auto allowed = triesLeft(); !allowed)
            return allowed.error();
        const auto code = m_rows.code(claim.lookup);
        if (!code)
            return code.error();
        const auto miss = missOf(*code);
        if (!miss)
            return miss.error();
        if (*miss) {
            if (auto counted = countTry(1); !counted)
                return counted.error();
            return Outcome{std::nullopt, **miss};
        }
        return give(**code, claim.after);
    }

private:
    Result<std::pair<std::int64_t, std::int64_t>> countTry(std::int64_t by)
    {
        const auto own = m_rows.raiseCounter("code-tries:" + m_caller.device.id.toHex(), hourOf(m_now), by);
        if (!own)
            return own.error();
        const auto all = m_rows.raiseCounter("code-tries", hourOf(m_now), by);
        if (!all)
            return all.error();
        return std::pair(*own, *all);
    }

    Result<void> triesLeft()
    {
        const auto tries = countTry(0);
        if (!tries)
            return tries.error();
        if (tries->first >= m_services.policy.codeTriesPerHour ||
            tries->second >= m_services.policy.codeTriesPerHourInTotal)
            return ErrorCode::TooManyTries;
        return {};
    }

    /// Why the code opens nothing. Only whoever has the right code learns that it is over or replaced.
    Result<std::optional<ErrorCode>> missOf(const std::optional<storage::ResumeCode> &code)
    {
        if (!code)
            return std::optional(ErrorCode::CodeRefused);
        const auto draft = m_rows.draft(code->wrap.draft);
        if (!draft)
            return draft.error();
        if (draft->has_value() && (*draft)->erasedAt != 0)
            return std::optional(ErrorCode::Erased);
        if (code->retired())
            return std::optional(ErrorCode::CodeReplaced);
        const auto submitted = m_rows.hasSubmission(code->wrap.draft);
        if (!submitted)
            return submitted.error();
        // For an unsent draft it ends; for a sent one it lives as long as the draft does.
        if (!*submitted && m_now >= code->expiresAt)
            return std::optional(ErrorCode::CodeExpired);
        return std::optional<ErrorCode>();
    }

    Result<Outcome> give(const storage::ResumeCode &code, std::uint64_t after)
    {
        if (auto used = markUsed(code); !used)
            return used.error();
        // One opening, however many pages it takes.
        if (after == 0) {
            if (auto noted = noteAccess(code.wrap.draft); !noted)
                return noted.error();
        }
        if (auto entered = enterScope(code.wrap.draft); !entered)
            return entered.error();
        auto reply = page(code, after);
        if (!reply)
            return reply.error();
        return Outcome{std::move(*reply)};
    }

    Result<void> noteAccess(const protocol::DraftId &draft)
    {
        return m_rows.addAccess(
            draft, {{m_now, protocol::Access::By::Code, m_caller.device.site}, m_caller.device.id});
    }

    Result<void> markUsed(storage::ResumeCode code)
    {
        if (code.usedAt != 0)
            return {};
        code.usedAt = m_now;
        if (auto put = m_rows.putCode(code); !put)
            return put;
        // Only now the old code dies: a jammed printer or a lost slip locks nobody out before.
        return m_rows.retireCodesBefore(code.wrap.draft, code.createdAt);
    }

    /// Whoever holds the code may go on with the draft: it enters the device's scope, its changes so far too.
    Result<void> enterScope(const protocol::DraftId &id)
    {
        const QString &scope = m_caller.device.scope;
        const auto draft = m_rows.draft(id);
        if (!draft)
            return draft.error();
        if (!draft->has_value() ||
            std::binary_search((*draft)->scopes.begin(), (*draft)->scopes.end(), scope))
            return {};
        if (auto added = m_rows.addDraftScope(id, scope); !added)
            return added;
        FeedBook feed(m_rows);
        if (auto gathered = feed.addDraft(scope, id); !gathered)
            return gathered;
        return feed.number();
    }

    Result<protocol::CodeClaimReply> page(const storage::ResumeCode &code, std::uint64_t after)
    {
        protocol::CodeClaimReply reply;
        reply.wrap = code.wrap;
        auto opened = sealing::openOuter(code.wrap.sealed, code.lookup, m_services.identity.codeLayerKey());
        if (!opened)
            return opened.error();
        reply.wrap.sealed = std::move(*opened);
        const auto rows = m_rows.changesOf(code.wrap.draft);
        if (!rows)
            return rows.error();
        qsizetype bytes = 0;
        std::uint64_t number = std::min<std::uint64_t>(after, rows->size());
        while (number < rows->size() && bytes < pageBytes) {
            auto change = protocol::decodeChange((*rows)[number].bytes);
            if (!change)
                return change.error();
            bytes += change->bytes.size();
            reply.form = change->header.form;
            reply.changes.push_back(std::move(*change));
            ++number;
        }
        reply.next = number;
        reply.more = number < rows->size();
        const auto accesses = m_rows.accesses(code.wrap.draft, protocol::maximumAccesses);
        if (!accesses)
            return accesses.error();
        for (const storage::DraftAccess &opening : *accesses)
            reply.accesses.push_back(opening.access);
        return addReceipt(code.wrap.draft, std::move(reply));
    }

    Result<protocol::CodeClaimReply> addReceipt(const protocol::DraftId &draft,
                                                protocol::CodeClaimReply reply)
    {
        for (std::uint32_t round = 1;; ++round) {
            const auto submission = m_rows.submissionOf(draft, round);
            if (!submission)
                return submission.error();
            if (!submission->has_value())
                return reply;
            auto receipt = protocol::decodeReceipt((*submission)->receipt);
            if (!receipt)
                return receipt.error();
            reply.receipt = std::move(*receipt);
        }
    }

    storage::Transaction &m_rows;
    const Services &m_services;
    const Caller &m_caller;
    std::int64_t m_now;
};

} // namespace

Response claimCode(const Services &services, const Request &request, const Caller &caller)
{
    const auto claim = protocol::decodeCodeClaim(request.body);
    if (!claim)
        return errorReply(claim.error());
    const QByteArray path = QByteArray(paths::codes) + '/' + claim->lookup.toHex() + paths::claim;
    if (request.path != path)
        return errorReply(
            {ErrorCode::MalformedInput, QStringLiteral("path and body name different codes"), {}});
    Outcome outcome;
    const auto written = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
        auto done = ClaimRun(rows, services, caller).run(*claim);
        if (!done)
            return done.error();
        outcome = std::move(*done);
        return {};
    });
    if (!written)
        return errorReply(written.error());
    services.metrics.add(outcome.reply ? Count::CodesClaimed : Count::CodesRefused);
    if (!outcome.reply)
        return errorReply(outcome.miss);
    return cborReply(protocol::encodeCodeClaimReply(*outcome.reply));
}

} // namespace luotsi::centre::handlers
