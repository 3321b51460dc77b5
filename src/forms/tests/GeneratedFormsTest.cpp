#include "FormGenerator.h"
#include "Scenario.h"

#include <QMap>
#include <QtTest>

using namespace luotsi;
using namespace luotsi::forms;
using namespace luotsi::forms::tests;

namespace {

/// Cases of one run; the slow ring sets more. A failing seed is run alone with LUOTSI_SEED.
int casesWanted()
{
    bool known = false;
    const int cases = qEnvironmentVariableIntValue("LUOTSI_CASES", &known);
    return known ? cases : 300;
}

constexpr int operationsPerForm = 14;

/// What a screen can see of one node, each part under the flag that announces its change.
using View = QMap<std::uint16_t, QString>;
using Snapshot = QMap<QString, View>;

Snapshot snapshotOf(const FormInstance &form)
{
    Snapshot state;
    for (const NodeId &node : form.allNodes()) {
        View view;
        view[ValueState] = form.value(node);
        view[RelevantState] = QString::number(form.isRelevant(node));
        view[RequiredState] = QString::number(form.isRequired(node));
        view[ReadOnlyState] = QString::number(form.isReadOnly(node));
        view[ValidityState] = QString::number(static_cast<int>(form.violation(node)));
        view[TextState] = form.label(node);
        QStringList options;
        for (const Option &option : form.options(node))
            options.append(option.value + u'=' + option.label);
        view[OptionsState] = options.join(u'|');
        state.insert(form.stablePath(node) + u'#' + QString::number(static_cast<int>(form.kind(node))), view);
    }
    return state;
}

QString differenceOf(const Snapshot &wanted, const Snapshot &given)
{
    QStringList found;
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (!given.contains(it.key()))
            found.append(QStringLiteral("missing ") + it.key());
        else if (given[it.key()] != *it) {
            for (auto part = it->begin(); part != it->end(); ++part) {
                if (given[it.key()][part.key()] != *part)
                    found.append(QStringLiteral("%1 (%2): '%3' instead of '%4'")
                                     .arg(it.key())
                                     .arg(part.key())
                                     .arg(given[it.key()][part.key()], *part));
            }
        }
    }
    for (auto it = given.begin(); it != given.end(); ++it) {
        if (!wanted.contains(it.key()))
            found.append(QStringLiteral("not expected ") + it.key());
    }
    return found.mid(0, 4).join(u'\n');
}

/// Plays one form with random operations and looks after each whether the engine kept its promises.
class Play
{
public:
    explicit Play(std::uint64_t seed)
        : m_generator(seed), m_xml(m_generator.run()), m_dice(seed ^ 0x5eedULL),
          m_form(m_xml, [this](const QString &address) { return fileAt(address); })
    {
    }

    /// Empty when everything held.
    QString run()
    {
        if (!m_form.report.problems.empty())
            return QStringLiteral("problem at the start: ") + m_form.report.problems.front().detail;
        store(m_form.report);
        QString problem = afterEach(QStringLiteral("start"));
        for (int step = 0; step < operationsPerForm && problem.isEmpty(); ++step)
            problem = act(step);
        return problem;
    }
    [[nodiscard]] const QByteArray &xml() const { return m_xml; }

private:
    [[nodiscard]] std::optional<QByteArray> fileAt(const QString &address) const
    {
        const auto found = m_generator.files().constFind(address);
        return found == m_generator.files().constEnd() ? std::nullopt : std::optional(*found);
    }

