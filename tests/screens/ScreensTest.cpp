#include "screens/Audit.h"
#include "screens/PixelAudit.h"
#include "screens/Scenes.h"
#include "screens/Stage.h"

#include <QDir>
#include <QTest>

using namespace luotsi::screens;

namespace {

struct Size
{
    const char *name;
    QSize size;
};

constexpr std::array sizes{Size{"1080x1920", {1080, 1920}}, Size{"1920x1080", {1920, 1080}},
                           Size{"1280x800", {1280, 800}}};

struct Variant
{
    const char *language;
    qreal textScale;
    int contrast;
};

constexpr std::array variants{Variant{"fi", 1, 0},     Variant{"sv", 1, 0},   Variant{"en", 1, 0},
                              Variant{"pseudo", 1, 0}, Variant{"fi", 1.5, 0}, Variant{"fi", 2, 0},
                              Variant{"pseudo", 2, 0}};

} // namespace

class ScreensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_stage = std::make_unique<Stage>();
        m_out = qEnvironmentVariable("LUOTSI_SCREENS_OUT");
        if (!m_out.isEmpty())
            QVERIFY(QDir().mkpath(m_out));
    }

    void cleanupTestCase()
    {
        QCOMPARE(m_stage->qmlWarnings(), QStringList());
        m_stage.reset();
    }

    void everyPageIsWhole_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("language");
        QTest::addColumn<qreal>("textScale");
        QTest::addColumn<int>("contrast");
        for (const Size &size : sizes) {
            for (const Variant &variant : variants) {
                for (const Scene &scene : allScenes()) {
                    const QString tag =
                        QStringLiteral("%1-%2-%3-%4")
                            .arg(scene.name, QLatin1String(size.name), QLatin1String(variant.language))
                            .arg(qRound(variant.textScale * 100));
                    QTest::newRow(qPrintable(tag))
                        << scene.name << size.size << QString::fromLatin1(variant.language)
                        << variant.textScale << variant.contrast;
                }
            }
        }
    }

    void everyPageIsWhole()
    {
        QFETCH(const QString, name);
        QFETCH(const QSize, size);
        QFETCH(const QString, language);
        QFETCH(const qreal, textScale);
        QFETCH(const int, contrast);
        const Scene scene = sceneNamed(name);
        m_stage->show(scene, {size, language, textScale, contrast});
        QQuickItem *subject = m_stage->subject(scene);
        const QImage picture = m_stage->picture();
        if (!m_out.isEmpty())
            picture.save(
                QStringLiteral("%1/%2.png").arg(m_out, QString::fromLatin1(QTest::currentDataTag())));
        QStringList wrong = collapsedControls(subject) + clippedTexts(subject) + untranslatedTexts(subject) +
                            overlaps(subject) +
                            poorTargets(subject, m_stage->theme("touchMinimum").toReal(),
                                        m_stage->theme("touchGap").toReal()) +
                            namelessItems(subject) + faintTexts(subject, picture) +
                            faintControls(subject, picture);
        if (!scene.focus.isEmpty() && m_stage->window().activeFocusItem()->objectName() != scene.focus)
            wrong.append(QStringLiteral("the focus is not at ") + scene.focus);
        if (scene.framed && scene.dialog.isEmpty())
            wrong += missingFrame(subject, Speech::Available);
        wrong += auditFurtherDown(subject);
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void everyContrastThemeCanBeRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("contrast");
        for (int contrast = 1; contrast < 3; ++contrast) {
            for (const Scene &scene : allScenes()) {
                const QString tag = QStringLiteral("%1-contrast%2").arg(scene.name).arg(contrast);
                QTest::newRow(qPrintable(tag)) << scene.name << contrast;
            }
        }
    }

    void everyContrastThemeCanBeRead()
    {
        QFETCH(const QString, name);
        QFETCH(const int, contrast);
        const Scene scene = sceneNamed(name);
        m_stage->show(scene, {QSize(1080, 1920), QStringLiteral("fi"), 1, contrast});
        const QImage picture = m_stage->picture();
        if (!m_out.isEmpty())
            picture.save(
                QStringLiteral("%1/%2.png").arg(m_out, QString::fromLatin1(QTest::currentDataTag())));
        const QStringList wrong =
            faintTexts(m_stage->subject(scene), picture) + faintControls(m_stage->subject(scene), picture);
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void keyboardAloneIsEnough_data()
    {
        QTest::addColumn<QString>("name");
        for (const Scene &scene : allScenes())
            QTest::newRow(qPrintable(scene.name)) << scene.name;
    }

    /// Tab reaches everything that can be pressed, and wherever the focus is, it shows.
    void keyboardAloneIsEnough()
    {
        QFETCH(const QString, name);
        const Scene scene = sceneNamed(name);
        QQuickWindow &window = m_stage->show(scene, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        QQuickItem *subject = m_stage->subject(scene);
        QStringList wrong = unreachableByTab(subject);
        const auto items = interactiveItems(subject);
        for (QQuickItem *item : items) {
            window.contentItem()->forceActiveFocus(Qt::OtherFocusReason);
            item->forceActiveFocus(Qt::TabFocusReason);
            QTest::qWait(1);
            if (!item->isVisible() || !item->isEnabled() || visibleRect(item).height() < item->height())
                continue; // the number pad goes with its entry
            const QImage with = m_stage->picture();
            subject->forceActiveFocus(Qt::OtherFocusReason);
            auto *ring = item->findChild<QQuickItem *>(QStringLiteral("focusRing"));
            if (ring == nullptr) {
                wrong.append(QStringLiteral("no focus ring: ") + describe(item));
                continue;
            }
            ring->setVisible(false);
            wrong += faintFocus(item, m_stage->picture(), with);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

private:
    /// What is wrong only once the page has been moved, as by its own button "More below".
    QStringList auditFurtherDown(QQuickItem *subject)
    {
        QStringList wrong;
        QQuickItem *viewport = longViewport(subject);
        if (viewport == nullptr)
            return wrong;
        const qreal end = viewport->property("contentHeight").toReal() - viewport->height();
        for (qreal at = 0; at < end && wrong.isEmpty();) {
            at = std::min(end, at + 0.85 * viewport->height());
            viewport->setProperty("contentY", at);
            m_stage->settle();
            wrong = clippedTexts(subject) + overlaps(subject);
        }
        return wrong;
    }

    static QQuickItem *longViewport(QQuickItem *root)
    {
        if (!root->isVisible())
            return nullptr;
        if (root->objectName() == QLatin1String("viewport") &&
            root->property("contentHeight").toReal() > root->height() + 1)
            return root;
        const auto children = root->childItems();
        for (QQuickItem *child : children) {
            if (QQuickItem *found = longViewport(child))
                return found;
        }
        return nullptr;
    }

    std::unique_ptr<Stage> m_stage;
    QString m_out;
};

QTEST_MAIN(ScreensTest)
#include "ScreensTest.moc"
