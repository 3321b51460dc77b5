#include "viewmodels/CheckBuilder.h"

#include "usecases/AnswerText.h"
#include "usecases/AttachPage.h"
#include "viewmodels/ConflictBuilder.h"
#include "viewmodels/FieldBuilder.h"
#include "viewmodels/PageTexts.h"

#include <algorithm>

namespace luotsi::viewmodels {

namespace {

using forms::FormInstance;
using forms::NodeId;
using usecases::OpenDraft;
using Row = CheckAnswersModel::Row;

using Place = std::shared_ptr<const RowPlace>;

bool isAttachment(const FormInstance &instance, const RepeatShapes &shapes, NodeId node)
{
    return isUploadRepeat(instance, shapes, node) || instance.control(node) == forms::ControlKind::Upload;
}

/// Writes down where the answers of a plan's pages stand, one after the other.
class Writer
{
public:
    Writer(const FormInstance &instance, const RepeatShapes &shapes, std::vector<Row> &rows)
        : m_instance(instance), m_shapes(shapes), m_rows(rows)
    {
    }

    void task(const PlannedTask &task)
    {
        if (task.pages.empty())
            return;
        add(CheckAnswersModel::Section, task.node, {});
        pages(task.pages, {});
    }

private:
    void pages(const std::vector<PlannedPage> &pages, const Place &place)
    {
        for (const PlannedPage &page : pages) {
            if (page.kind == PlannedPage::Kind::RowList)
                list(page, place);
            for (const NodeId field : page.fields)
                this->field(field, place);
        }
    }

    void field(NodeId node, const Place &place)
    {
        if (isAttachment(m_instance, m_shapes, node))
            add(CheckAnswersModel::Attachment, node, place);
        else if (usecases::answerKind(m_instance, node) != usecases::AnswerKind::Note)
            add(CheckAnswersModel::Answer, node, place);
    }

    void list(const PlannedPage &page, const Place &place)
    {
        const std::vector<NodeId> rows = m_instance.children(page.node);
        if (rows.empty())
            add(CheckAnswersModel::Answer, page.node, place);
        int number = 0;
        for (const NodeId row : rows)
            pages(pagesOfRow(m_instance, m_shapes, row),
                  std::make_shared<const RowPlace>(RowPlace{row, ++number, place}));
    }

    void add(CheckAnswersModel::RowKind kind, NodeId node, const Place &place)
    {
        Row row;
        row.rowKind = kind;
        row.node = node;
        row.place = place;
        row.read = false;
        m_rows.push_back(std::move(row));
    }

