#include "viewmodels/SessionFlow.h"

#include "viewmodels/CheckBuilder.h"
#include "viewmodels/PageTexts.h"

// Papers a person promised and brings with the code: a further round of the same application.

namespace luotsi::viewmodels {

namespace {

constexpr std::size_t shownAccesses = 5;

Paper shownPaper(const PromisedPaper &promised)
{
    Paper paper;
    paper.name = promised.name;
    paper.ref = promised.pages;
    paper.added = promised.unsent > 0;
    if (paper.added) {
        //: A promised paper whose pages are added and not sent yet; %1 is how many.
        //% "Pages to send: %1"
        paper.status = qtTrId("papers-pages").arg(promised.unsent);
    } else if (!promised.by.isEmpty()) {
        //: A promised paper that is still missing; %1 is the day it was promised for.
        //% "Bring by %1"
        paper.status = qtTrId("papers-by").arg(promised.by);
    }
    return paper;
}

} // namespace

void SessionFlow::openPapers()
{
    if (!m_draft || m_draft->facts().rounds == 0 || !m_models.receipt.canAddPapers())
        return;
    guard(session::Shown::CheckPage, [this] {
        m_bringing = true;
        m_rows.clear();
        m_under.clear();
        m_backTo.clear();
        m_key.clear();
        refreshPapers();
        setPage(Page::Papers);
    });
}

void SessionFlow::refreshPapers()
{
    if (!m_bringing)
        return;
    std::vector<Paper> papers;
    for (const PromisedPaper &promised : promisedPapers(*m_draft)) {
        const bool settled = promised.brought && promised.unsent == 0;
        if (!settled && !promised.pages.isEmpty())
            papers.push_back(shownPaper(promised));
    }
    m_models.papers.assign(std::move(papers));
    m_models.papers.setCanSend(m_draft->hasUnsentAttachments());
}

void SessionFlow::addPaper(int row)
{
    if (m_page != Page::Papers)
        return;
    m_key = m_models.papers.papers()[static_cast<std::size_t>(row)].ref;
    const std::vector<PlannedPage> &pages = level();
    if (!pages.empty())
        enter(pages.front());
}

void SessionFlow::sendPapers()
{
    if (m_page != Page::Papers || !m_models.papers.canSend())
        return;
    const auto done = usecases::SubmitApplication(m_tools, m_environment.intake).sendPapers(*m_draft);
    if (!done) {
        fail(done.error());
        return;
    }
    m_bringing = false;
    sent(*done);
}

/// The paper whose pages are shown now.
QString SessionFlow::paperName() const
{
    for (const Paper &paper : m_models.papers.papers()) {
        if (paper.ref == m_key)
            return paper.name;
    }
    return {};
}

QStringList SessionFlow::accessTexts() const
{
    QStringList texts;
    if (m_draft) {
        for (const usecases::Custody &custody : m_draft->facts().records.custody) {
            //: Who has the application in hand now; %1 is the place or team, %2 the day.
            //% "In hand now: %1, since %2"
            texts.append(qtTrId("access-custody")
                             .arg(custody.body.holder, momentText(custody.body.at, m_environment.timeZone)));
        }
    }
    std::size_t shown = 0;
    for (const protocol::Access &access : m_accesses) {
        if (shown++ == shownAccesses)
            break;
        const bool here = access.site == m_environment.profile.siteId;
        texts.append(
            accessText(access, here ? m_environment.profile.siteName : access.site, m_environment.timeZone));
    }
    return texts;
}

} // namespace luotsi::viewmodels
