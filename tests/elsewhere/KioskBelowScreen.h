#pragma once

#include "base/Clock.h"
#include "centre/EndpointProcess.h"
#include "crypto/SecretBytes.h"
#include "crypto/SystemRandom.h"
#include "kioskhost/KioskCore.h"
#include "kioskhost/tests/SignedBundles.h"
#include "storelink/RemoteStore.h"
#include "usecases/OpenDraftWithCode.h"
#include "usecases/SubmitApplication.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

namespace luotsi::tests {

namespace protocol = sync::protocol;

/// One kiosk without its screens: what the supervisor owns, and one session after the other with the use
/// cases a person's presses would reach. Threading: the test's; store and synchroniser have their own.
class KioskBelowScreen
{
public:
    /// Sets the kiosk up as luotsi does: signed pack and profile, enrolment with a one-time code for `site`.
    KioskBelowScreen(const EndpointProcess &centre, kioskhost::tests::SignedBundles &authority,
                     const QByteArray &form, const QString &site);

    /// Ends the session that was, begins the next.
    void freshSession();
    [[nodiscard]] std::unique_ptr<usecases::OpenDraft> apply();
    /// What the supervisor's search comes to; nothing when it did not end in time.
    [[nodiscard]] std::optional<kioskhost::FoundDraft> find(const QString &code);
    /// A fresh session in which the code is typed: search, then opening with the code.
    [[nodiscard]] base::Result<std::unique_ptr<usecases::OpenDraft>> continueWith(const QString &code);

    [[nodiscard]] bool answer(usecases::OpenDraft &draft, const QString &path, const QString &value);
    [[nodiscard]] bool attach(usecases::OpenDraft &draft, const QString &path);
    /// Chooses the side of a conflict that says `value`.
    [[nodiscard]] bool choose(usecases::OpenDraft &draft, const QString &path, const QString &value);
    [[nodiscard]] usecases::SubmitApplication submit();
    [[nodiscard]] bool erase(usecases::OpenDraft &draft);
    /// Everything of the draft is at the centre.
    [[nodiscard]] bool isSent(const usecases::OpenDraft &draft);
    [[nodiscard]] std::optional<protocol::Receipt> receipt(const usecases::OpenDraft &draft);
    [[nodiscard]] bool isOnline() const;

    [[nodiscard]] const std::vector<protocol::Access> &accesses() const { return m_accesses; }

private:
    [[nodiscard]] usecases::Tools tools() { return {*m_session, m_clock, m_random, &m_origin}; }
    [[nodiscard]] forms::Environment environment() { return {m_clock, m_random}; }

    base::SystemClock m_clock;
    crypto::SystemRandom m_random;
    QTemporaryDir m_folder;
    std::unique_ptr<kioskhost::KioskCore> m_core;
    std::unique_ptr<storelink::RemoteStore> m_session;
    std::unique_ptr<crypto::SecretBytes> m_vaultKey;
    usecases::FormShelf m_forms;
    usecases::IntakeKey m_intake;
    QString m_site;
    protocol::Origin m_origin;
    std::vector<protocol::Access> m_accesses; ///< of the last search
};

} // namespace luotsi::tests
