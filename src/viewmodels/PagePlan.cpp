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
        pages.push_back({PlannedPage::Kind::Question, m_instance.stablePath(node), node, std::move(fields)});
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
        collect(group, fields);
        if (!fields.empty())
            add(group, std::move(fields));
    }

    void collect(NodeId node, std::vector<NodeId> &fields)
    {
        for (const NodeId child : m_instance.children(node)) {
            if (!m_instance.isRelevant(child))
                continue;
            if (m_instance.kind(child) == NodeKind::Group)
                collect(child, fields);
            else if (m_instance.kind(child) == NodeKind::RepeatRange) {
                if (isUploadRepeat(m_instance, m_shapes, child) && !asksLater(child))
                    fields.push_back(child);
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
    return shapes;
}

PagePlan PagePlan::of(const forms::FormInstance &instance, const RepeatShapes &shapes,
                      const usecases::FormDescription &description)
{
    PagePlan plan;
    for (const NodeId node : instance.children(instance.root())) {
        if (!instance.isRelevant(node) || instance.kind(node) == NodeKind::ModelValue)
            continue;
        Walk walk(instance, shapes);
        walk.visit(node);
        PlannedTask task;
        task.name = instance.name(node);
        task.node = node;
        task.optional = description.optionalTasks.contains(task.name);
        task.onCheckPage = walk.pages.empty() && !walk.declarations.empty();
        task.pages = std::move(walk.pages);
        plan.declarations.insert(plan.declarations.end(), walk.declarations.begin(), walk.declarations.end());
        if (!task.pages.empty() || task.onCheckPage)
            plan.tasks.push_back(std::move(task));
    }
    return plan;
}

std::vector<PlannedPage> pagesOfRow(const forms::FormInstance &instance, const RepeatShapes &shapes,
                                    forms::NodeId row)
{
    Walk walk(instance, shapes);
    walk.enter(row);
    return std::move(walk.pages);
}

bool isUploadRepeat(const forms::FormInstance &instance, const RepeatShapes &shapes, forms::NodeId node)
{
    return instance.kind(node) == NodeKind::RepeatRange &&
           shapes.uploads.contains(usecases::plainReference(instance, node));
}

} // namespace luotsi::viewmodels
