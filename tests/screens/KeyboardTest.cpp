// The real form from the first page to the check page with keys alone: where the focus goes, and that it
// shows.

#include "screens/Audit.h"
#include "screens/KeyHand.h"
#include "screens/Stage.h"
#include "viewmodels/tests/Kiosk.h"

#include <QTest>

using namespace luotsi;
using namespace luotsi::screens;
using viewmodels::Field;
using viewmodels::KioskSession;

namespace {

constexpr int mostPages = 200;
constexpr int longList = 24; // longer ones have a line to search in

} // namespace

class KeyboardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_stage = std::make_unique<Stage>(); }
    void cleanupTestCase()
    {
        m_stage.reset();
        m_kiosk.reset();
    }

    void theWholeApplicationIsFilledInWithoutAPointer_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        QTest::newRow("fi-1080x1920") << QStringLiteral("fi") << QSize(1080, 1920);
        QTest::newRow("sv-1280x800") << QStringLiteral("sv") << QSize(1280, 800);
    }

    void theWholeApplicationIsFilledInWithoutAPointer()
    {
        QFETCH(const QString, language);
        QFETCH(const QSize, size);
        Stage &stage = *m_stage;
        KioskSession &session = freshSession(language, size);
        QQuickWindow &window = stage.window();
        viewmodels::tests::Person memory(*m_kiosk, QStringLiteral("a1-answers.json"));
        m_memory = &memory;
        m_session = &session;
        KeyHand hand(window);
        m_hand = &hand;
        QStringList wrong;
        int pages = 0;
        for (; pages < mostPages && session.page() != KioskSession::Check; ++pages) {
            stage.settle();
            const QString place = QStringLiteral("page %1 (%2)").arg(pages).arg(session.question()->title());
            QQuickItem *start = window.activeFocusItem();
            if (!startsAtItsHead(start))
                wrong.append(place + QStringLiteral(": the focus starts at ") + describe(start));
            const QStringList disorder =
                outOfReadingOrder(QList{start} + hand.stops(), stage.theme("split").toBool(), false);
            for (const QString &line : disorder)
                wrong.append(place + QStringLiteral(": ") + line);
            const bool answered = answerPage();
            QVERIFY2(answered, qPrintable(place + QStringLiteral(": keys lead no further than ") +
                                          describe(window.activeFocusItem())));
        }
        QVERIFY(pages > 15);
        for (const QString &line : hand.unseen())
            wrong.append(line);
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
        QCOMPARE(session.page(), KioskSession::Check);
        stage.settle();
        QVERIFY(startsAtItsHead(window.activeFocusItem()));
        QCOMPARE(stage.qmlWarnings(), QStringList());
    }

    void theFocusGoesToTheErrorsAndFromThereToTheField()
    {
        Stage &stage = *m_stage;
        KioskSession &session = freshSession(QStringLiteral("fi"), QSize(1280, 800));
        QQuickWindow &window = stage.window();
        viewmodels::tests::Person person(*m_kiosk, QStringLiteral("a1-answers.json"));
        const auto isText = [&session] {
            return session.page() == KioskSession::Question && session.question()->fields()->count() > 0 &&
                   session.question()->fields()->at(0)->kind() == Field::IdentityCode;
        };
        for (int pages = 0; pages < mostPages && !isText(); ++pages)
            session.page() == KioskSession::Question ? person.answerPage() : session.goNext();
        QVERIFY(isText());
        stage.settle();
        KeyHand hand(window);
        const QString field = QStringLiteral("field:") + session.question()->fields()->at(0)->name();
        QVERIFY(hand.write(field, QStringLiteral("010203")));
        QVERIFY(hand.press(QStringLiteral("primaryAction")));
        stage.settle();
        QVERIFY(session.question()->hasErrors());
        QCOMPARE(window.activeFocusItem()->objectName(), QStringLiteral("errorSummary"));
        hand.key(Qt::Key_Tab);
        const QQuickItem *link = window.activeFocusItem();
        QVERIFY2(link->objectName().startsWith(QLatin1String("errorLink:")), qPrintable(describe(link)));
        hand.key(Qt::Key_Return);
        stage.settle();
        QCOMPARE(window.activeFocusItem()->objectName(), field);
        QCOMPARE(window.activeFocusItem()->property("text").toString(), QStringLiteral("010203"));
        QCOMPARE(hand.unseen(), QStringList());
    }

