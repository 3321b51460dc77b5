#pragma once

#include "assets/texts/Texts.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "base/Result.h"
#include "crypto/SecretBytes.h"
#include "domain/Iban.h"
#include "kioskhost/KioskOptions.h"
#include "kioskhost/ServicePack.h"
#include "platform/LateDevices.h"
#include "ports/Peripherals.h"
#include "session/SessionEnd.h"
#include "storelink/ControlChannel.h"
#include "storelink/RemoteStore.h"
#include "usecases/KnownForm.h"
#include "usecases/ServiceTexts.h"
#include "viewmodels/KioskSession.h"
#include "viewmodels/SessionEnvironment.h"

#include <QObject>
#include <QQmlApplicationEngine>

#include <memory>

class QQuickWindow;

namespace luotsi::kioskhost {

/// The two connections a session process inherits.
struct SessionLinks
{
    storelink::Socket store;
    storelink::Socket control;
};

/// One session process: everything loaded and the window hidden until the supervisor says that a person is
/// there; after the session ended the process ends, and with it all it knew. Holds draft keys, never the
/// database's.
/// Threading: GUI thread; deriving a key from a code runs on a thread of Qt's pool.
class SessionHost final : public QObject
{
    Q_OBJECT

public:
    /// Reads pack and forms; shows nothing. `clock` and `random` outlive the host.
    [[nodiscard]] static base::Result<std::unique_ptr<SessionHost>>
    create(KioskOptions options, SessionLinks links, base::Clock &clock, base::Random &random);
    ~SessionHost() override;

    /// Null until the supervisor has told the session its keys.
    [[nodiscard]] QQuickWindow *window() const { return m_window; }

Q_SIGNALS:
    /// The window is loaded and hidden.
    void waiting();
    /// The process should end now.
    void finished();

private:
    SessionHost(KioskOptions options, SessionLinks links, ServicePack servicePack, base::Clock &clock,
                base::Random &random);

    base::Result<void> readPack();
    void heard(const storelink::control::Message &message);
    void offerDevices(viewmodels::SessionEnvironment &environment);
    void prepare(const storelink::control::Setup &setup);
    void begin(const storelink::control::Begin &message);
    void findDraft(const ports::protocol::LookupId &lookup, viewmodels::SearchDone done);
    void draftFound(const storelink::control::DraftFound &message);
    void end(session::EndReason reason, session::DraftFate fate);

    KioskOptions m_options;
    base::Clock &m_clock;
    base::Random &m_random;
    ServicePack m_servicePack;
    usecases::FormShelf m_forms;
    usecases::ServiceLibrary m_texts;
    domain::IbanLengths m_ibanLengths;
    storelink::RemoteStore m_store;
    storelink::ControlChannel m_control;
    std::unique_ptr<ports::Camera> m_camera;
    std::unique_ptr<ports::Printer> m_printer;
    std::unique_ptr<ports::Speech> m_speech;
    platform::LateDevices m_devices;
    std::unique_ptr<crypto::SecretBytes> m_vaultKey;
    std::unique_ptr<ports::LastSaved> m_lastSaved; ///< only where the profile wants it
    std::unique_ptr<viewmodels::KioskSession> m_session;
    QQmlApplicationEngine m_engine;
    texts::Texts m_words;
    QQuickWindow *m_window = nullptr;
    std::optional<ports::protocol::LookupId> m_searched; ///< the search the supervisor was last asked for
    viewmodels::SearchDone m_searchDone;
};

} // namespace luotsi::kioskhost
