#include "centre/handlers/Commands.h"
#include "centre/handlers/FeedEpoch.h"
#include "centre/handlers/QueryFields.h"
#include "centre/handlers/Replies.h"
#include "sealing/TimeSigning.h"
#include "sync/protocol/ChangeCodec.h"
#include "sync/protocol/Messages.h"

#include <algorithm>
#include <limits>

namespace luotsi::centre::handlers {

using base::ErrorCode;

namespace {

/// As much as a push may carry; a single change is far smaller.
constexpr std::uint64_t pageBytes = 1024 * 1024;
constexpr auto lastNumber = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

struct Question
{
    QString scope;
    std::uint64_t after = 0;
    std::uint32_t limit = protocol::maximumFeedEntries;
    std::optional<protocol::FeedEpochId> epoch; ///< the one the cursor belongs to
};

base::Error malformed(const char *what)
{
    return {ErrorCode::MalformedInput, QLatin1String(what), {}};
}

Result<Question> questionOf(const Request &request)
{
    const auto fields = QueryFields::parse(request.query);
    if (!fields)
        return fields.error();
    Question question;
    const auto scope = fields->value("scope");
    if (!scope || scope->isEmpty())
        return malformed("scope is missing");
    question.scope = QString::fromUtf8(*scope);
    const auto after = fields->number("after", 0, lastNumber);
    if (!after)
        return after.error();
    question.after = *after;
    const auto limit = fields->number("limit", protocol::maximumFeedEntries, lastNumber);
    if (!limit)
        return limit.error();
    if (*limit == 0)
        return malformed("limit is zero");
    question.limit =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(*limit, protocol::maximumFeedEntries));
    if (const auto epoch = fields->value("epoch")) {
        question.epoch = protocol::FeedEpochId::fromHex(*epoch);
        if (!question.epoch)
            return malformed("epoch is not 32 hexadecimal digits");
    }
    // A cursor without its epoch could be one of another centre's life.
    if (question.after > 0 && !question.epoch)
        return malformed("a cursor comes with the epoch it belongs to");
    return question;
}

/// What one consistent look at the storage gives; no epoch when nobody has asked for a feed yet.
struct Answer
{
    std::optional<protocol::FeedEpochId> epoch;
    std::vector<storage::FeedLine> lines;
};

Result<Answer> look(storage::Transaction &rows, const Question &question)
{
    Answer answer;
    const auto epoch = feedEpochOf(rows);
    if (!epoch)
        return epoch.error();
    if (!epoch->has_value())
        return answer;
    answer.epoch = *epoch;
    if (question.epoch && question.epoch != answer.epoch)
        return ErrorCode::FeedReset;
    auto lines = rows.feedPage(question.scope, question.after, question.limit, pageBytes);
    if (!lines)
        return lines.error();
    answer.lines = std::move(*lines);
    if (answer.lines.empty() && question.after > 0) {
        // A cursor this feed has never reached: the centre was restored and nobody has said so yet.
        const auto head = rows.scopeHead(question.scope);
        if (!head)
            return head.error();
        if (question.after > *head)
            return ErrorCode::FeedReset;
    }
    return answer;
}

Result<Answer> answerTo(const Services &services, const Question &question)
{
    Answer answer;
    const auto read = services.storage.read([&](storage::Transaction &rows) -> Result<void> {
        auto found = look(rows, question);
        if (!found)
            return found.error();
        answer = std::move(*found);
        return {};
    });
    if (!read)
        return read.error();
    return answer;
}

Result<protocol::FeedPage> pageOf(const Answer &answer, const Question &question)
{
    protocol::FeedPage page;
    page.feedEpoch = *answer.epoch;
    page.next = question.after;
    std::uint64_t bytes = 0;
    for (const storage::FeedLine &line : answer.lines) {
        protocol::FeedPage::Entry &entry = page.entries.emplace_back();
        entry.number = line.entry.number;
        page.next = entry.number;
        if (!line.entry.erased) {
            auto change = protocol::decodeChange(line.change);
            if (!change)
                return change.error();
            bytes += static_cast<std::uint64_t>(line.change.size());
            entry.change = std::move(*change);
            continue;
        }
        if (*line.entry.erased != protocol::DraftId())
            page.erased.push_back(*line.entry.erased);
    }
    std::sort(page.erased.begin(), page.erased.end());
    page.erased.erase(std::unique(page.erased.begin(), page.erased.end()), page.erased.end());
    page.more = answer.lines.size() == question.limit || bytes >= pageBytes;
    return page;
}

} // namespace

Response giveFeed(const Services &services, const Request &request, const Caller &caller)
{
    const auto question = questionOf(request);
    if (!question)
        return errorReply(question.error());
    // A kiosk follows no feed, and nobody learns which other scopes there are.
    if (caller.device.role == QLatin1String("kiosk") || question->scope != caller.device.scope ||
        question->scope != caller.certificateScope)
        return errorReply(ErrorCode::NotFound);
    auto answer = answerTo(services, *question);
    if (answer && !answer->epoch) {
        const auto made = services.storage.write([&](storage::Transaction &rows) -> Result<void> {
            const auto epoch = ensureFeedEpoch(rows, services.random);
            return epoch ? Result<void>() : Result<void>(epoch.error());
        });
        if (!made)
            return errorReply(made.error());
        answer = answerTo(services, *question);
    }
    if (!answer)
        return errorReply(answer.error());
    auto page = pageOf(*answer, *question);
    if (!page)
        return errorReply(page.error());
    page->stable = services.policy.stable == StablePolicy::AtCommit ? page->next : 0;
    page->serverTime = services.clock.wallMilliseconds();
    auto signature = sealing::signTime(page->serverTime, services.identity.receiptKey());
    if (!signature)
        return errorReply(signature.error());
    page->timeSignature = std::move(*signature);
    services.metrics.add(Count::FeedPages);
    services.metrics.add(Count::FeedEntries, page->entries.size());
    return cborReply(protocol::encodeFeedPage(*page));
}

} // namespace luotsi::centre::handlers
