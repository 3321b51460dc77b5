// What an answer costs in a form of a thousand questions: counted in tasks, rows and signals, not in time.

#include "Kiosk.h"

#include <QSignalSpy>
#include <QTest>

using namespace luotsi;
using namespace luotsi::viewmodels;
using namespace luotsi::viewmodels::tests;

namespace {

constexpr int questions = 1000;
constexpr int tasks = questions / 25;

/// What a list has told its views since the beginning.
struct Told
{
    explicit Told(QAbstractItemModel &model)
        : changed(&model, &QAbstractItemModel::dataChanged),
          inserted(&model, &QAbstractItemModel::rowsInserted),
          removed(&model, &QAbstractItemModel::rowsRemoved), reset(&model, &QAbstractItemModel::modelReset)
    {
    }

    /// Rows whose content was announced, each as often as it was.
    [[nodiscard]] int rows() const
    {
        int count = 0;
        for (const QList<QVariant> &signal : changed)
            count += signal[1].toModelIndex().row() - signal[0].toModelIndex().row() + 1;
        return count;
    }

    QSignalSpy changed;
    QSignalSpy inserted;
    QSignalSpy removed;
    QSignalSpy reset;
};

int rowOf(const CheckAnswersModel &check, const QString &name)
{
    const auto &rows = check.rows();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].ref.endsWith(u'/' + name))
            return static_cast<int>(row);
    }
    return -1;
}

} // namespace

class LongFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_kiosk = std::make_unique<Kiosk>(longForm(questions));
        m_session = &m_kiosk->apply();
        m_session->goNext();
        QCOMPARE(m_session->page(), KioskSession::TaskList);
        QCOMPARE(m_session->tasks()->count(), tasks);
    }
    void cleanup() { m_kiosk.reset(); }

    void anAnswer_announcesTheTaskItStandsInAndNoOther()
    {
        m_session->openTask(3);
        Told told(*m_session->tasks());
        m_session->question()->fields()->at(0)->choose(QStringLiteral("yes"));
        QCOMPARE(told.rows(), 1);
        QCOMPARE(told.changed[0][0].toModelIndex().row(), 3);
        QCOMPARE(told.inserted.count() + told.removed.count() + told.reset.count(), 0);
    }

    void anAnswerThatChangesNothingElse_announcesNothing()
    {
        m_session->openTask(3);
        Field *field = m_session->question()->fields()->at(0);
        field->choose(QStringLiteral("yes"));
        Told told(*m_session->tasks());
        field->choose(QStringLiteral("no"));
        field->choose(QStringLiteral("yes"));
        QCOMPARE(told.rows(), 0);
    }

    void theCheckPage_readsOnlyRowsThatAreLookedAt()
    {
        m_session->openCheck();
        const CheckAnswersModel &check = *m_session->check();
        QVERIFY(check.count() > questions / 2);
        QCOMPARE(check.reads(), std::uint64_t(0));
        for (int row = 0; row < 20; ++row)
            QVERIFY(!check.index(row).data(CheckAnswersModel::LabelRole).toString().isEmpty());
        QCOMPARE(check.reads(), std::uint64_t(20));
        // Asking twice reads once.
        QVERIFY(!check.index(5).data(CheckAnswersModel::LabelRole).toString().isEmpty());
        QCOMPARE(check.reads(), std::uint64_t(20));
    }

    void aChangeFromTheCheckPage_announcesItsRowAndTheRowThatCame()
    {
        m_session->openCheck();
        CheckAnswersModel &check = *m_session->check();
        const int row = rowOf(check, QStringLiteral("q500"));
        QVERIFY(row > 0);
        const std::uint64_t reads = check.reads();
        Told told(check);
        m_session->change(check.rows()[static_cast<std::size_t>(row)].ref);
        m_session->question()->fields()->at(0)->choose(QStringLiteral("yes"));
        m_session->goNext();
        QCOMPARE(m_session->page(), KioskSession::Check);
        QCOMPARE(told.rows(), 1);
        QCOMPARE(told.changed[0][0].toModelIndex().row(), row);
        QCOMPARE(told.inserted.count(), 1); // question 501 is asked after a yes
        QCOMPARE(told.inserted[0][1].toInt(), row + 1);
        QCOMPARE(told.inserted[0][2].toInt(), row + 1);
        QCOMPARE(told.removed.count() + told.reset.count(), 0);
        QCOMPARE(check.index(row).data(CheckAnswersModel::ValueRole).toString(), QStringLiteral("Yes"));
        QCOMPARE(check.index(row + 1).data(CheckAnswersModel::LabelRole).toString(),
                 QStringLiteral("Question 501"));
        (void)check.rows();
        QCOMPARE(check.reads(), reads + 2);
    }

    void aRowThatGoes_takesNoOtherWithIt()
    {
        m_session->openTask(0);
        m_session->question()->fields()->at(0)->choose(QStringLiteral("yes"));
        m_session->openCheck();
        CheckAnswersModel &check = *m_session->check();
        const int row = rowOf(check, QStringLiteral("q0"));
        QCOMPARE(rowOf(check, QStringLiteral("q1")), row + 1);
        Told told(check);
        m_session->change(check.rows()[static_cast<std::size_t>(row)].ref);
        m_session->question()->fields()->at(0)->choose(QStringLiteral("no"));
        m_session->goNext();
        QCOMPARE(rowOf(check, QStringLiteral("q1")), -1);
        QCOMPARE(told.removed.count(), 1);
        QCOMPARE(told.removed[0][1].toInt(), row + 1);
        // What it said changed before it went.
        for (const QList<QVariant> &signal : told.changed) {
            QVERIFY(signal[0].toModelIndex().row() >= row);
            QVERIFY(signal[1].toModelIndex().row() <= row + 1);
        }
        QCOMPARE(told.reset.count() + told.inserted.count(), 0);
    }

    void anotherLanguage_isReadAgainEverywhere()
    {
        m_session->openCheck();
        CheckAnswersModel &check = *m_session->check();
        (void)check.rows();
        const std::uint64_t reads = check.reads();
        m_session->setLanguage(QStringLiteral("sv"));
        (void)check.rows();
        QCOMPARE(check.reads(), reads + static_cast<std::uint64_t>(check.count()));
    }

private:
    std::unique_ptr<Kiosk> m_kiosk;
    KioskSession *m_session = nullptr;
};

QTEST_MAIN(LongFormTest)
#include "LongFormTest.moc"