    QString act(int step)
    {
        const std::vector<NodeId> nodes = m_form.instance->allNodes();
        const NodeId node = nodes[static_cast<std::size_t>(m_dice.below(static_cast<int>(nodes.size())))];
        const QString path = m_form.instance->stablePath(node);
        const Snapshot before = snapshotOf(*m_form.instance);
        QString did;
        base::Result<ChangeReport> report = base::Error{base::ErrorCode::NotFound, {}, {}};
        QString old;
        QString fresh;
        switch (m_form.instance->kind(node)) {
        case NodeKind::RepeatRange:
            did = QStringLiteral("add ") + path;
            report = m_form.instance->addRow(node);
            break;
        case NodeKind::RepeatInstance:
            did = QStringLiteral("remove ") + path;
            report = m_form.instance->removeRow(node);
            break;
        case NodeKind::Control:
            old = m_form.instance->keptValue(node);
            fresh = valueFor(node);
            did = QStringLiteral("set %1 '%2'").arg(path, fresh);
            report = m_form.instance->setValue(node, fresh);
            m_overwritten = m_overwritten || m_form.instance->isCalculated(node);
            break;
        default:
            return {};
        }
        const QString when = QStringLiteral("step %1, %2: ").arg(step).arg(did);
        if (!report)
            return differenceOf(before, snapshotOf(*m_form.instance)).isEmpty()
                       ? QString()
                       : when + QStringLiteral("refused, and yet changed");
        if (!report->problems.empty())
            return when + report->problems.front().detail;
        store(*report);
        const QString untold = untoldChange(before, *report);
        if (!untold.isEmpty())
            return when + untold;
        QString problem = afterEach(when);
        if (problem.isEmpty() && m_form.instance->isAlive(node) &&
            m_form.instance->kind(node) == NodeKind::Control && isReversible(*report, node))
            problem = undo(node, old, fresh, before, when);
        return problem;
    }

    QString valueFor(NodeId node)
    {
        if (m_dice.chance(15))
            return {};
        const std::vector<Option> options = m_form.instance->options(node);
        if (!options.empty())
            return m_dice.pick(options).value;
        switch (m_form.instance->type(node)) {
        case DataType::Int:
            return QString::number(m_dice.below(6));
        case DataType::Decimal:
            return QString::number(m_dice.below(6)) + QStringLiteral(".5");
        case DataType::Date:
            return QStringLiteral("2026-11-%1").arg(m_dice.below(28) + 1, 2, 10, QLatin1Char('0'));
        default:
            return m_dice.pick(
                std::vector<QString>{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("2")});
        }
    }

    /// Only what a person said changed, and nothing was overwritten, dropped or withdrawn on the way.
    bool isReversible(const ChangeReport &report, NodeId node) const
    {
        const bool rows = std::any_of(report.nodes.begin(), report.nodes.end(), [](const NodeChange &change) {
            return (change.flags & ChildrenState) != 0;
        });
        return report.values.size() <= 1 && report.rows.empty() && !rows && !m_overwritten &&
               !m_form.instance->isCalculated(node);
    }

    /// As a store does that hears of changes alone.
    void store(const ChangeReport &report)
    {
        for (const RowChange &change : report.rows) {
            const StoredRow &row = change.row;
            if (change.added) {
                m_stored.rows.push_back(row);
                continue;
            }
            const QString path = row.repeat + u'{' + row.row + u'}';
            std::erase_if(m_stored.rows, [&](const StoredRow &known) {
                return known.repeat.startsWith(path) || (known.repeat == row.repeat && known.row == row.row);
            });
            std::erase_if(m_stored.values, [&](const StoredValue &v) { return v.path.startsWith(path); });
        }
        for (const ValueChange &change : report.values) {
            std::erase_if(m_stored.values,
                          [&](const StoredValue &known) { return known.path == change.stored.path; });
            m_stored.values.push_back(change.stored);
        }
    }

    QString undo(NodeId node, const QString &old, const QString &fresh, const Snapshot &before,
                 const QString &when)
    {
        const auto back = m_form.instance->setValue(node, old);
        if (!back || !isReversible(*back, node))
            return {};
        const QString left = differenceOf(before, snapshotOf(*m_form.instance));
        if (!left.isEmpty())
            return when + QStringLiteral("the old value does not bring the old state back: ") + left;
        store(*back);
        const auto again = m_form.instance->setValue(node, fresh);
        store(*again);
        return again ? QString() : when + QStringLiteral("the new value is refused the second time");
    }

