#include "Kiosk.h"

#include "usecases/OpenDraftWithCode.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

/// Figures of the client without its screen and with a store in memory: opening a draft of 200 answers
/// (without the deliberate slowness of the code), and Continue from page to page with its commit.
class SessionBenchmark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageToPageAndReopening()
    {
        Kiosk kiosk;
        kiosk.apply();
        const QString code = kiosk.code();
        Person virpi(kiosk, QStringLiteral("a1-answers.json"));
        const QString item = QStringLiteral("/data/income/item_list/item[%1]/about/");
        for (int row = 2; row <= 40; ++row) {
            for (const char *part : {"kind", "payer", "amount", "state"}) {
                const QString name = QString::fromLatin1(part);
                virpi.answers.insert(item.arg(row) + name, virpi.answers.value(item.arg(1) + name));
            }
        }
        QElapsedTimer timer;
        std::vector<qint64> pages;
        virpi.onPage = [&] {
            if (timer.isValid())
                pages.push_back(timer.elapsed());
            timer.start();
        };
        virpi.walkTo(KioskSession::Check);
        std::sort(pages.begin(), pages.end());
        qInfo("page to page: median %lld ms, slowest %lld ms", pages[pages.size() / 2], pages.back());
        kiosk.kill();

        auto typed = usecases::prepareTypedCode(code);
        auto next = usecases::prepareNewCode(kiosk.random);
        QVERIFY(typed && next);
        usecases::Tools tools{kiosk.store, kiosk.clock, kiosk.random};
        usecases::OpenDraftWithCode open(tools, kiosk.forms, kiosk.vaultKey);
        timer.start();
        const auto draft = open.execute(*typed, *next, {kiosk.clock, kiosk.random});
        const qint64 elapsed = timer.elapsed();
        QVERIFY(draft);
        const auto records = kiosk.store.load((*draft)->facts().id);
        qInfo("reopening %zu changes: %lld ms", records->changes.size(), elapsed);
    }
};

QTEST_MAIN(SessionBenchmark)
#include "SessionBenchmark.moc"
