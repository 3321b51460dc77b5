#include "kioskhost/Supervisor.h"

#include "base/Log.h"
#include "kioskhost/DamagedStore.h"
#include "kioskhost/WindowShape.h"

#include <QLocale>
#include <QQuickWindow>
#include <QTimer>

namespace luotsi::kioskhost {

namespace {

namespace control = storelink::control;

constexpr int mostFailedLaunches = 5; // K19: five in a row and the device is out of service
constexpr int relaunchMilliseconds = 200;
constexpr int firstFrameMilliseconds = 3000; // a display that is off draws none, and the work must not wait
constexpr int sessionEndMilliseconds = 3000;
constexpr auto fallbackLanguage = "fi";
constexpr auto startWindowUrl = "qrc:/qt/qml/Luotsi/Kiosk/StartWindow.qml";

std::optional<control::Intent> intentOf(const QString &name)
{
    static const QHash<QString, control::Intent> intents{
        {QStringLiteral("apply"), control::Intent::Apply},
        {QStringLiteral("continue"), control::Intent::ContinueWithCode},
        {QStringLiteral("look"), control::Intent::LookAround},
        {QStringLiteral("help"), control::Intent::Help},
        {QStringLiteral("urgent"), control::Intent::Urgent},
        {QStringLiteral("privacy"), control::Intent::Privacy}};
    const auto found = intents.constFind(name);
    return found == intents.constEnd() ? std::nullopt : std::optional(*found);
}

control::Connection connectionOf(const sync::core::Connection &connection)
{
    return {connection.state == sync::core::Connection::State::Online, connection.reason};
}

} // namespace

Supervisor::Supervisor(KioskOptions options, base::Clock &clock, base::Random &random)
    : m_options(std::move(options)), m_clock(clock), m_random(random)
{
    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_texts.attach(m_engine);
}

Supervisor::~Supervisor()
{
    endSession();
}

base::Result<void> Supervisor::start()
{
    const auto profile = openProfile(m_options.dataFolder, m_clock);
    if (profile)
        m_profile = *profile;
    if (m_profile.languages.isEmpty())
        m_profile.languages = {QString::fromLatin1(fallbackLanguage)};
    loadWindow(m_profile);
    if (!m_window)
        return {base::ErrorCode::Internal, QStringLiteral("the start window does not load")};
    if (!profile) {
        showOutOfService(profile.error());
        return profile.error();
    }
    openAfterFirstFrame();
    return {};
}

void Supervisor::openAfterFirstFrame()
{
    const auto drawn = [this] {
        if (std::exchange(m_drawn, true))
            return;
        Q_EMIT firstFrame();
        // What listens to the frame may end the program before anything else begins.
        QTimer::singleShot(0, this, &Supervisor::openCore);
    };
    connect(m_window, &QQuickWindow::frameSwapped, this, drawn, Qt::SingleShotConnection);
    QTimer::singleShot(firstFrameMilliseconds, this, drawn);
    // A platform may have drawn while the window was being shown, before anybody listened.
    m_window->update();
}

void Supervisor::openCore()
{
    auto core = KioskCore::open(m_options, m_profile, m_clock, m_random);
    if (!core) {
        showOutOfService(core.error());
        return;
    }
    m_core = std::move(*core);
    m_window->setProperty("damagedStores",
                          damagedStores(KioskFolders(m_options.dataFolder)).join(QStringLiteral(", ")));
    connect(m_core.get(), &KioskCore::connectionChanged, this, &Supervisor::tellConnection);
    connect(m_core.get(), &KioskCore::draftChanged, this,
            [this](const ports::protocol::DraftId &draft, const ports::DraftStatus &status) {
                if (m_session.control)
                    m_session.control->send(control::QueueChanged{draft, status});
            });
    m_core->start(m_clock, m_random);
    launchSession();
}

void Supervisor::loadWindow(const packs::Profile &profile)
{
    const QStringList &languages = profile.languages;
    if (m_texts.use(languages.first()))
        m_language = languages.first();
    // Made at its size, every text is laid out once.
    const QSize size = windowSize(m_options.windowSize);
    m_engine.setInitialProperties({{QStringLiteral("width"), size.width()},
                                   {QStringLiteral("height"), size.height()},
                                   {QStringLiteral("siteName"), profile.siteName},
                                   {QStringLiteral("deviceName"), profile.deviceName},
                                   {QStringLiteral("languages"), languages},
                                   {QStringLiteral("language"), languages.first()}});
    m_engine.load(QUrl(QString::fromLatin1(startWindowUrl)));
    if (m_engine.rootObjects().isEmpty())
        return;
    m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().constFirst());
    connect(m_window, SIGNAL(startRequested(QString)), this, SLOT(beginSession(QString)));
    connect(m_window, SIGNAL(languageChosen(QString)), this, SLOT(chooseLanguage(QString)));
    connect(m_window, SIGNAL(textScaleChosen(double)), this, SLOT(chooseTextScale(qreal)));
    connect(m_window, SIGNAL(contrastChosen(int)), this, SLOT(chooseContrast(int)));
    showWindow(*m_window, m_options.windowSize);
}