    /// A screen asks again only for what the report names.
    QString untoldChange(const Snapshot &before, const ChangeReport &report)
    {
        const Snapshot after = snapshotOf(*m_form.instance);
        QHash<QString, std::uint16_t> told;
        for (const NodeChange &change : report.nodes) {
            if (m_form.instance->isAlive(change.node))
                told[m_form.instance->stablePath(change.node) + u'#' +
                     QString::number(static_cast<int>(m_form.instance->kind(change.node)))] |= change.flags;
        }
        for (auto it = after.begin(); it != after.end(); ++it) {
            // Rows that came are announced by the range they are in; a range stands for what its rows say.
            if (!before.contains(it.key()) || it.key().endsWith(u"#2"))
                continue;
            for (auto part = it->begin(); part != it->end(); ++part) {
                if (before[it.key()][part.key()] != *part && (told.value(it.key()) & part.key()) == 0)
                    return QStringLiteral("not told that %1 (%2) is now '%3', was '%4'")
                        .arg(it.key())
                        .arg(part.key())
                        .arg(*part, before[it.key()][part.key()]);
            }
        }
        return {};
    }

    /// What was worked out step by step is what comes out when everything is worked out from what is stored.
    QString afterEach(const QString &when)
    {
        const auto restored =
            FormInstance::restore(m_form.definition, m_form.instance->storedState(), m_form.environment);
        if (!restored)
            return when + restored.error().detail;
        if (!restored->kept.empty())
            return when + QStringLiteral("nowhere to put back ") + restored->kept.front().stored.path;
        const QString left = differenceOf(snapshotOf(*m_form.instance), snapshotOf(*restored->instance));
        if (!left.isEmpty())
            return when + QStringLiteral("worked out from scratch: ") + left;
        const auto fromChanges = FormInstance::restore(m_form.definition, m_stored, m_form.environment);
        const QString lost = differenceOf(snapshotOf(*m_form.instance), snapshotOf(*fromChanges->instance));
        // Counted rows are not told: what is left of them while their count is blank is not there again.
        if (!lost.isEmpty() && !m_xml.contains("jr:count"))
            return when + QStringLiteral("put back from the changes that were told: ") + lost;
        std::size_t wrong = 0;
        for (const NodeId &node : m_form.instance->allNodes())
            wrong += m_form.instance->violation(node) == Violation::None ? 0 : 1;
        if (wrong != m_form.instance->violations().size())
            return when + QStringLiteral("violations are miscounted");
        return m_form.instance->serialise() == restored->instance->serialise()
                   ? QString()
                   : when + QStringLiteral("written differently after a pause");
    }

    FormGenerator m_generator;
    QByteArray m_xml;
    Dice m_dice;
    Scenario m_form;
    StoredState m_stored;       ///< of what reports told
    bool m_overwritten = false; ///< a calculated answer, which is calculated again when what it reads changes
};

} // namespace

/// Random forms and operations, each step against what must hold whatever the form: step by step is as from
/// scratch, a draft comes back as it was left, the old value brings the old state, and a report names all
/// that changed.
class GeneratedFormsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyForm_keepsItsPromises()
    {
        bool alone = false;
        const int seed = qEnvironmentVariableIntValue("LUOTSI_SEED", &alone);
        const int first = alone ? seed : 1;
        const int last = alone ? seed : casesWanted();
        for (int i = first; i <= last; ++i) {
            Play play(static_cast<std::uint64_t>(i));
            const QString problem = play.run();
            if (!problem.isEmpty() && alone)
                qInfo().noquote() << play.xml();
            QVERIFY2(problem.isEmpty(), qPrintable(QStringLiteral("LUOTSI_SEED=%1: %2").arg(i).arg(problem)));
        }
    }
};

QTEST_APPLESS_MAIN(GeneratedFormsTest)
#include "GeneratedFormsTest.moc"
