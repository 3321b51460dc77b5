#include "viewmodels/CheckBuilder.h"

#include "usecases/AnswerText.h"
#include "usecases/AttachPage.h"
#include "viewmodels/FieldBuilder.h"
#include "viewmodels/PageTexts.h"

#include <QDate>

namespace luotsi::viewmodels {

namespace {

using forms::FormInstance;
using forms::NodeId;
using usecases::OpenDraft;
using Row = CheckAnswersModel::Row;

/// Writes the rows of a plan's pages one after the other.
class Writer
{
public:
    Writer(const OpenDraft &draft, const RepeatShapes &shapes, CheckContent &content)
        : m_draft(draft), m_instance(draft.instance()), m_shapes(shapes), m_open(openPaths(draft.instance())),
          m_content(content)
    {
    }

    void task(const PlannedTask &task)
    {
        if (task.pages.empty())
            return;
        m_section = m_instance.label(task.node);
        Row row;
        row.rowKind = CheckAnswersModel::Section;
        row.section = m_section;
        row.label = m_section;
        m_content.rows.push_back(row);
        pages(task.pages, QString());
    }

    [[nodiscard]] const QSet<QString> &open() const { return m_open; }

private:
    void pages(const std::vector<PlannedPage> &pages, const QString &prefix)
    {
        for (const PlannedPage &page : pages) {
            if (page.kind == PlannedPage::Kind::RowList)
                list(page, prefix);
            for (const NodeId field : page.fields)
                this->field(field, prefix);
        }
    }

    void field(NodeId node, const QString &prefix)
    {
        if (isUploadRepeat(m_instance, m_shapes, node) ||
            m_instance.control(node) == forms::ControlKind::Upload) {
            attachment(node, prefix);
            return;
        }
        if (m_instance.control(node) == forms::ControlKind::Note)
            return;
        Row row = start(CheckAnswersModel::Answer, node, prefix);
        const QString stored = m_instance.value(node);
        row.plain = m_instance.control(node) == forms::ControlKind::Trigger && !stored.isEmpty()
                        ? yes()
                        : usecases::readText(m_instance, node, stored);
        row.masked = !stored.isEmpty() && usecases::isMasked(m_instance, node, m_draft.form().description);
        if (row.masked)
            row.hidden = usecases::maskedText(usecases::answerKind(m_instance, node), stored);
        row.missing = m_open.contains(row.ref) || m_draft.conflicts().contains(row.ref);
        m_content.rows.push_back(std::move(row));
    }

    void attachment(NodeId node, const QString &prefix)
    {
        Row row = start(CheckAnswersModel::Attachment, node, prefix);
        int count = m_instance.value(node).isEmpty() ? 0 : 1;
        if (isUploadRepeat(m_instance, m_shapes, node)) {
            count = 0;
            for (const NodeId one : m_instance.children(node)) {
                const NodeId upload = usecases::uploadOf(m_instance, one);
                count += !upload.isNull() && !m_instance.value(upload).isEmpty() ? 1 : 0;
            }
        }
        //: How many pages are attached; on the check page.
        //% "Pages: %1"
        row.plain = count == 0 ? QString() : qtTrId("attachment-page-count").arg(count);
        row.missing = m_open.contains(row.ref);
        m_content.rows.push_back(std::move(row));
    }

    void list(const PlannedPage &page, const QString &prefix)
    {
        const std::vector<NodeId> rows = m_instance.children(page.node);
        if (rows.empty())
            m_content.rows.push_back(start(CheckAnswersModel::Answer, page.node, prefix));
        int number = 0;
        for (const NodeId row : rows) {
            const QString name = rowSummary(m_draft, row, ++number);
            this->pages(pagesOfRow(m_instance, m_shapes, row), prefix + name + QStringLiteral(": "));
        }
    }

    Row start(CheckAnswersModel::RowKind kind, NodeId node, const QString &prefix) const
    {
        Row row;
        row.rowKind = kind;
        row.section = m_section;
        row.label = prefix + m_instance.shortLabel(node);
        row.ref = m_instance.stablePath(node);
        return row;
    }

    static QString yes()
    {
        //: Check page: a confirmation that was ticked.
        //% "Yes"
        return qtTrId("check-value-yes");
    }

