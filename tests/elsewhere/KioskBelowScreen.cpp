#include "KioskBelowScreen.h"

#include "sync/client/Enrolment.h"
#include "usecases/AnswerQuestion.h"
#include "usecases/AttachPage.h"
#include "usecases/SettleConflict.h"
#include "usecases/StartDraft.h"
#include "usecases/StopSession.h"

#include <QCryptographicHash>
#include <QSslCertificate>
#include <QTest>

namespace luotsi::tests {

namespace {

constexpr int patience = 30'000;

template<typename T> T must(base::Result<T> result, const char *what)
{
    if (!result)
        qFatal("%s: %s %s", what, base::name(result.error().code).data(), qPrintable(result.error().detail));
    return std::move(*result);
}

void must(const base::Result<void> &result, const char *what)
{
    if (!result)
        qFatal("%s: %s %s", what, base::name(result.error().code).data(), qPrintable(result.error().detail));
}

} // namespace

KioskBelowScreen::KioskBelowScreen(const EndpointProcess &centre, kioskhost::tests::SignedBundles &authority,
                                   const QByteArray &form, const QString &site)
    : m_site(site), m_origin{site, QStringLiteral("kiosk")}
{
    kioskhost::KioskOptions options;
    options.dataFolder = m_folder.path();
    options.plainKeyFiles = true;
    kioskhost::tests::MemoryDeviceStore installed;
    for (const QString &bundle : {authority.pack(1, form), authority.profile(1)})
        must(kioskhost::installBundle(bundle, authority.rootsFile(), options.dataFolder, installed, m_clock,
                                      m_random),
             "install");
    const auto made = centre.admin(QStringLiteral("code"),
                                   {QStringLiteral("--site"), site, QStringLiteral("--scope"), site});
    const QByteArray root = QSslCertificate(centre.authority()).digest(QCryptographicHash::Sha256);
    const auto identity = must(
        sync::client::enrolment::enrol(centre.url(), QString::fromLatin1(made.out.trimmed()), root), "enrol");
    const auto profile = must(kioskhost::openProfile(options.dataFolder, m_clock), "profile");
    {
        const auto core = must(kioskhost::KioskCore::open(options, profile, m_clock, m_random), "open");
        must(core->device().saveIdentity(identity), "identity");
    }
    m_core = must(kioskhost::KioskCore::open(options, profile, m_clock, m_random), "open again");
    m_core->start(m_clock, m_random);
    m_vaultKey = std::make_unique<crypto::SecretBytes>(
        must(crypto::SecretBytes::copyOf(m_core->vaultKey()), "vault key"));
    m_intake = {identity.intakeKey, identity.intakeKeyId};
    const packs::Pack &pack = m_core->servicePack().pack;
    std::vector<usecases::KnownForm> forms;
    for (const QString &name : pack.formNames())
        forms.push_back(must(usecases::readForm(must(pack.form(name), "form files")), "form"));
    m_forms = usecases::FormShelf(std::move(forms));
    freshSession();
}

void KioskBelowScreen::freshSession()
{
    auto ends = must(storelink::Socket::pair(), "socket");
    m_session = std::make_unique<storelink::RemoteStore>(std::move(ends.first));
    m_core->serve(std::move(ends.second));
}

std::unique_ptr<usecases::OpenDraft> KioskBelowScreen::apply()
{
    usecases::StartRequest request{must(m_forms.byName(QStringLiteral("totu-1.0")), "form"),
                                   {ports::CentreCopy::AsWritten, false},
                                   must(usecases::prepareNewCode(m_random), "code"),
                                   m_site,
                                   m_intake};
    return must(usecases::StartDraft(tools(), *m_vaultKey).execute(std::move(request), environment()),
                "start");
}

std::optional<kioskhost::FoundDraft> KioskBelowScreen::find(const QString &code)
{
    const auto typed = must(usecases::prepareTypedCode(code), "typed");
    std::optional<kioskhost::FoundDraft> found;
    m_core->findDraft(usecases::lookupOf(typed), [&found](const auto &one) { found = one; });
    if (!QTest::qWaitFor([&found] { return found.has_value(); }, patience))
        m_core->stopFinding();
    return found;
}

base::Result<std::unique_ptr<usecases::OpenDraft>> KioskBelowScreen::continueWith(const QString &code)
{
    freshSession();
    const auto found = find(code);
    if (!found)
        return {base::ErrorCode::Internal, QStringLiteral("the search did not end")};
    m_accesses = found->accesses;
    if (found->error)
        return *found->error;
    return usecases::OpenDraftWithCode(tools(), m_forms, *m_vaultKey)
        .execute(must(usecases::prepareTypedCode(code), "typed"),
                 must(usecases::prepareNewCode(m_random), "code"), environment());
}

bool KioskBelowScreen::answer(usecases::OpenDraft &draft, const QString &path, const QString &value)
{
    const usecases::AnswerRules rules{domain::Date::fromNumbers(2026, 11, 23).value(), {}};
    const auto problems =
        usecases::AnswerQuestion(tools(), rules).execute(draft, {{draft.instance().find(path), value}});
    return problems && problems->empty();
}

bool KioskBelowScreen::attach(usecases::OpenDraft &draft, const QString &path)
{
    const QByteArray pdf("%PDF-1.7 a page trailer << >>\n%%EOF\n");
    return usecases::AttachPage(tools())
        .execute(draft, draft.instance().find(path), {QStringLiteral("page.pdf"), pdf})
        .ok();
}

bool KioskBelowScreen::choose(usecases::OpenDraft &draft, const QString &path, const QString &value)
{
    const usecases::Conflict *found = draft.conflicts().find(path);
    if (found == nullptr)
        return false;
    const usecases::Conflict conflict = *found;
    for (std::size_t side = 0; side < conflict.sides.size(); ++side) {
        if (conflict.sides[side].value == value)
            return usecases::SettleConflict(tools()).execute(draft, conflict, side).ok();
    }
    return false;
}

usecases::SubmitApplication KioskBelowScreen::submit()
{
    return {tools(), m_intake};
}

bool KioskBelowScreen::erase(usecases::OpenDraft &draft)
{
    const auto fate = usecases::StopSession(tools()).execute(&draft, session::EndReason::Deleted);
    return fate && *fate == session::DraftFate::Erased;
}

bool KioskBelowScreen::isSent(const usecases::OpenDraft &draft)
{
    const auto status = m_session->status(draft.facts().id);
    return status && status->unsentChanges == 0 && status->unsentBlobs == 0 && !status->stuck;
}

std::optional<protocol::Receipt> KioskBelowScreen::receipt(const usecases::OpenDraft &draft)
{
    const auto status = m_session->status(draft.facts().id);
    return status ? status->receipt : std::nullopt;
}

bool KioskBelowScreen::isOnline() const
{
    return m_core->connection().state == sync::core::Connection::State::Online;
}

} // namespace luotsi::tests