    const FormInstance &m_instance;
    const RepeatShapes &m_shapes;
    std::vector<Row> &m_rows;
};

QString prefixOf(const OpenDraft &draft, const RowPlace *place)
{
    if (place == nullptr)
        return {};
    return prefixOf(draft, place->outer.get()) + rowSummary(draft, place->row, place->number) +
           QStringLiteral(": ");
}

int attachedPages(const FormInstance &instance, const RepeatShapes &shapes, NodeId node)
{
    if (!isUploadRepeat(instance, shapes, node))
        return instance.value(node).isEmpty() ? 0 : 1;
    int count = 0;
    for (const NodeId one : instance.children(node)) {
        const NodeId upload = usecases::uploadOf(instance, one);
        count += !upload.isNull() && !instance.value(upload).isEmpty() ? 1 : 0;
    }
    return count;
}

void readAnswer(const OpenDraft &draft, Row &row)
{
    const FormInstance &instance = draft.instance();
    const QString stored = instance.value(row.node);
    //: Check page: a confirmation that was ticked.
    //% "Yes"
    const QString yes = qtTrId("check-value-yes");
    row.plain = instance.control(row.node) == forms::ControlKind::Trigger && !stored.isEmpty()
                    ? yes
                    : usecases::readText(instance, row.node, stored);
    row.masked = !stored.isEmpty() && usecases::isMasked(instance, row.node, draft.form().description);
    row.hidden =
        row.masked ? usecases::maskedText(usecases::answerKind(instance, row.node), stored) : QString();
    row.missing = instance.violation(row.node) != forms::Violation::None;
}

/// That the answer is one of two, or hangs on one that is.
void readConflict(const OpenDraft &draft, Row &row)
{
    row.note.clear();
    if (const usecases::Conflict *conflict = draft.conflicts().find(row.ref)) {
        row.plain = conflictValues(draft, *conflict, false);
        if (row.masked)
            row.hidden = conflictValues(draft, *conflict, true);
        //: Check page: beside a question that has been answered in two ways
        //% "Two answers. Choose the right one."
        row.note = qtTrId("check-two-answers");
    } else if (draft.conflicts().hasDependant(row.ref)) {
        //: Check page: beside an answer that may change when the person chooses between two answers elsewhere
        //% "May change with the answer you choose."
        row.note = qtTrId("check-depends-on-choice");
    }
}

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

PromisedPaper requestedPaper(const OpenDraft &draft, const usecases::AuthorityRequest &request)
{
    const usecases::FormDescription::Requests &known = draft.form().description.requests;
    const QString asked = request.body.textId.isEmpty()
                              ? request.body.text
                              : known.textOf(request.body.textId, draft.instance().language());
    PromisedPaper paper;
    //: A request of the authority in the list of papers to bring; %1 is who asks, %2 what is asked.
    //% "%1 asks: %2"
    paper.name = qtTrId("papers-request").arg(request.body.sender, asked);
    paper.by = dayText(request.body.due);
    paper.pages = draft.instance().find(known.pages).isNull() ? QString() : known.pages;
    paper.brought = request.answered;
    paper.unsent = unsentPages(draft, paper.pages);
    return paper;
}

} // namespace

std::vector<PromisedPaper> promisedPapers(const OpenDraft &draft)
{
    const FormInstance &instance = draft.instance();
    std::vector<PromisedPaper> papers;
    // What was asked for has a day that somebody waits for: it stands first.
    for (const usecases::AuthorityRequest &request : draft.facts().records.requests) {
        if (!request.answered)
            papers.push_back(requestedPaper(draft, request));
    }
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

std::vector<CheckAnswersModel::Row> checkRowsOf(const OpenDraft &draft, const RepeatShapes &shapes,
                                                const PagePlan &plan)
{
    std::vector<Row> rows;
    Writer writer(draft.instance(), shapes, rows);
    for (const TaskPointer &task : plan.tasks())
        writer.task(*task);
    return rows;
}

void readCheckRow(const OpenDraft &draft, const RepeatShapes &shapes, CheckAnswersModel::Row &row)
{
    const FormInstance &instance = draft.instance();
    if (row.rowKind == CheckAnswersModel::Section) {
        row.section = instance.label(row.node);
        row.label = row.section;
        return;
    }
    row.label = prefixOf(draft, row.place.get()) + instance.shortLabel(row.node);
    row.ref = instance.stablePath(row.node);
    if (row.rowKind == CheckAnswersModel::Answer && instance.kind(row.node) == forms::NodeKind::Control) {
        readAnswer(draft, row);
        readConflict(draft, row);
        return;
    }
    const int count =
        row.rowKind == CheckAnswersModel::Attachment ? attachedPages(instance, shapes, row.node) : 0;
    //: How many pages are attached; on the check page.
    //% "Pages: %1"
    row.plain = count == 0 ? QString() : qtTrId("attachment-page-count").arg(count);
    row.missing = instance.violation(row.node) != forms::Violation::None;
    readConflict(draft, row);
}

bool canSend(const OpenDraft &draft, const PagePlan &plan, const TaskBoard &board)
{
    if (board.hasOpen(plan))
        return false;
    // What no page asks for can be wrong too, a calculation for instance.
    const std::vector<forms::ViolationView> violations = draft.instance().violations();
    return std::all_of(violations.begin(), violations.end(), [&](const forms::ViolationView &violation) {
        const auto &said = plan.declarations();
        return std::find(said.begin(), said.end(), violation.node) != said.end();
    });
}

} // namespace luotsi::viewmodels
