#include "sync/core/FeedReader.h"

namespace luotsi::sync::core {

using base::ErrorCode;

namespace {

base::Error wrong(const char *what)
{
    return {ErrorCode::MalformedInput, QLatin1String(what), {}};
}

} // namespace

FeedQuestion FeedReader::question() const
{
    FeedQuestion question;
    question.scope = m_scope;
    question.epoch = m_cursor.epoch;
    question.after = m_cursor.number;
    return question;
}

base::Result<FeedStep> FeedReader::read(const protocol::FeedPage &page) const
{
    if (m_cursor.epoch && page.feedEpoch != *m_cursor.epoch)
        return ErrorCode::FeedReset;
    FeedStep step;
    std::uint64_t number = m_cursor.number;
    for (const protocol::FeedPage::Entry &entry : page.entries) {
        if (entry.number != number + 1)
            return wrong("the page does not go on where the cursor stands");
        number = entry.number;
        if (entry.change)
            step.changes.push_back(*entry.change);
    }
    if (page.next != number)
        return wrong("the page's cursor is not its last number");
    if (page.more && page.entries.empty())
        return wrong("an empty page with more behind it");
    step.erased = page.erased;
    step.cursor = {page.feedEpoch, number, m_cursor.complete || !page.more};
    step.stable = page.stable;
    step.more = page.more;
    return step;
}

void FeedReader::applied(const FeedStep &step)
{
    m_cursor = step.cursor;
}

FeedStep FeedReader::restart() const
{
    FeedStep step;
    step.more = true;
    return step;
}

} // namespace luotsi::sync::core
