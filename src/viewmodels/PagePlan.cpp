#include "viewmodels/PagePlan.h"

#include "usecases/AnswerText.h"

namespace luotsi::viewmodels {

namespace {

using forms::FormInstance;
using forms::NodeId;
using forms::NodeKind;

/// Counts what a person sees in a row; more than one, or anything but an upload, is no attachment.
struct RowContent
{
    int uploads = 0;
    int others = 0;
};

void look(const FormInstance &instance, NodeId node, RowContent &content)
{
    for (const NodeId child : instance.children(node)) {
        if (instance.kind(child) == NodeKind::Group)
            look(instance, child, content);
        else if (instance.control(child) == forms::ControlKind::Upload)
            ++content.uploads;
        else if (instance.kind(child) != NodeKind::ModelValue)
            ++content.others;
    }
}

void collectShapes(FormInstance &instance, NodeId node, RepeatShapes &shapes)
{
    for (const NodeId child : instance.children(node)) {
        if (instance.kind(child) != NodeKind::RepeatRange) {
            collectShapes(instance, child, shapes);
            continue;
        }
        if (instance.children(child).empty() && !instance.addRow(child).ok())
            continue;
        const std::vector<NodeId> rows = instance.children(child);
        if (rows.empty())
            continue;
        RowContent content;
        look(instance, rows.front(), content);
        if (content.uploads == 1 && content.others == 0)
            shapes.uploads.insert(usecases::plainReference(instance, child));
        collectShapes(instance, rows.front(), shapes);
    }
}

bool isDeclaration(const FormInstance &instance, NodeId node)
{
    return instance.appearance(node).contains(QLatin1String("luotsi-declaration"));
}

/// Walks the body once and sorts what it meets into pages and declarations.
class Walk
{
public:
    Walk(const FormInstance &instance, const RepeatShapes &shapes) : m_instance(instance), m_shapes(shapes) {}

    void enter(NodeId node)
    {
        for (const NodeId child : m_instance.children(node)) {
            if (m_instance.isRelevant(child))
                visit(child);
        }
    }

    /// A row that is one page: the repeat or the group around it is a field list.
    void enterRow(NodeId row)
    {
        if (m_instance.isFieldList(row) || m_instance.isFieldList(m_instance.parent(row)))
            addFieldList(row);
        else
            enter(row);
    }

    /// A top-level group that is itself a field list is one page.
    void visit(NodeId node)
    {
        switch (m_instance.kind(node)) {
        case NodeKind::Group:
            if (m_instance.isFieldList(node))
                addFieldList(node);
            else
                enter(node);
            break;
        case NodeKind::RepeatRange:
            addRepeat(node);
            break;
        case NodeKind::Control:
            if (isDeclaration(m_instance, node))
                declarations.push_back(node);
            else
                add(node, {node});
            break;
        default:
            break;
        }
    }

    std::vector<PlannedPage> pages;
    std::vector<NodeId> declarations;

private:
    [[nodiscard]] bool asksLater(NodeId range) const
    {
        return m_shapes.asksLater.contains(usecases::plainReference(m_instance, range));
    }

    void add(NodeId node, std::vector<NodeId> fields)
    {
        // A group without a reference has the path of what it stands in.
        const bool named = !m_instance.name(node).isEmpty();
        const QString key = named ? m_instance.stablePath(node)
                                  : m_instance.stablePath(fields.front()) + QStringLiteral("#page");
        pages.push_back({PlannedPage::Kind::Question, key, node, std::move(fields)});
    }

    void addRepeat(NodeId range)
    {
        if (asksLater(range))
            return;
        if (isUploadRepeat(m_instance, m_shapes, range))
            add(range, {range});
        else
            pages.push_back({PlannedPage::Kind::RowList, m_instance.stablePath(range), range, {}});
    }

    void addFieldList(NodeId group)
    {
        std::vector<NodeId> fields;
        std::vector<NodeId> lists;
        collect(group, fields, lists);
        if (!fields.empty())
            add(group, std::move(fields));
        // A list of rows has no place among fields: it is asked for after them.
        for (const NodeId list : lists)
            addRepeat(list);
    }

