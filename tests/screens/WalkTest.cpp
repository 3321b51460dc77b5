// The real form from the first page to the check page, as a person fills it in, every page audited.

#include "screens/Audit.h"
#include "screens/PixelAudit.h"
#include "screens/Stage.h"
#include "viewmodels/tests/Kiosk.h"

#include <QDir>
#include <QTest>

using namespace luotsi;
using namespace luotsi::screens;

class WalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase()
    {
        m_stage.reset();
        m_kiosk.reset();
    }

    void everyPageOfTheRealFormIsWhole_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<qreal>("textScale");
        QTest::newRow("fi-1080x1920") << QStringLiteral("fi") << QSize(1080, 1920) << 1.0;
        QTest::newRow("sv-1920x1080") << QStringLiteral("sv") << QSize(1920, 1080) << 1.0;
        QTest::newRow("en-1280x800") << QStringLiteral("en") << QSize(1280, 800) << 1.0;
        QTest::newRow("fi-1280x800-200") << QStringLiteral("fi") << QSize(1280, 800) << 2.0;
    }

    void everyPageOfTheRealFormIsWhole()
    {
        QFETCH(const QString, language);
        QFETCH(const QSize, size);
        QFETCH(const qreal, textScale);
        const QString out = qEnvironmentVariable("LUOTSI_SCREENS_OUT");
        auto next = std::make_unique<viewmodels::tests::Kiosk>();
        viewmodels::KioskSession &session = next->apply();
        session.setLanguage(language);
        session.setTextScale(textScale);
        Stage &stage = *m_stage;
        stage.show(session, {size, language, textScale, 0});
        m_kiosk = std::move(next);
        QStringList wrong;
        int pages = 0;
        const auto look = [&] {
            stage.settle();
            QQuickItem *root = stage.window().contentItem();
            const QImage picture = stage.picture();
            const QString page = QStringLiteral("walk-%1-%2")
                                     .arg(QString::fromLatin1(QTest::currentDataTag()))
                                     .arg(++pages, 2, 10, QLatin1Char('0'));
            if (!out.isEmpty())
                picture.save(QDir(out).filePath(page + QStringLiteral(".png")));
            const QStringList found =
                collapsedControls(root) + clippedTexts(root) + untranslatedTexts(root) + overlaps(root) +
                namelessItems(root) +
                poorTargets(root, stage.theme("touchMinimum").toReal(), stage.theme("touchGap").toReal()) +
                missingFrame(root, Speech::None) + faintTexts(root, picture);
            for (const QString &line : found)
                wrong.append(page + QStringLiteral(": ") + line);
        };
        viewmodels::tests::Person person(*m_kiosk, QStringLiteral("a1-answers.json"));
        person.onPage = look;
        person.walkTo(viewmodels::KioskSession::Check);
        look();
        QVERIFY(pages > 15);
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
        QCOMPARE(stage.qmlWarnings(), QStringList());
    }

private:
    // One for all rows: the on-screen keyboard of Qt 6.8 does not survive a second QML engine in a process.
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<viewmodels::tests::Kiosk> m_kiosk; ///< whose session the stage shows
};

QTEST_MAIN(WalkTest)
#include "WalkTest.moc"
