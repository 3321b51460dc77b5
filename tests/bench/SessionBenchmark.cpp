#include "assets/texts/Texts.h"
#include "qml/theme/Fonts.h"
#include "store/SqlCipherStore.h"
#include "storelink/RemoteStore.h"
#include "storelink/StoreServer.h"
#include "storelink/StoreThread.h"
#include "usecases/OpenDraftWithCode.h"
#include "viewmodels/tests/Kiosk.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QPointer>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

constexpr double longestPageMilliseconds = 100;
constexpr double longestReopeningMilliseconds = 50;
constexpr std::size_t answersWanted = 200;
constexpr int reopenings = 7;
constexpr int frameMilliseconds = 5000;
constexpr QSize windowSize(1080, 1920);

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The supervisor's side as in the product: SQLCipher on a thread of its own, behind a socket.
class RealStore
{
public:
    RealStore(base::Clock &clock, base::Random &random)
    {
        store::StoreOptions options;
        options.folder = m_folder.filePath(QStringLiteral("store"));
        options.key = QByteArray(32, 'k');
        options.draftReserve = 0;
        options.reserveFile = 64 * 1024;
        m_thread
            .call([&] {
                auto opened = store::SqlCipherStore::open(options, clock, random);
                if (!opened)
                    qFatal("the store does not open");
                m_store = std::move(*opened);
            })
            .get();
    }
    ~RealStore()
    {
        // Whoever serves a session still writes for it when it ends, so the store goes last.
        m_thread
            .call([this] {
                for (const QPointer<storelink::StoreServer> &server : m_servers)
                    delete server.data();
                m_store.reset();
            })
            .get();
    }

    [[nodiscard]] std::unique_ptr<storelink::RemoteStore> connect()
    {
        auto ends = storelink::Socket::pair();
        if (!ends)
            qFatal("no sockets");
        auto *server = new storelink::StoreServer(*m_store, std::move(ends->first));
        QObject::connect(server, &storelink::StoreServer::finished, server, &QObject::deleteLater);
        m_thread.adopt(*server);
        m_servers.emplace_back(server);
        return std::make_unique<storelink::RemoteStore>(std::move(ends->second));
    }

private:
    QTemporaryDir m_folder;
    storelink::StoreThread m_thread;
    std::unique_ptr<store::SqlCipherStore> m_store;
    std::vector<QPointer<storelink::StoreServer>> m_servers;
};

/// The session's window, and how long it takes until what a person did is on it.
class Screen
{
public:
    explicit Screen(KioskSession &session)
    {
        m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        m_words.attach(m_engine);
        if (!m_words.use(QStringLiteral("fi")))
            qFatal("no Finnish");
        m_engine.setInitialProperties({{QStringLiteral("session"), QVariant::fromValue(&session)},
                                       {QStringLiteral("width"), windowSize.width()},
                                       {QStringLiteral("height"), windowSize.height()}});
        m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Luotsi/Kiosk/SessionWindow.qml")));
        m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().value(0));
        if (!m_window)
            qFatal("the session's window does not load");
        QObject::connect(m_window, &QQuickWindow::frameSwapped, m_window, [this] { ++m_frames; });
        m_window->show();
        waitForFrame();
    }

    void waitForFrame()
    {
        QCoreApplication::processEvents(); // bindings and loaders of the page first
        // Pages that were left go only where an event loop runs; without it they all go on listening.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const int before = m_frames;
        m_window->update();
        QElapsedTimer waited;
        waited.start();
        while (m_frames == before && waited.elapsed() < frameMilliseconds)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 1);
    }

private:
    texts::Texts m_words;
    QQmlApplicationEngine m_engine;
    QQuickWindow *m_window = nullptr;
    int m_frames = 0;
};

} // namespace

/// What a person waits for, on the real store and the real screen: from pressing Continue to the next page
/// being drawn, its commit on the disk; and the reopening of a long draft, without the deliberate slowness of
/// the code.
class SessionBenchmark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        theme::installFonts();
        m_link = m_store.connect();
        m_kiosk.answersGoTo = m_link.get();
    }

    void pageToPage_takesLessThanATenthOfASecond()
    {
        m_kiosk.apply();
        m_code = m_kiosk.code();
        Screen screen(m_kiosk.session());
        Person virpi(m_kiosk, QStringLiteral("a1-answers.json"));
        // Many incomes, until there are 200 answers.
        const QString item = QStringLiteral("/data/income/item_list/item[%1]/about/");
        for (int row = 2; row <= 40; ++row) {
            for (const char *part : {"kind", "payer", "amount", "state"}) {
                const QString name = QString::fromLatin1(part);
                virpi.answers.insert(item.arg(row) + name, virpi.answers.value(item.arg(1) + name));
            }
        }
        QElapsedTimer timer;
        std::vector<double> pages;
        virpi.onPage = [&] {
            screen.waitForFrame();
            if (timer.isValid())
                pages.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            timer.start();
        };
        virpi.walkTo(KioskSession::Check);
        const double usual = median(pages);
        std::printf(
            "figure | page to page, commit and frame included | %.1f ms (slowest of %zu: %.1f) | < %.0f ms\n",
            usual, pages.size(), *std::max_element(pages.begin(), pages.end()), longestPageMilliseconds);
        QVERIFY(usual < longestPageMilliseconds);
    }

    void reopening_takesLessThanATwentiethOfASecond()
    {
        m_kiosk.kill();
        std::vector<double> times;
        std::size_t changes = 0;
        auto typed = usecases::prepareTypedCode(m_code);
        QVERIFY(typed.ok());
        for (int round = 0; round < reopenings; ++round) {
            // The old code goes on working as long as no new one has been used.
            auto next = usecases::prepareNewCode(m_kiosk.random);
            QVERIFY(next.ok());
            const auto link = m_store.connect();
            usecases::Tools tools{*link, m_kiosk.clock, m_kiosk.random};
            usecases::OpenDraftWithCode open(tools, m_kiosk.forms, m_kiosk.vaultKey);
            QElapsedTimer timer;
            timer.start();
            const auto draft = open.execute(*typed, *next, {m_kiosk.clock, m_kiosk.random});
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
            QVERIFY(draft.ok());
            const auto records = link->load((*draft)->facts().id);
            QVERIFY(records.ok());
            changes = records->changes.size();
        }
        QVERIFY(changes >= answersWanted);
        const double usual = median(times);
        std::printf("figure | reopening %zu records, code's own slowness apart | %.1f ms | < %.0f ms\n",
                    changes, usual, longestReopeningMilliseconds);
        QVERIFY(usual < longestReopeningMilliseconds);
    }

private:
    Kiosk m_kiosk;
    RealStore m_store{m_kiosk.clock, m_kiosk.random};
    std::unique_ptr<storelink::RemoteStore> m_link;
    QString m_code;
};

QTEST_MAIN(SessionBenchmark)
#include "SessionBenchmark.moc"