    void collect(NodeId node, std::vector<NodeId> &fields, std::vector<NodeId> &lists)
    {
        for (const NodeId child : m_instance.children(node)) {
            if (!m_instance.isRelevant(child))
                continue;
            if (m_instance.kind(child) == NodeKind::Group)
                collect(child, fields, lists);
            else if (m_instance.kind(child) == NodeKind::RepeatRange) {
                if (isUploadRepeat(m_instance, m_shapes, child) && !asksLater(child))
                    fields.push_back(child);
                else
                    lists.push_back(child);
            } else if (m_instance.kind(child) != NodeKind::Control)
                continue;
            else if (isDeclaration(m_instance, child))
                declarations.push_back(child);
            else
                fields.push_back(child);
        }
    }

    const FormInstance &m_instance;
    const RepeatShapes &m_shapes;
};

TaskPointer walked(const FormInstance &instance, const RepeatShapes &shapes,
                   const usecases::FormDescription &description, NodeId node)
{
    auto task = std::make_shared<PlannedTask>();
    task->node = node;
    task->name = instance.name(node);
    // Groups without a reference have no name of their own.
    if (task->name.isEmpty())
        task->name = QStringLiteral("group-%1").arg(node.body);
    task->optional = description.optionalTasks.contains(task->name);
    if (!instance.isRelevant(node))
        return task;
    Walk walk(instance, shapes);
    walk.visit(node);
    task->onCheckPage = walk.pages.empty() && !walk.declarations.empty();
    task->pages = std::move(walk.pages);
    task->declarations = std::move(walk.declarations);
    return task;
}

} // namespace

base::Result<RepeatShapes> RepeatShapes::of(const usecases::KnownForm &form,
                                            const forms::Environment &environment)
{
    auto scratch = FormInstance::create(form.definition, environment);
    if (!scratch)
        return scratch.error();
    RepeatShapes shapes;
    collectShapes(*scratch->instance, scratch->instance->root(), shapes);
    for (const usecases::FormDescription::Promise &promise : form.description.promises) {
        if (promise.asksLater())
            shapes.asksLater.insert(promise.pages);
    }
    // What the authority may ask for is asked for by the authority, not by the application.
    if (!form.description.requests.pages.isEmpty())
        shapes.asksLater.insert(form.description.requests.pages);
    return shapes;
}

forms::NodeId taskOf(const forms::FormInstance &instance, NodeId node)
{
    if (!instance.isAlive(node) || node.body == NodeId{}.body)
        return {};
    const NodeId root = instance.root();
    for (NodeId up = instance.parent(node); !up.isNull(); up = instance.parent(node)) {
        if (up == root)
            return node;
        node = up;
    }
    return {};
}

PagePlan PagePlan::of(const forms::FormInstance &instance, const RepeatShapes &shapes,
                      const usecases::FormDescription &description)
{
    PagePlan plan;
    for (const NodeId node : instance.children(instance.root())) {
        if (instance.kind(node) != NodeKind::ModelValue)
            plan.m_all.push_back(walked(instance, shapes, description, node));
    }
    plan.m_walks = plan.m_all.size();
    plan.gather();
    return plan;
}

bool PagePlan::update(const forms::FormInstance &instance, const RepeatShapes &shapes,
                      const usecases::FormDescription &description,
                      const std::vector<forms::NodeChange> &touched)
{
    QSet<NodeId> stale;
    for (const forms::NodeChange &change : touched) {
        if ((change.flags & (forms::RelevantState | forms::ChildrenState)) != 0)
            stale.insert(taskOf(instance, change.node));
    }
    bool changed = false;
    for (TaskPointer &task : m_all) {
        if (!stale.contains(task->node))
            continue;
        TaskPointer next = walked(instance, shapes, description, task->node);
        ++m_walks;
        changed = changed || !(*next == *task);
        task = std::move(next);
    }
    if (changed)
        gather();
    return changed;
}

void PagePlan::gather()
{
    m_shown.clear();
    m_declarations.clear();
    for (const TaskPointer &task : m_all) {
        m_declarations.insert(m_declarations.end(), task->declarations.begin(), task->declarations.end());
        if (!task->pages.empty() || task->onCheckPage)
            m_shown.push_back(task);
    }
}

std::vector<PlannedPage> pagesOfRow(const forms::FormInstance &instance, const RepeatShapes &shapes,
                                    forms::NodeId row)
{
    Walk walk(instance, shapes);
    walk.enterRow(row);
    return std::move(walk.pages);
}

bool isUploadRepeat(const forms::FormInstance &instance, const RepeatShapes &shapes, forms::NodeId node)
{
    return instance.kind(node) == NodeKind::RepeatRange &&
           shapes.uploads.contains(usecases::plainReference(instance, node));
}

} // namespace luotsi::viewmodels
