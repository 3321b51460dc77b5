// Compiling expressions, resolving their paths, drawing the dependency graph.
#include "forms/ModelBuilder.h"

#include <algorithm>

namespace luotsi::forms {

namespace {

/// Edges of the dependency graph: no form of people has so many, one made of `//*` would.
constexpr std::size_t mostEdges = 2'000'000;
/// Operations of one expression: more than any author writes, few enough to hold.
constexpr xpath::CompileLimits expressionLimits{200, 1 << 18, 16'000};

} // namespace

int ModelBuilder::compile(const QString &text, std::uint32_t context, base::TextPlace place)
{
    if (text.trimmed().isEmpty())
        return -1; // as if the attribute were not there, like other engines
    if (!charge(textBytes(text)))
        return -1;
    auto compiled = xpath::Expression::compile(text, *m_model.names, m_model.prefixes, expressionLimits);
    if (!compiled) {
        const int column = compiled.error().place.column;
        noteIn(text, column - 1,
               QStringLiteral("the expression '%1' cannot be read: %2 (character %3)")
                   .arg(text.left(80), compiled.error().detail)
                   .arg(column),
               place, true);
        return -1;
    }
    if (!charge(compiled->bytes() + 2 * sizeof(ModelExpression)))
        return -1;
    for (const xpath::Remark &remark : compiled->remarks())
        noteIn(text, remark.offset,
               QStringLiteral("in '%1' (character %2): %3")
                   .arg(text.left(80))
                   .arg(remark.offset + 1)
                   .arg(remark.text),
               place);
    m_model.expressions.push_back({std::move(compiled.value()), context, place});
    const int number = static_cast<int>(m_model.expressions.size() - 1);
    for (const xpath::CallView &call : m_model.expressions[number].expression.calls())
        checkCall(call, m_model.expressions[number]);
    m_resolved = resolvePaths(number, context);
    bindPaths(number, m_resolved);
    checkPaths(number, m_resolved);
    return number;
}

int ModelBuilder::addRule(Use use, const QString &text, std::uint32_t model, std::uint32_t body,
                          base::TextPlace place)
{
    const std::uint32_t context = use == Use::RepeatCount ? m_model.body[body].model : model;
    const int expression = compile(text, context, place);
    if (expression < 0)
        return -1;
    Rule rule;
    if (!charge(2 * sizeof(Rule) + 48))
        return -1;
    rule.use = use;
    rule.expression = expression;
    rule.model = model;
    rule.body = body;
    const xpath::Expression &compiled = m_model.expressions[expression].expression;
    rule.remembers = use == Use::Calculate && (compiled.callsFunction(QLatin1String("once")) ||
                                               compiled.callsFunction(QLatin1String("random")) ||
                                               compiled.callsFunction(QLatin1String("uuid")));
    const auto number = static_cast<std::uint32_t>(m_model.rules.size());
    m_model.rules.push_back(rule);
    m_reads.resize(m_model.rules.size());
    dependRule(number, expression, m_resolved);
    return static_cast<int>(number);
}

void ModelBuilder::compileText(Text &text)
{
    for (TextPart &part : text.parts) {
        if (part.expression >= 0)
            part.expression = m_compiled[part.expression];
    }
    if (text.itextExpression >= 0)
        text.itextExpression = m_compiled[text.itextExpression];
}

void ModelBuilder::compileTexts()
{
    for (const RawExpression &raw : m_form.expressions) {
        // A text of a translation is read where the question stands that says it.
        const std::uint32_t context = raw.body == none ? none : m_model.body[raw.body].contextModel;
        m_compiled.push_back(compile(raw.text, context, raw.place));
    }
    for (std::uint32_t i = 0; i < m_model.body.size(); ++i) {
        BodyElement &element = m_model.body[i];
        compileText(element.label);
        compileText(element.hint);
        for (Item &item : element.items)
            compileText(item.label);
        const RawBody &raw = m_form.bodies[i];
        if (!raw.itemset.isEmpty()) {
            const int rule = addRule(Use::Options, raw.itemset, element.contextModel, i, element.place);
            if (rule >= 0) {
                element.itemset = m_model.rules[rule].expression;
                element.itemValue = compile(raw.itemValue, none, element.place);
                QString label = raw.itemLabel.trimmed();
                element.itemLabelIsItext = label.startsWith(u"jr:itext(") && label.endsWith(u')');
                if (element.itemLabelIsItext)
                    label = label.mid(9, label.size() - 10);
                element.itemLabel = compile(label, none, element.place);
            }
        }
        if (!raw.count.isEmpty() && element.model != none)
            element.repeatCount =
                addRule(Use::RepeatCount, raw.count, m_model.nodes[element.model].parent, i, element.place);
        if (!element.label.isEmpty() || !element.hint.isEmpty() || !element.items.empty()) {
            Rule rule;
            rule.use = Use::Text;
            rule.model = element.contextModel;
            rule.body = i;
            m_model.rules.push_back(rule);
        }
    }
    for (Language &language : m_model.languages) {
        for (ItextEntry &entry : language.entries) {
            for (auto &[form, text] : entry.forms)
                compileText(text);
        }
    }
}

std::uint32_t ModelBuilder::commonRepeat(std::uint32_t first, std::uint32_t second) const
{
    for (std::uint32_t a = first == none ? none : m_model.nodes[first].repeat; a != none;) {
        for (std::uint32_t b = second == none ? none : m_model.nodes[second].repeat; b != none;) {
            if (a == b)
                return a;
            const std::uint32_t up = m_model.nodes[b].parent;
            b = up == none ? none : m_model.nodes[up].repeat;
        }
        const std::uint32_t up = m_model.nodes[a].parent;
        a = up == none ? none : m_model.nodes[up].repeat;
    }
    return none;
}

/// Follows one step in the shape of the instance.
void ModelBuilder::stepInto(const xpath::StepView &step, Resolved &resolved) const
{
    std::vector<std::uint32_t> next;
    m_seen.resize(m_model.nodes.size());
    ++m_stamp;
    const auto add = [&](std::uint32_t node) {
        if (node != none && std::exchange(m_seen[node], m_stamp) != m_stamp)
            next.push_back(node);
    };
    const auto addIfNamed = [&](std::uint32_t node, bool attribute) {
        const ModelNode &shape = m_model.nodes[node];
        if (shape.isAttribute == attribute &&
            (step.anyName || step.anyNode || m_model.names->sameLocal(shape.name, step.name)))
            add(node);
    };
    const auto addBelow = [&](std::uint32_t from) {
        std::vector<std::uint32_t> open{from};
        while (!open.empty()) {
            const std::uint32_t node = open.back();
            open.pop_back();
            for (const std::uint32_t child : m_model.nodes[node].children) {
                addIfNamed(child, false);
                open.push_back(child);
            }
        }
    };
    for (const std::uint32_t node : resolved.nodes) {
        switch (step.axis) {
        case xpath::Axis::Child:
        case xpath::Axis::Attribute:
            if (step.name != xpath::noName && !step.anyName && !step.anyNode) {
                if (const auto only = onlyChild(node, m_model.names->localGroup(step.name))) {
                    if (*only != none)
                        addIfNamed(*only, step.axis == xpath::Axis::Attribute);
                    break;
                }
            }
            for (const std::uint32_t child : m_model.nodes[node].children)
                addIfNamed(child, step.axis == xpath::Axis::Attribute);
            break;
        case xpath::Axis::Self:
            add(node);
            break;
        case xpath::Axis::Parent:
            add(m_model.nodes[node].parent);
            break;
        case xpath::Axis::Descendant:
        case xpath::Axis::DescendantOrSelf:
            add(node);
            addBelow(node);
            break;
        case xpath::Axis::Ancestor:
        case xpath::Axis::AncestorOrSelf:
            for (std::uint32_t n = node; n != none; n = m_model.nodes[n].parent)
                add(n);
            break;
        default: // sibling axes: anything of the same parent
            if (m_model.nodes[node].parent != none) {
                for (const std::uint32_t sibling : m_model.nodes[m_model.nodes[node].parent].children)
                    addIfNamed(sibling, false);
            }
            break;
        }
    }
    resolved.nodes = std::move(next);
    const bool plain = (step.axis == xpath::Axis::Child || step.axis == xpath::Axis::Parent ||
                        step.axis == xpath::Axis::Self || step.axis == xpath::Axis::Attribute) &&
                       !step.anyName && !step.hasPredicates &&
                       !(step.anyNode && step.axis == xpath::Axis::Child);
    resolved.simple = resolved.simple && plain;
}

std::vector<ModelBuilder::Resolved> ModelBuilder::resolvePaths(int expression, std::uint32_t context) const
{
    const ModelExpression &compiled = m_model.expressions[expression];
    const std::vector<xpath::PathView> paths = compiled.expression.paths();
    std::vector<Resolved> result(paths.size());
    const bool nested = std::any_of(paths.begin(), paths.end(),
                                    [](const xpath::PathView &path) { return path.enclosingPath >= 0; });
    std::vector<std::vector<std::vector<std::uint32_t>>> stages(nested ? paths.size() : 0);
    // A path inside a predicate may be numbered before or after the one it stands in; outer ones come first.
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const xpath::PathView &path = paths[i];
        Resolved &resolved = result[i];
        const bool inner = path.enclosingPath >= 0;
        std::size_t first = 0;
        if (path.start == xpath::PathStart::Root) {
            resolved.simple = !path.steps.empty();
            if (!path.steps.empty()) {
                const xpath::StepView &step = path.steps[0];
                const bool root = step.anyName || step.anyNode ||
                                  m_model.names->sameLocal(step.name, m_model.nodes[0].name);
                if (root)
                    resolved.nodes = {0};
                if (step.axis != xpath::Axis::Child) {
                    stepInto({xpath::Axis::DescendantOrSelf, xpath::noName, true, true, false}, resolved);
                    resolved.simple = false;
                }
                resolved.simple = resolved.simple && !step.hasPredicates && !step.anyName;
                first = 1;
            }
        } else if (path.start == xpath::PathStart::Current ||
                   (path.start == xpath::PathStart::Context && !inner)) {
            if (context != none)
                resolved.nodes = {context};
            resolved.anchor = context == none ? none : m_model.nodes[context].repeat;
        } else if (path.start == xpath::PathStart::Context) {
            const auto &outer = stages[path.enclosingPath];
            const std::size_t stage = static_cast<std::size_t>(path.enclosingStep) + 1;
            if (stage < outer.size())
                resolved.nodes = outer[stage];
            resolved.simple = false;
        } else {
            resolved.simple = false; // a list, or what a function gives
        }
        resolved.simple = resolved.simple && !path.startHasPredicates;
        if (nested)
            stages[i].push_back(resolved.nodes);
        for (std::size_t k = 0; k < path.steps.size(); ++k) {
            if (k >= first)
                stepInto(path.steps[k], resolved);
            if (nested)
                stages[i].push_back(resolved.nodes);
            const bool up = path.steps[k].axis == xpath::Axis::Parent && resolved.nodes.size() == 1;
            if (up && resolved.anchor != none)
                resolved.anchor = commonRepeat(resolved.nodes.front(), resolved.anchor);
        }
        if (path.start == xpath::PathStart::Root && resolved.simple && resolved.nodes.size() == 1)
            resolved.anchor = commonRepeat(resolved.nodes.front(), compiled.context);
        if (!resolved.simple)
            resolved.anchor = none;
    }
    return result;
}

void ModelBuilder::bindPaths(int expression, const std::vector<Resolved> &resolved)
{
    ModelExpression &compiled = m_model.expressions[expression];
    const std::vector<xpath::PathView> paths = compiled.expression.paths();
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const bool absolute = paths[i].start == xpath::PathStart::Root;
        const bool relative =
            paths[i].enclosingPath < 0 &&
            (paths[i].start == xpath::PathStart::Context || paths[i].start == xpath::PathStart::Current) &&
            compiled.context != none;
        if (!resolved[i].simple || resolved[i].nodes.size() != 1 || (!absolute && !relative))
            continue;
        if (relative && paths[i].steps.size() <= 1)
            continue;
        m_model.paths.push_back({resolved[i].nodes.front(), absolute});
        compiled.expression.bindPath(static_cast<int>(i), static_cast<int>(m_model.paths.size() - 1));
    }
}