private:
    KioskSession &freshSession(const QString &language, QSize size)
    {
        auto next = std::make_unique<viewmodels::tests::Kiosk>();
        KioskSession &session = next->apply();
        session.setLanguage(language);
        m_stage->show(session, {size, language, 1, 0});
        m_kiosk = std::move(next);
        return session;
    }

    /// The heading, or, where nothing has to be chosen first, the one field to type in.
    static bool startsAtItsHead(const QQuickItem *item)
    {
        return item != nullptr && (item->objectName() == QLatin1String("pageTitle") ||
                                   item->inherits("QQuickTextField") || item->inherits("QQuickTextArea") ||
                                   (item->parentItem() != nullptr && item->objectName().isEmpty()));
    }

    bool answerPage()
    {
        switch (m_session->page()) {
        case KioskSession::Question:
            return answerFields() && m_hand->press(QStringLiteral("primaryAction"));
        case KioskSession::RepeatList:
            return answerList();
        default:
            return m_hand->press(QStringLiteral("primaryAction"));
        }
    }

    bool answerFields()
    {
        QSet<QString> done;
        for (int row = 0; row < m_session->question()->fields()->count(); ++row) {
            Field *field = m_session->question()->fields()->at(row);
            if (done.contains(field->ref()))
                continue;
            done.insert(field->ref());
            if (!answer(*field))
                return false;
            if (m_session->page() == KioskSession::Urgent && !m_hand->press(QStringLiteral("primaryAction")))
                return false;
            row = -1; // what was answered may show, hide or release others
        }
        return true;
    }

    bool answer(Field &field)
    {
        const QString path = m_memory->indexed(field.ref());
        const QString name = QStringLiteral("field:") + field.name();
        const QString value = m_memory->answers.value(path);
        if (field.kind() == Field::Upload)
            return attach(field, path);
        if (value.isEmpty() || field.isReadOnly() || field.kind() == Field::Note)
            return true;
        switch (field.kind()) {
        case Field::SelectOne:
        case Field::SelectMany:
            return choose(field, name, value);
        case Field::Trigger:
            return !field.value().isEmpty() || m_hand->press(name);
        case Field::Date: {
            const QStringList parts = value.split(QLatin1Char('-'));
            return m_hand->write(name + QStringLiteral(":day"), parts.value(2)) &&
                   m_hand->write(name + QStringLiteral(":month"), parts.value(1)) &&
                   m_hand->write(name + QStringLiteral(":year"), parts.value(0));
        }
        default:
            return m_hand->write(name, value);
        }
    }

    bool choose(Field &field, const QString &name, const QString &value)
    {
        const QStringList wanted = value.split(QLatin1Char(' '));
        for (const QString &option : wanted) {
            if (field.value().split(QLatin1Char(' ')).contains(option))
                continue;
            if (field.options()->rowCount() > longList &&
                !m_hand->write(QStringLiteral("search:") + field.name(), labelOf(field, option)))
                return false;
            if (!m_hand->press(name + QStringLiteral(">option:") + option))
                return false;
        }
        return true;
    }

    static QString labelOf(Field &field, const QString &value)
    {
        for (int row = 0; row < field.options()->rowCount(); ++row) {
            const QModelIndex index = field.options()->index(row);
            if (index.data(viewmodels::OptionListModel::ValueRole).toString() == value)
                return index.data(viewmodels::OptionListModel::LabelRole).toString();
        }
        return {};
    }

    bool attach(Field &field, const QString &path)
    {
        int wanted = 0;
        const QStringList paths = m_memory->answers.keys();
        for (const QString &paper : paths)
            wanted += paper.startsWith(path + QLatin1Char('[')) ? 1 : 0;
        while (field.pages()->count() < wanted) {
            const int before = field.pages()->count();
            const QString source = before == 0 ? QStringLiteral("source:page.png")
                                               : QStringLiteral("source:page-%1.png").arg(before + 1);
            if (!m_hand->press(source) || field.pages()->count() == before)
                return false;
        }
        return true;
    }

    bool answerList()
    {
        const QString name = m_session->repeatList()->name();
        int wanted = 0;
        const QStringList paths = m_memory->answers.keys();
        for (const QString &path : paths) {
            const QString rest = path.section(QLatin1Char('/') + name + QLatin1Char('['), 1, 1);
            wanted = std::max(wanted, rest.section(QLatin1Char(']'), 0, 0).toInt());
        }
        const bool more = m_session->repeatList()->count() < wanted;
        return m_hand->press(more ? QStringLiteral("add:") + name : QStringLiteral("primaryAction"));
    }

    viewmodels::tests::Person *m_memory = nullptr;
    KioskSession *m_session = nullptr;
    KeyHand *m_hand = nullptr;

    // One for all: the on-screen keyboard of Qt 6.8 does not survive a second QML engine in a process.
    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<viewmodels::tests::Kiosk> m_kiosk; ///< whose session the stage shows
};

QTEST_MAIN(KeyboardTest)
#include "KeyboardTest.moc"
