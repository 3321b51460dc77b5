// A form with every kind of question there is: every page looked at in every language, every answer given
// with a pointer and with keys alone, and what the form then holds.

#include "screens/EveryKind.h"
#include "screens/Audit.h"
#include "screens/PixelAudit.h"
#include "screens/Stage.h"

#include <QBuffer>
#include <QDir>
#include <QQmlProperty>
#include <QTest>

using namespace luotsi;
using namespace luotsi::screens;
using viewmodels::Field;
using viewmodels::KioskSession;

namespace {

constexpr int mostPages = 120;
enum With { Pointer, Keys };

} // namespace

class EveryKindTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase()
    {
        m_stage.reset();
        m_kiosk.reset();
    }

    void everyKindCanBeAnswered_data()
    {
        QTest::addColumn<int>("with");
        QTest::addColumn<QSize>("size");
        QTest::newRow("pointer") << int(Pointer) << QSize(1080, 1920);
        QTest::newRow("keys") << int(Keys) << QSize(1280, 800);
    }

    void everyKindCanBeAnswered()
    {
        QFETCH(const int, with);
        QFETCH(const QSize, size);
        KioskSession &session = freshSession(QStringLiteral("fi"), {size, QStringLiteral("fi"), 1, 0});
        QQuickWindow &window = m_stage->window();
        PointerHand pointer(window);
        KeysOnly keys(window);
        Hand &hand = with == Pointer ? static_cast<Hand &>(pointer) : static_cast<Hand &>(keys);
        for (int pages = 0; pages < mostPages && session.page() != KioskSession::Check; ++pages) {
            m_stage->settle();
            const QString place = session.page() == KioskSession::Question ? session.question()->title()
                                                                           : QString::number(session.page());
            const bool done = answerPage(session, hand);
            QVERIFY2(done, qPrintable(place + QStringLiteral(": no further than ") + m_stuck));
        }
        QCOMPARE(session.page(), KioskSession::Check);
        QStringList wrong = standsNot(session);
        wrong += keys.unseen();
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
        QCOMPARE(m_stage->qmlWarnings(), QStringList());
    }

    void everyPageIsWhole_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<qreal>("textScale");
        QTest::newRow("fi-1080x1920") << QStringLiteral("fi") << QSize(1080, 1920) << 1.0;
        QTest::newRow("sv-1920x1080") << QStringLiteral("sv") << QSize(1920, 1080) << 1.0;
        QTest::newRow("en-1280x800") << QStringLiteral("en") << QSize(1280, 800) << 1.0;
        QTest::newRow("pseudo-1080x1920") << QStringLiteral("pseudo") << QSize(1080, 1920) << 1.0;
        QTest::newRow("fi-1080x1920-200") << QStringLiteral("fi") << QSize(1080, 1920) << 2.0;
        QTest::newRow("pseudo-1280x800-200") << QStringLiteral("pseudo") << QSize(1280, 800) << 2.0;
    }

    void everyPageIsWhole()
    {
        QFETCH(const QString, language);
        QFETCH(const QSize, size);
        QFETCH(const qreal, textScale);
        KioskSession &session = freshSession(language, {size, language, textScale, 0});
        session.setTextScale(textScale);
        QStringList wrong;
        for (int pages = 0; pages < mostPages && session.page() != KioskSession::Check; ++pages) {
            m_stage->settle();
            wrong += look(pages, QStringLiteral("empty"));
            if (fill(session)) {
                m_stage->settle();
                wrong += look(pages, QStringLiteral("filled"));
            }
            session.page() == KioskSession::RepeatList &&session.repeatList()->count() == 0
                ? session.repeatList()->add()
                : session.goNext();
        }
        QCOMPARE(session.page(), KioskSession::Check);
        m_stage->settle();
        wrong += look(mostPages, QStringLiteral("check"));
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
        QCOMPARE(m_stage->qmlWarnings(), QStringList());
    }

    void boxesOfADate_beginWhereThePageBegins()
    {
        for (const bool mirrored : {false, true}) {
            const QString language = mirrored ? QStringLiteral("pseudo") : QStringLiteral("fi");
            KioskSession &session = freshSession(language, {QSize(1080, 1920), language, 1, 0});
            for (const char *stem : {"day", "hour"}) {
                const QString name = QString::fromLatin1(stem);
                QVERIFY2(goTo(session, name), stem);
                m_stage->settle();
                const bool isDate = name == QLatin1String("day");
                const QString field = QStringLiteral("field:") + name;
                const QRectF entry = placeOf(field);
                const QRectF first =
                    placeOf(field + (isDate ? QLatin1String(":day") : QLatin1String(":hours")));
                const QRectF last =
                    placeOf(field + (isDate ? QLatin1String(":year") : QLatin1String(":minutes")));
                QVERIFY(!first.isEmpty() && !last.isEmpty());
                QVERIFY(first.right() < last.left()); // the order of numbers is the same everywhere
                QVERIFY2(mirrored ? std::abs(last.right() - entry.right()) < 2
                                  : std::abs(first.left() - entry.left()) < 2,
                         stem);
                QVERIFY(last.right() - first.left() < entry.width() * 0.8);
            }
        }
    }

    void theDevicesOfAPlaceAndACode_giveTheAnswer()
    {
        auto next = std::make_unique<viewmodels::tests::Kiosk>(everyKind());
        next->hasDevices = true;
        KioskSession &session = next->apply();
        m_stage->show(session, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        m_kiosk = std::move(next);
        PointerHand hand(m_stage->window());
        QTest::qWait(600); // a window that has just come takes no touch yet
        QVERIFY(goTo(session, QStringLiteral("code")) && hand.press(QStringLiteral("scan")));
        QCOMPARE(session.question()->fields()->at(0)->value(), QStringLiteral("6412345678901"));
        m_kiosk->position.slow = true;
        QVERIFY(goTo(session, QStringLiteral("spot")) && hand.press(QStringLiteral("locate")));
        m_stage->settle();
        QVERIFY(itemNamed(m_stage->window().contentItem(), QStringLiteral("searching"))->isVisible());
        QStringList wrong = look(0, QStringLiteral("searching"));
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
        m_kiosk->position.tell();
        QCOMPARE(session.question()->fields()->at(0)->parts().constFirst(), QStringLiteral("60,1699000"));
        m_kiosk->position.slow = false;
        m_kiosk->position.known = false;
        QVERIFY(goTo(session, QStringLiteral("route")) && hand.press(QStringLiteral("locate")));
        QVERIFY(!session.question()->fields()->at(0)->error().isEmpty());
        QVERIFY(goTo(session, QStringLiteral("shown_picture")) && hand.press(QStringLiteral("playSound")));
        QCOMPARE(m_kiosk->sounds.played, QByteArrayList{"RIFF"});
        m_stage->settle();
        wrong = look(0, QStringLiteral("playing"));
        m_kiosk->sounds.tell(base::ErrorCode::MalformedInput);
        m_stage->settle();
        wrong += look(0, QStringLiteral("silent"));
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

private:
    KioskSession &freshSession(const QString &language, const View &view)
    {
        auto next = std::make_unique<viewmodels::tests::Kiosk>(everyKind());
        next->profile.languages.append(QStringLiteral("pseudo"));
        KioskSession &session = next->apply();
        session.setLanguage(language);
        m_stage->show(session, view);
        m_kiosk = std::move(next);
        m_steps = kindSteps();
        if (language == QLatin1String("pseudo"))
            mirror();
        return session;
    }

    /// The kiosk mirrors for languages it knows; the made-up one is none of these.
    void mirror()
    {
        QQuickItem *frame = itemNamed(m_stage->window().contentItem(), QStringLiteral("stage"))->parentItem();
        QQmlProperty mirrored(frame, QStringLiteral("LayoutMirroring.enabled"), qmlContext(frame));
        QVERIFY(mirrored.write(true));
        m_stage->settle();
    }

    /// On by Continue until the page with that question.
    bool goTo(KioskSession &session, const QString &field)
    {
        for (int pages = 0; pages < mostPages && session.page() != KioskSession::Check; ++pages) {
            m_stage->settle();
            if (session.page() == KioskSession::Question &&
                session.question()->fields()->at(0)->name() == field)
                return true;
            (void)fill(session);
            session.goNext();
        }
        return false;
    }

    [[nodiscard]] QRectF placeOf(const QString &name) const
    {
        QQuickItem *item = itemNamed(m_stage->window().contentItem(), name);
        return item == nullptr ? QRectF() : item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
    }

    const KindStep *stepOf(const QString &field) const
    {
        for (const KindStep &step : m_steps) {
            if (step.field == field)
                return &step;
        }
        return nullptr;
    }

    bool answerPage(KioskSession &session, Hand &hand)
    {
        if (session.page() == KioskSession::RepeatList) {
            const bool empty = session.repeatList()->count() == 0;
            m_stuck = session.repeatList()->name();
            return hand.press(empty ? QStringLiteral("add:") + session.repeatList()->name()
                                    : QStringLiteral("primaryAction"));
        }
        QString before;
        if (session.page() == KioskSession::Question) {
            before = session.question()->fields()->at(0)->ref();
            for (int row = 0; row < session.question()->fields()->count(); ++row) {
                m_stuck = session.question()->fields()->at(row)->name();
                const KindStep *step = stepOf(m_stuck);
                if (step != nullptr && step->give && !step->give(hand, m_stuck))
                    return false;
                m_stage->settle();
            }
            if (session.question()->fields()->at(0)->ref() != before)
                return true; // choosing has led on by itself
        }
        const bool pressed = hand.press(QStringLiteral("primaryAction"));
        m_stage->settle();
        m_stuck += session.question()->hasErrors()
                       ? QStringLiteral(" refused: ") +
                             session.question()->errors()->index(0).data(Qt::UserRole + 1).toString()
                       : QString();
        return pressed && !(session.page() == KioskSession::Question && session.question()->hasErrors());
    }

    /// What of the answers given does not stand in the form.
    QStringList standsNot(KioskSession &session) const
    {
        QStringList wrong;
        QHash<QString, QString> stands;
        for (const auto &row : session.check()->rows())
            stands.insert(row.ref.section(u'/', -1), row.plain);
        for (const KindStep &step : m_steps) {
            if (stands.value(step.field) != step.stands)
                wrong.append(QStringLiteral("%1 is '%2' and not '%3'")
                                 .arg(step.field, stands.value(step.field), step.stands));
        }
        return wrong;
    }

    /// Sets what the page asks for without a hand, so that it can be looked at with answers.
    bool fill(KioskSession &session)
    {
        if (session.page() != KioskSession::Question)
            return false;
        for (int row = 0; row < session.question()->fields()->count(); ++row)
            fillOne(*session.question()->fields()->at(row));
        return true;
    }

    void fillOne(Field &field)
    {
        switch (field.kind()) {
        case Field::Text:
        case Field::LongText:
        case Field::Barcode:
            field.setText(QStringLiteral("Pitkähkö sana"));
            break;
        case Field::Geotrace:
        case Field::Geoshape:
            for (const char *place : {"60.1699 24.9384 0 0", "60.17 24.95 0 0", "60.18 24.94 0 0"})
                field.appendPlace(QString::fromLatin1(place));
            break;
        case Field::Rank:
            field.rank(0, 1);
            break;
        case Field::Range:
            field.setText(
                QString::number(field.content().from + field.content().step, 'f', field.content().decimals));
            break;
        case Field::Drawing: {
            QImage image(60, 30, QImage::Format_RGB32);
            image.fill(Qt::white);
            QByteArray bytes;
            QBuffer buffer(&bytes);
            if (buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG") &&
                field.pages()->count() == 0)
                field.content().annotated ? field.attach(QStringLiteral("page.png"))
                                          : field.holdDrawing(bytes);
            break;
        }
        default:
            break;
        }
    }

    QStringList look(int page, const QString &state)
    {
        QQuickItem *root = m_stage->window().contentItem();
        const QImage picture = m_stage->picture();
        const QString name = QStringLiteral("kind-%1-%2-%3")
                                 .arg(QString::fromLatin1(QTest::currentDataTag()))
                                 .arg(page, 3, 10, QLatin1Char('0'))
                                 .arg(state);
        if (const QString out = qEnvironmentVariable("LUOTSI_SCREENS_OUT"); !out.isEmpty())
            picture.save(QDir(out).filePath(name + QStringLiteral(".png")));
        QStringList found =
            collapsedControls(root) + clippedTexts(root) + untranslatedTexts(root) + overlaps(root) +
            namelessItems(root) +
            poorTargets(root, m_stage->theme("touchMinimum").toReal(), m_stage->theme("touchGap").toReal()) +
            missingFrame(root, Speech::None) + faintTexts(root, picture) + faintControls(root, picture);
        for (QString &line : found)
            line.prepend(name + QStringLiteral(": "));
        return found;
    }

    // One for all rows: the on-screen keyboard of Qt 6.8 does not survive a second QML engine in a process.
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<viewmodels::tests::Kiosk> m_kiosk; ///< whose session the stage shows
    std::vector<KindStep> m_steps;
    QString m_stuck;
};

QTEST_MAIN(EveryKindTest)
#include "EveryKindTest.moc"