    const OpenDraft &m_draft;
    const FormInstance &m_instance;
    const RepeatShapes &m_shapes;
    QSet<QString> m_open;
    CheckContent &m_content;
    QString m_section;
};

QString promiseName(const FormInstance &instance, NodeId row,
                    const usecases::FormDescription::Promise &promise)
{
    QStringList parts;
    const QString kindPath = instance.stablePath(row) + QLatin1Char('/') + promise.kind;
    const NodeId kind = promise.kind.isEmpty() ? NodeId{} : instance.find(kindPath);
    if (!kind.isNull() && !instance.value(kind).isEmpty())
        parts.append(usecases::readText(instance, kind, instance.value(kind)));
    if (const auto what = instance.evaluateText(promise.what, row); what && !what->isEmpty())
        parts.append(*what);
    return parts.isEmpty() ? instance.label(row) : parts.join(QStringLiteral(", "));
}

/// Where the paper of this row is brought; a list inside the row has the row's own place.
QString pagesOf(const FormInstance &instance, NodeId row, const usecases::FormDescription::Promise &promise)
{
    const QString path = promise.asksLater()
                             ? instance.stablePath(row) + promise.pages.mid(promise.row.size())
                             : promise.pages;
    const NodeId pages = path.isEmpty() ? NodeId{} : instance.find(path);
    return !pages.isNull() && instance.isRelevant(pages) ? path : QString();
}

int unsentPages(const OpenDraft &draft, const QString &pages)
{
    const FormInstance &instance = draft.instance();
    int count = 0;
    const std::vector<NodeId> rows =
        pages.isEmpty() ? std::vector<NodeId>{} : instance.children(instance.find(pages));
    for (const NodeId row : rows) {
        const NodeId upload = usecases::uploadOf(instance, row);
        const QString name = upload.isNull() ? QString() : instance.value(upload);
        count += !name.isEmpty() && !draft.facts().sentAttachments.contains(name) ? 1 : 0;
    }
    return count;
}

/// Nothing when the row promises nothing.
std::optional<PromisedPaper> promiseOf(const OpenDraft &draft, NodeId row,
                                       const usecases::FormDescription::Promise &promise)
{
    const FormInstance &instance = draft.instance();
    const auto holds = [&](const QString &expression) {
        const auto result = instance.evaluateBoolean(expression, row);
        return result && *result;
    };
    if (!instance.isRelevant(row) || !holds(promise.when))
        return std::nullopt;
    PromisedPaper paper;
    paper.name = promiseName(instance, row, promise);
    if (const auto by = instance.evaluateText(promise.by, row))
        paper.by = dayText(*by);
    paper.pages = pagesOf(instance, row, promise);
    paper.brought = holds(promise.fulfilled);
    paper.unsent = unsentPages(draft, paper.pages);
    return paper;
}

} // namespace

QSet<QString> openPaths(const FormInstance &instance)
{
    QSet<QString> open;
    for (const forms::ViolationView &violation : instance.violations())
        open.insert(instance.stablePath(violation.node));
    return open;
}

std::vector<PromisedPaper> promisedPapers(const OpenDraft &draft)
{
    const FormInstance &instance = draft.instance();
    std::vector<PromisedPaper> papers;
    for (const usecases::FormDescription::Promise &promise : draft.form().description.promises) {
        const NodeId node = instance.find(promise.row);
        if (node.isNull() || !instance.isRelevant(node))
            continue;
        const bool isRepeat = instance.kind(node) == forms::NodeKind::RepeatRange;
        const std::vector<NodeId> rows = isRepeat ? instance.children(node) : std::vector<NodeId>{node};
        for (const NodeId row : rows) {
            if (auto paper = promiseOf(draft, row, promise))
                papers.push_back(std::move(*paper));
        }
    }
    return papers;
}

QStringList openPromises(const OpenDraft &draft)
{
    QStringList promises;
    for (const PromisedPaper &paper : promisedPapers(draft)) {
        if (!paper.brought) {
            //: Check page: an attachment the person brings later; %1 what, %2 the date.
            //% "An attachment is missing: %1. You can send now and bring it by %2."
            promises.append(qtTrId("check-warning-promised").arg(paper.name, paper.by));
        }
    }
    return promises;
}

QString rowSummary(const OpenDraft &draft, NodeId row, int number)
{
    const FormInstance &instance = draft.instance();
    const QString repeat = usecases::plainReference(instance, instance.parent(row));
    const auto summary = draft.form().description.rows.value(repeat);
    QStringList parts;
    if (!summary.choice.isEmpty()) {
        const NodeId choice = instance.find(instance.stablePath(row) + QLatin1Char('/') + summary.choice);
        if (!choice.isNull() && !instance.value(choice).isEmpty())
            parts.append(usecases::readText(instance, choice, instance.value(choice)));
    }
    if (const auto text = instance.evaluateText(summary.text, row);
        !summary.text.isEmpty() && text && !text->isEmpty())
        parts.append(*text);
    if (parts.isEmpty())
        parts.append(instance.label(instance.parent(row)) + QLatin1Char(' ') + QString::number(number));
    return parts.join(QStringLiteral(", "));
}

CheckContent checkContentOf(const OpenDraft &draft, const RepeatShapes &shapes, const PagePlan &plan)
{
    CheckContent content;
    Writer writer(draft, shapes, content);
    for (const PlannedTask &task : plan.tasks)
        writer.task(task);
    content.warnings = openPromises(draft);
    QSet<QString> open = writer.open();
    for (const NodeId declaration : plan.declarations)
        open.remove(draft.instance().stablePath(declaration));
    content.canSend = open.isEmpty() && draft.conflicts().isEmpty();
    return content;
}

} // namespace luotsi::viewmodels