void ModelBuilder::addDependent(std::uint32_t node, Dependent dependent)
{
    std::vector<Dependent> &dependents = m_model.nodes[node].dependents;
    // Rules come one after the other, so that an edge drawn before is the last.
    if (!dependents.empty() && dependents.back().rule == dependent.rule) {
        if (dependents.back().anchor != dependent.anchor)
            dependents.back().anchor = none;
        dependents.back().late = dependents.back().late && dependent.late;
        return;
    }
    if (!charge(6 * sizeof(Dependent)))
        return;
    dependents.push_back(dependent);
    if (++m_edges == mostEdges)
        note(QStringLiteral("the expressions of the form read too many nodes"), {1, 1}, true);
}

void ModelBuilder::dependRule(std::uint32_t rule, int expression, const std::vector<Resolved> &paths)
{
    if (m_edges >= mostEdges)
        return;
    const std::uint32_t own = m_model.rules[rule].model;
    // An answer of its own, such as one that a person has set in place of a calculated one, is told of every
    // change.
    const Use use = m_model.rules[rule].use;
    const bool hasLate = use == Use::Relevant || use == Use::Required || use == Use::ReadOnly;
    const std::optional<int> firstLate =
        hasLate ? m_model.expressions[expression].expression.firstLatePath() : std::nullopt;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const Resolved &resolved = paths[i];
        const bool late = firstLate && static_cast<int>(i) >= *firstLate;
        if (resolved.simple && resolved.nodes.size() == 1 && resolved.nodes.front() == own &&
            resolved.anchor == m_model.nodes[own].repeat)
            m_readsItself.insert(rule);
        for (const std::uint32_t node : resolved.nodes) {
            addDependent(node, {rule, late, resolved.anchor});
            m_reads[rule].emplace_back(node, resolved.anchor);
            m_model.rules[rule].reads = true;
        }
    }
    // A blank answer is never wrong, so that also a constraint of others' answers hangs on its own.
    if (use == Use::Constraint) {
        addDependent(own, {rule, false, m_model.nodes[own].repeat});
        m_reads[rule].emplace_back(own, m_model.nodes[own].repeat);
    }
    for (const xpath::CallView &call : m_model.expressions[expression].expression.calls()) {
        // choice-name reads the options of another question.
        if (call.name != u"jr:choice-name" || call.arguments.size() != 2 || !call.arguments[1])
            continue;
        const std::uint32_t node = findNode(*call.arguments[1], own);
        if (node != none)
            addDependent(node, {rule, false, none});
    }
}

void ModelBuilder::dependText(std::uint32_t rule)
{
    const BodyElement &element = m_model.body[m_model.rules[rule].body];
    std::vector<const Text *> open{&element.label, &element.hint};
    for (const Item &item : element.items)
        open.push_back(&item.label);
    for (std::size_t i = 0; i < open.size(); ++i) {
        const Text &text = *open[i];
        for (const TextPart &part : text.parts) {
            if (part.expression >= 0)
                dependRule(rule, part.expression, resolvePaths(part.expression, element.contextModel));
        }
        if (text.itextExpression >= 0)
            dependRule(rule, text.itextExpression, resolvePaths(text.itextExpression, element.contextModel));
        if (text.itextId.isEmpty())
            continue;
        for (const Language &language : m_model.languages) {
            const auto entry = language.entries.constFind(text.itextId);
            if (entry == language.entries.constEnd())
                continue;
            for (const auto &[form, said] : entry->forms) {
                if (said.parts.size() > 1 || (said.parts.size() == 1 && said.parts[0].expression >= 0))
                    open.push_back(&said);
            }
        }
    }
}

} // namespace luotsi::forms