void Supervisor::showOutOfService(const base::Error &error)
{
    base::logEvent("kiosk.out-of-service", {{"error", error.code}});
    m_window->setProperty("outOfServiceId", base::textId(error.code));
    m_window->setProperty("staffDetail", error.detail);
    Q_EMIT outOfService(error);
}

void Supervisor::chooseLanguage(const QString &language)
{
    if (!m_texts.use(language))
        return;
    m_language = language;
    m_window->setProperty("language", language);
    m_window->setProperty("rightToLeft", isRightToLeft(language));
}

void Supervisor::chooseTextScale(qreal scale)
{
    m_window->setProperty("textScale", scale);
}

void Supervisor::chooseContrast(int contrast)
{
    m_window->setProperty("contrast", contrast);
}

void Supervisor::launchSession()
{
    m_session = Session{};
    auto started = startSession(m_options.session, m_core->acceptedVersions());
    if (!started) {
        base::logEvent("session.launch", {{"error", started.error().code}});
        sessionGone();
        return;
    }
    m_session.process = std::move(started->process);
    m_session.store = std::move(started->store);
    m_session.control = std::make_unique<storelink::ControlChannel>(std::move(started->control));
    connect(m_session.control.get(), &storelink::ControlChannel::received, this, &Supervisor::heard);
    connect(m_session.process.get(), &QProcess::finished, this, &Supervisor::sessionGone);

    control::Setup setup{m_core->vaultKey(), {}, {}, {}};
    if (const auto &identity = m_core->identity()) {
        setup.receiptKey = identity->receiptKey;
        setup.intakeKey = identity->intakeKey;
        setup.intakeKeyId = identity->intakeKeyId;
    }
    m_session.control->send(setup);
    m_session.control->send(connectionOf(m_core->connection()));
    m_core->serve(std::move(m_session.store));
}

void Supervisor::heard(const control::Message &message)
{
    if (std::holds_alternative<control::Ready>(message)) {
        m_session.ready = true;
        m_failedLaunches = 0;
        handOver();
        Q_EMIT sessionWaiting();
    } else if (std::holds_alternative<control::Ended>(message)) {
        m_session.goodbye = true;
    } else if (std::holds_alternative<control::Submitted>(message)) {
        m_core->submitted();
    } else if (const auto *search = std::get_if<control::FindDraft>(&message)) {
        findDraft(search->lookup);
    } else if (std::holds_alternative<control::StopFinding>(message)) {
        m_core->stopFinding();
    }
}

void Supervisor::findDraft(const ports::protocol::LookupId &lookup)
{
    m_core->findDraft(lookup, [this, lookup](const FoundDraft &found) {
        if (m_session.control)
            m_session.control->send(control::DraftFound{lookup, found.error, found.accesses});
    });
}

void Supervisor::beginSession(const QString &intent)
{
    m_wanted = intentOf(intent);
    handOver();
}

void Supervisor::handOver()
{
    if (!m_wanted || !m_session.ready || m_session.begun)
        return;
    control::Begin begin;
    begin.intent = *m_wanted;
    begin.language = m_language;
    begin.textScale = static_cast<std::uint32_t>(qRound(m_window->property("textScale").toReal() * 100));
    begin.contrast = static_cast<std::uint8_t>(m_window->property("contrast").toInt());
    m_session.control->send(begin);
    m_session.begun = true;
    m_wanted.reset();
    resetStartScreen();
}

void Supervisor::resetStartScreen()
{
    // Whoever comes next finds nothing of the one before (K13).
    chooseTextScale(1);
    chooseContrast(0);
    chooseLanguage(m_profile.languages.first());
}

void Supervisor::sessionGone()
{
    if (m_session.begun && !m_session.goodbye)
        base::logEvent("session.crashed",
                       {{"exit", m_session.process->exitCode()},
                        {"killed", m_session.process->exitStatus() == QProcess::CrashExit}});
    if (!m_session.ready)
        ++m_failedLaunches;
    if (m_failedLaunches >= mostFailedLaunches) {
        showOutOfService({base::ErrorCode::Internal, {}, {}});
        return;
    }
    // The process object is still in its own signal here.
    QTimer::singleShot(m_session.ready ? 0 : relaunchMilliseconds, this, &Supervisor::launchSession);
}

void Supervisor::endSession()
{
    if (!m_session.process)
        return;
    m_session.process->disconnect(this);
    if (m_session.control) {
        m_session.control->disconnect(this);
        m_session.control->send(control::Shutdown{});
    }
    if (!m_session.process->waitForFinished(sessionEndMilliseconds))
        m_session.process->kill();
    m_session.process->waitForFinished(sessionEndMilliseconds);
}

void Supervisor::tellConnection()
{
    if (m_session.control)
        m_session.control->send(connectionOf(m_core->connection()));
}

} // namespace luotsi::kioskhost
