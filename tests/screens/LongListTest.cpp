// The check page and the task list of a form of a thousand questions: few items, all rows, the order of Tab.

#include "screens/Audit.h"
#include "screens/KeyHand.h"
#include "screens/Stage.h"
#include "viewmodels/tests/Kiosk.h"

#include <QTest>

using namespace luotsi;
using namespace luotsi::screens;
using viewmodels::KioskSession;

namespace {

constexpr int questions = 1000;
constexpr int longest = 5000;
constexpr int rowsOfForm = 400;

/// A list the form makes by itself.
packs::PackForm formWithRows()
{
    packs::PackForm form;
    form.name = QStringLiteral("totu-1.0");
    form.description = "{}";
    form.xform =
        QStringLiteral("<h:html xmlns='http://www.w3.org/2002/xforms' "
                       "xmlns:h='http://www.w3.org/1999/xhtml' "
                       "xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>Rows</h:title><model>"
                       "<instance><data id='r' version='1'><n>%1</n><row jr:template=''><what/></row>"
                       "</data></instance><bind nodeset='/data/n' type='int'/></model></h:head><h:body>"
                       "<group ref='/data/row'><label>Rows</label><repeat nodeset='/data/row' "
                       "jr:count='/data/n'><input ref='/data/row/what'><label>What</label></input>"
                       "</repeat></group></h:body></h:html>")
            .arg(rowsOfForm)
            .toUtf8();
    return form;
}

int countItems(const QQuickItem *root, const char *type)
{
    int count = QByteArray(root->metaObject()->className()).startsWith(type) ? 1 : 0;
    const auto children = root->childItems();
    for (const QQuickItem *child : children)
        count += countItems(child, type);
    return count;
}

/// Where the words stand in the window; empty when nobody can see them.
QRectF placeOf(QQuickItem *root, const QString &words)
{
    const QRectF window(QPointF(0, 0), QSizeF(root->window()->size()));
    const auto look = [&](const auto &self, QQuickItem *item) -> QRectF {
        if (!item->isVisible())
            return {};
        if (item->property("text").toString() == words && item->inherits("QQuickText") &&
            window.intersects(visibleRect(item)) && !visibleRect(item).isEmpty())
            return visibleRect(item);
        const auto children = item->childItems();
        for (QQuickItem *child : children) {
            if (const QRectF found = self(self, child); !found.isEmpty())
                return found;
        }
        return {};
    };
    return look(look, root);
}

bool isSeen(QQuickItem *root, const QString &words)
{
    return !placeOf(root, words).isEmpty();
}

} // namespace

class LongListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_stage = std::make_unique<Stage>();
        m_kiosk = std::make_unique<viewmodels::tests::Kiosk>(viewmodels::tests::longForm(questions));
        m_session = &m_kiosk->apply();
        m_session->setLanguage(QStringLiteral("fi"));
        m_stage->show(*m_session, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        m_session->openCheck();
        m_stage->settle();
        QCOMPARE(m_session->page(), KioskSession::Check);
    }
    void cleanupTestCase()
    {
        m_stage.reset();
        m_kiosk.reset();
    }

    void onlyRowsNearToTheScreenAreThere()
    {
        QTRY_VERIFY(isSeen(root(), QStringLiteral("Question 0")));
        const int rows = m_session->check()->count();
        QVERIFY(rows > questions / 2);
        QTRY_VERIFY(countItems(root(), "CheckRow_") > 20);
        QVERIFY(countItems(root(), "CheckRow_") < rows / 4);
        QVERIFY(m_session->check()->reads() < static_cast<std::uint64_t>(rows / 4));
    }

    void everyRowCanBeScrolledTo()
    {
        QQuickItem *viewport = itemNamed(root(), QStringLiteral("viewport"));
        QStringList unseen;
        for (const char *label : {"Question 250", "Question 505", "Question 998"})
            unseen.append(QString::fromLatin1(label));
        const int most = 600;
        for (int step = 0; step < most && !unseen.isEmpty(); ++step) {
            const qreal limit = viewport->property("contentHeight").toReal() - viewport->height();
            const qreal at = viewport->property("contentY").toReal() + viewport->height() * 0.7;
            viewport->setProperty("contentY", std::min(at, limit));
            QTest::qWait(5);
            unseen.removeIf([&](const QString &label) { return isSeen(root(), label); });
        }
        QVERIFY2(unseen.isEmpty(), qPrintable(unseen.join(u',')));
        QVERIFY(countItems(root(), "CheckRow_") < m_session->check()->count() / 4);
        viewport->setProperty("contentY", 0);
        QTRY_VERIFY(isSeen(root(), QStringLiteral("Question 0")));
    }

    void tabGoesThroughTheRowsInTheirOrder()
    {
        KeyHand hand(m_stage->window());
        itemNamed(root(), QStringLiteral("pageTitle"))->forceActiveFocus(Qt::TabFocusReason);
        QVERIFY2(hand.goTo(QStringLiteral("change:") + m_session->check()->rows()[1].ref),
                 qPrintable(describe(m_stage->window().activeFocusItem())));
        QStringList refs;
        for (int step = 0; step < 100; ++step) {
            refs.append(m_stage->window().activeFocusItem()->objectName());
            hand.key(Qt::Key_Tab);
            QTest::qWait(2);
        }
        QStringList wanted;
        for (const auto &row : m_session->check()->rows()) {
            if (row.rowKind != viewmodels::CheckAnswersModel::Section && wanted.size() < refs.size())
                wanted.append(QStringLiteral("change:") + row.ref);
        }
        QCOMPARE(refs, wanted);
        QCOMPARE(hand.unseen(), QStringList());
    }

    void aRowThatIsChangedIsShownAnew()
    {
        m_session->openTasks();
        m_session->openTask(0);
        m_session->question()->fields()->at(0)->choose(QStringLiteral("yes"));
        m_session->openCheck();
        m_stage->settle();
        QTRY_VERIFY(isSeen(root(), QStringLiteral("Yes")));
        QVERIFY(isSeen(root(), QStringLiteral("Question 1")));
    }

    void aListOfAFormsOwnRows_hasFewItemsAndOpensTheRowThatIsPressed()
    {
        auto next = std::make_unique<viewmodels::tests::Kiosk>(formWithRows());
        KioskSession &session = next->apply();
        session.setLanguage(QStringLiteral("fi"));
        m_stage->show(session, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        session.goNext();
        session.openTask(0);
        m_stage->settle();
        const bool isList = session.page() == KioskSession::RepeatList;
        const int count = isList ? session.repeatList()->count() : 0;
        QTRY_VERIFY(countItems(root(), "RepeatRow_") > 10);
        const int items = countItems(root(), "RepeatRow_");
        QQuickItem *viewport = itemNamed(root(), QStringLiteral("viewport"));
        viewport->setProperty("contentY",
                              viewport->property("contentHeight").toReal() * 0.5 - viewport->height() / 2);
        m_stage->settle();
        QStringList refs;
        for (const auto &entry : session.repeatList()->entries())
            refs.append(entry.ref);
        QQuickItem *edit = nullptr;
        int pressed = 150;
        for (; pressed < 250 && edit == nullptr; ++pressed) {
            edit = itemNamed(root(), QStringLiteral("edit:") + refs[pressed]);
            if (edit != nullptr && visibleRect(edit).isEmpty())
                edit = nullptr;
        }
        if (edit != nullptr)
            QMetaObject::invokeMethod(edit, "clicked");
        const QString opened =
            session.page() == KioskSession::Question ? session.question()->fields()->at(0)->ref() : QString();
        // The next scene is shown before this session goes.
        m_stage->show(*m_session, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        next.reset();
        QCOMPARE(count, rowsOfForm);
        QVERIFY2(items < rowsOfForm / 4, qPrintable(QString::number(items)));
        QVERIFY(edit != nullptr);
        QCOMPARE(opened, refs[pressed - 1] + QStringLiteral("/what"));
    }

    void biggerText_keepsTheRowInItsPlaceAndEveryHeightFollows()
    {
        auto next = std::make_unique<viewmodels::tests::Kiosk>(viewmodels::tests::longForm(longest));
        KioskSession &session = next->apply();
        session.setLanguage(QStringLiteral("fi"));
        m_stage->show(session, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        session.openCheck();
        m_stage->settle();
        QQuickItem *viewport = itemNamed(root(), QStringLiteral("viewport"));
        const auto height = [&] { return viewport->property("contentHeight").toReal(); };
        // Through a good part of it, so that heights are known of rows that are away again.
        for (int step = 0; step < 60; ++step) {
            viewport->setProperty("contentY", height() * (0.2 + 0.01 * step) - viewport->height() / 2);
            QTest::qWait(3);
        }
        viewport->setProperty("contentY", height() / 2);
        m_stage->settle();
        // As a person moves on: the title, which has the focus, is out of sight now.
        QVERIFY(QMetaObject::invokeMethod(viewport->parentItem(), "scrollBy", Q_ARG(double, 40.0)));
        QTest::qWait(300);
        const QString row = rowAtTheTop(session);
        const qreal before = height();
        session.setTextScale(2);
        m_stage->settle();
        QTest::qWait(300);
        const bool stays = isSeen(root(), row);
        const qreal grown = height() / before;
        session.setTextScale(1);
        m_stage->settle();
        QTest::qWait(300);
        const bool staysAgain = isSeen(root(), row);
        const qreal back = height() / before;
        m_stage->show(*m_session, {QSize(1080, 1920), QStringLiteral("fi"), 1, 0});
        next.reset();
        QVERIFY(!row.isEmpty());
        QVERIFY2(stays, qPrintable(row));
        QVERIFY2(staysAgain, qPrintable(row));
        QVERIFY2(grown > 1.4 && grown < 3, qPrintable(QString::number(grown)));
        QVERIFY2(back > 0.95 && back < 1.05, qPrintable(QString::number(back)));
    }

    void theTaskListStartsAtWhatIsNext()
    {
        m_session->openTasks();
        m_stage->settle();
        QTRY_VERIFY(isSeen(root(), QStringLiteral("Part 1")));
        QCOMPARE(m_stage->qmlWarnings(), QStringList());
    }

private:
    /// Words of the first row that is seen whole: what stands below it may be pushed out by text that grows.
    [[nodiscard]] QString rowAtTheTop(KioskSession &session) const
    {
        const qreal top = visibleRect(itemNamed(root(), QStringLiteral("viewport"))).top();
        for (const auto &row : session.check()->rows()) {
            const QRectF place = placeOf(root(), row.label);
            if (place.top() > top + 1 && place.top() < top + 200)
                return row.label;
        }
        return {};
    }

    [[nodiscard]] QQuickItem *root() const { return m_stage->window().contentItem(); }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<viewmodels::tests::Kiosk> m_kiosk;
    KioskSession *m_session = nullptr;
};

QTEST_MAIN(LongListTest)
#include "LongListTest.moc"
