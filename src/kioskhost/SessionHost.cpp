#include "kioskhost/SessionHost.h"

#include "base/Log.h"
#include "kioskhost/WindowShape.h"
#include "platform/FolderCamera.h"
#include "platform/LastSavedFiles.h"
#include "platform/QrCode.h"
#include "platform/SilentSpeech.h"
#include "platform/SlipPrinter.h"

#include <QCoreApplication>
#include <QQuickWindow>
#include <QThreadPool>
#include <QTimeZone>

namespace luotsi::kioskhost {

namespace {

using base::Result;
namespace control = storelink::control;

constexpr auto sessionWindowUrl = "qrc:/qt/qml/Luotsi/Kiosk/SessionWindow.qml";
constexpr auto timeZoneId = "Europe/Helsinki";

QString intentName(control::Intent intent)
{
    switch (intent) {
    case control::Intent::Apply:
        return QStringLiteral("apply");
    case control::Intent::ContinueWithCode:
        return QStringLiteral("continue");
    case control::Intent::LookAround:
        return QStringLiteral("look");
    case control::Intent::Help:
        return QStringLiteral("help");
    case control::Intent::Urgent:
        return QStringLiteral("urgent");
    case control::Intent::Privacy:
        return QStringLiteral("privacy");
    }
    return {};
}

control::Ending endingOf(session::EndReason reason, session::DraftFate fate)
{
    if (fate == session::DraftFate::Erased)
        return control::Ending::Deleted;
    return reason == session::EndReason::NothingBegun ? control::Ending::Finished : control::Ending::Kept;
}

std::unique_ptr<ports::Printer> makePrinter(const KioskOptions &options, const packs::Profile &profile)
{
    if (!options.slipFolder.isEmpty())
        return std::make_unique<platform::FolderPrinter>(options.slipFolder);
    return std::make_unique<platform::SlipPrinter>(profile.switches.printer ? QStringLiteral("luotsi")
                                                                            : QString());
}

QString qrPicture(const QString &text)
{
    const auto code = platform::QrCode::of(text);
    return code ? code->dataUri() : QString();
}

void runAside(std::function<void()> work, std::function<void()> done)
{
    QThreadPool::globalInstance()->start([work = std::move(work), done = std::move(done)] {
        work();
        QMetaObject::invokeMethod(QCoreApplication::instance(), done, Qt::QueuedConnection);
    });
}

} // namespace

Result<std::unique_ptr<SessionHost>> SessionHost::create(KioskOptions options, SessionLinks links,
                                                         base::Clock &clock, base::Random &random)
{
    auto servicePack = openServicePack(options.dataFolder, clock, options.accepted);
    if (!servicePack)
        return servicePack.error();
    std::unique_ptr<SessionHost> host(
        new SessionHost(std::move(options), std::move(links), std::move(*servicePack), clock, random));
    if (const auto read = host->readPack(); !read)
        return read.error();
    return host;
}

SessionHost::SessionHost(KioskOptions options, SessionLinks links, ServicePack servicePack,
                         base::Clock &clock, base::Random &random)
    : m_options(std::move(options)), m_clock(clock), m_random(random), m_servicePack(std::move(servicePack)),
      m_store(std::move(links.store)), m_control(std::move(links.control)),
      m_camera(std::make_unique<platform::FolderCamera>(
          m_options.captureFolder.isEmpty() ? m_servicePack.profile.captureFolder : m_options.captureFolder)),
      m_printer(makePrinter(m_options, m_servicePack.profile)),
      m_speech(std::make_unique<platform::SilentSpeech>()), m_devices(m_options.devicesFile)
{
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_words.attach(m_engine);
    connect(&m_control, &storelink::ControlChannel::received, this, &SessionHost::heard);
    // Without its supervisor a session can keep nothing and must not go on.
    connect(&m_control, &storelink::ControlChannel::closed, this, &SessionHost::finished);
}

SessionHost::~SessionHost()
{
    // QML reads the session until it is gone.
    for (QObject *root : m_engine.rootObjects())
        delete root;
}

Result<void> SessionHost::readPack()
{
    const packs::Pack &pack = m_servicePack.pack;
    std::vector<usecases::KnownForm> forms;
    // Also forms no longer offered: a draft of them must open.
    for (const QString &name : pack.formNames()) {
        const auto files = pack.form(name);
        if (!files)
            return files.error();
        auto form = usecases::readForm(*files);
        if (!form)
            return form.error();
        forms.push_back(std::move(*form));
    }
    auto withdrawn = withdrawnForms(pack);
    if (!withdrawn)
        return withdrawn.error();
    m_forms = usecases::FormShelf(
        std::move(forms), earlierForms(m_options.dataFolder, m_servicePack, m_clock), std::move(*withdrawn));
    const usecases::PackFile file = [&pack](const QString &path) { return pack.file(path); };
    auto texts = usecases::readServiceTexts(file, m_servicePack.profile);
    if (!texts)
        return texts.error();
    m_texts = std::move(*texts);
    auto lengths = usecases::readIbanLengths(file);
    if (!lengths)
        return lengths.error();
    m_ibanLengths = std::move(*lengths);
    return {};
}

void SessionHost::heard(const control::Message &message)
{
    if (const auto *setup = std::get_if<control::Setup>(&message)) {
        prepare(*setup);
    } else if (const auto *beginning = std::get_if<control::Begin>(&message)) {
        begin(*beginning);
    } else if (const auto *connection = std::get_if<control::Connection>(&message)) {
        if (m_session)
            m_session->setConnection(connection->online,
                                     connection->reason ? base::textId(*connection->reason) : QString());
    } else if (std::holds_alternative<control::QueueChanged>(message)) {
        if (m_session)
            m_session->storeChanged();
    } else if (const auto *found = std::get_if<control::DraftFound>(&message)) {
        draftFound(*found);
    } else if (std::holds_alternative<control::Shutdown>(message)) {
        Q_EMIT finished();
    }
}

/// What the signed profile lets this device use.
void SessionHost::offerDevices(viewmodels::SessionEnvironment &environment)
{
    const packs::Profile::Switches &may = m_servicePack.profile.switches;
    environment.position = may.position ? &m_devices.position() : nullptr;
    environment.codeReader = may.camera ? &m_devices.codeReader() : nullptr;
    environment.sound = may.sound ? &m_devices.soundPlayer() : nullptr;
    if (!may.lastSaved)
        return;
    auto files =
        platform::LastSavedFiles::open(KioskFolders(m_options.dataFolder).lastSaved, *m_vaultKey, m_random);
    if (!files) {
        base::logEvent("session.last-saved", {{"error", files.error().code}});
        return;
    }
    m_lastSaved = std::move(*files);
    environment.lastSaved = m_lastSaved.get();
}

void SessionHost::prepare(const control::Setup &setup)
{
    auto vaultKey = crypto::SecretBytes::copyOf(setup.vaultKey);
    if (!vaultKey || m_session) {
        base::logEvent("session.setup", {{"error", base::ErrorCode::Internal}});
        Q_EMIT finished();
        return;
    }
    m_vaultKey = std::make_unique<crypto::SecretBytes>(std::move(*vaultKey));
    viewmodels::SessionEnvironment environment{
        m_store, m_clock, m_random,   *m_camera, *m_printer, *m_speech, m_servicePack.profile,
        m_forms, m_texts, *m_vaultKey};
    if (!setup.intakeKey.isEmpty())
        environment.intake = usecases::IntakeKey{setup.intakeKey, setup.intakeKeyId};
    environment.receiptKey = setup.receiptKey;
    offerDevices(environment);
    environment.timeZone = QTimeZone(timeZoneId);
    environment.ibanLengths = m_ibanLengths;
    environment.qrSvg = qrPicture;
    environment.aside = runAside;
    environment.languageChanges = [this](const QString &language) {
        if (!m_words.use(language))
            base::logEvent("session.language", {{"error", base::ErrorCode::NotFound}});
    };
    environment.findDraft = [this](const auto &lookup, auto done) { findDraft(lookup, std::move(done)); };
    environment.stopFinding = [this] {
        m_searchDone = nullptr;
        m_control.send(control::StopFinding{});
    };
    environment.activity = [this] { m_control.send(control::Activity{}); };
    environment.submitted = [this](const auto &draft) { m_control.send(control::Submitted{draft}); };
    environment.ended = [this](session::EndReason reason, session::DraftFate fate) { end(reason, fate); };
    m_session = std::make_unique<viewmodels::KioskSession>(environment);

    environment.languageChanges(m_servicePack.profile.languages.first());
    m_engine.setInitialProperties({{QStringLiteral("session"), QVariant::fromValue(m_session.get())}});
    m_engine.load(QUrl(QString::fromLatin1(sessionWindowUrl)));
    if (m_engine.rootObjects().isEmpty()) {
        base::logEvent("session.window", {{"error", base::ErrorCode::Internal}});
        Q_EMIT finished();
        return;
    }
    m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().constFirst());
    m_control.send(control::Ready{});
    Q_EMIT waiting();
}

void SessionHost::begin(const control::Begin &message)
{
    if (!m_session || !m_window)
        return;
    m_session->setTextScale(message.textScale / 100.0);
    m_session->setContrast(message.contrast);
    m_session->begin(intentName(message.intent), message.language);
    showWindow(*m_window, m_options.windowSize);
}

void SessionHost::findDraft(const ports::protocol::LookupId &lookup, viewmodels::SearchDone done)
{
    m_searched = lookup;
    m_searchDone = std::move(done);
    m_control.send(control::FindDraft{lookup});
}

void SessionHost::draftFound(const control::DraftFound &message)
{
    // An answer to a search that has been stopped, or was for another code, comes too late.
    if (!m_searchDone || m_searched != message.lookup)
        return;
    const auto done = std::exchange(m_searchDone, nullptr);
    done({message.error, message.accesses});
}

void SessionHost::end(session::EndReason reason, session::DraftFate fate)
{
    m_control.send(control::Ended{endingOf(reason, fate)});
    if (m_window)
        m_window->hide();
    // The last message has to leave before the process does.
    QMetaObject::invokeMethod(this, &SessionHost::finished, Qt::QueuedConnection);
}

} // namespace luotsi::kioskhost
