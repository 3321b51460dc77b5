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

int countItems(const QQuickItem *root, const char *type)
{
    int count = QByteArray(root->metaObject()->className()).startsWith(type) ? 1 : 0;
    const auto children = root->childItems();
    for (const QQuickItem *child : children)
        count += countItems(child, type);
    return count;
}

bool isSeen(QQuickItem *root, const QString &words)
{
    const QRectF window(QPointF(0, 0), QSizeF(root->window()->size()));
    const auto look = [&](const auto &self, QQuickItem *item) -> bool {
        if (!item->isVisible())
            return false;
        if (item->property("text").toString() == words && item->inherits("QQuickText") &&
            window.intersects(visibleRect(item)) && !visibleRect(item).isEmpty())
            return true;
        const auto children = item->childItems();
        return std::any_of(children.begin(), children.end(),
                           [&](QQuickItem *child) { return self(self, child); });
    };
    return look(look, root);
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

    void theTaskListStartsAtWhatIsNext()
    {
        m_session->openTasks();
        m_stage->settle();
        QTRY_VERIFY(isSeen(root(), QStringLiteral("Part 1")));
        QCOMPARE(m_stage->qmlWarnings(), QStringList());
    }

private:
    [[nodiscard]] QQuickItem *root() const { return m_stage->window().contentItem(); }

    std::unique_ptr<Stage> m_stage;
    std::unique_ptr<viewmodels::tests::Kiosk> m_kiosk;
    KioskSession *m_session = nullptr;
};

QTEST_MAIN(LongListTest)
#include "LongListTest.moc"
