// The core library of XPath 1.0 but for numbers, and ODK's conditionals.
#include "xpath/Function.h"

#include <QSet>

#include <cmath>

namespace luotsi::xpath {

namespace {

NodeRef nodeArgument(const Call &call)
{
    if (call.count() == 0)
        return call.focus.node;
    const NodeSet nodes = call.nodes(0);
    return nodes.empty() ? NodeRef{} : nodes.front();
}

QString textArgument(const Call &call)
{
    return call.count() == 0 ? call.focus.node.tree->stringValue(call.focus.node.index) : call.text(0);
}

Value localName(const Call &call)
{
    const NodeRef node = nodeArgument(call);
    return node.tree == nullptr ? QString() : node.tree->names().at(node.tree->name(node.index)).local;
}

Value namespaceUri(const Call &call)
{
    const NodeRef node = nodeArgument(call);
    if (node.tree == nullptr || node.tree->kind(node.index) == NodeKind::Namespace)
        return QString();
    return node.tree->names().at(node.tree->name(node.index)).space;
}

/// The prefix that the nearest declaration gives the namespace of a name.
QString prefixOf(const NodeRef &node, const QString &space)
{
    const Tree &tree = *node.tree;
    for (NodeIndex n = node.index; n != noNode; n = tree.parent(n)) {
        for (NodeIndex a = tree.firstAttribute(n); a != noNode; a = tree.next(a)) {
            if (tree.kind(a) == NodeKind::Namespace && tree.value(a) == space)
                return tree.names().at(tree.name(a)).local;
        }
    }
    return {};
}

Value qualifiedName(const Call &call)
{
    const NodeRef node = nodeArgument(call);
    if (node.tree == nullptr)
        return QString();
    const QualifiedName &name = node.tree->names().at(node.tree->name(node.index));
    if (name.space.isEmpty() || node.tree->kind(node.index) == NodeKind::Namespace)
        return name.local;
    const QString prefix = prefixOf(node, name.space);
    return prefix.isEmpty() ? name.local : QString(prefix + u':' + name.local);
}

NodeRef elementWithId(const Tree &tree, const QString &id)
{
    for (NodeIndex n = 0; n < tree.size(); ++n) {
        const bool isId = tree.kind(n) == NodeKind::Attribute && tree.value(n) == id &&
                          tree.names().at(tree.name(n)) == QualifiedName{{}, QStringLiteral("id")};
        if (isId)
            return {&tree, tree.parent(n)};
    }
    return {};
}

Value byId(const Call &call)
{
    NodeSet found;
    for (const QString &text : call.texts(0)) {
        for (const QString &id : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
            call.evaluator.countSteps(call.focus.node.tree->size());
            const NodeRef node = elementWithId(*call.focus.node.tree, id);
            if (node.tree != nullptr)
                found.push_back(node);
        }
    }
    call.evaluator.sortUnique(found);
    return found;
}

Value language(const Call &call)
{
    const QString wanted = call.text(0).toLower();
    const Tree &tree = *call.focus.node.tree;
    for (NodeIndex n = call.focus.node.index; n != noNode; n = tree.parent(n)) {
        for (NodeIndex a = tree.firstAttribute(n); a != noNode; a = tree.next(a)) {
            const QualifiedName &name = tree.names().at(tree.name(a));
            if (name.local != u"lang" || !name.space.endsWith(u"/namespace"))
                continue;
            const QString actual = tree.value(a).toLower();
            return actual == wanted || actual.startsWith(wanted + u'-');
        }
    }
    return false;
}

Value sum(const Call &call)
{
    double total = 0;
    for (const NodeRef &node : call.nodes(0)) {
        const QString text = node.tree->stringValue(node.index);
        if (text.isEmpty() && call.evaluator.dialect() == Dialect::Odk)
            continue;
        total += textToNumber(text, call.evaluator.dialect(), call.evaluator.zone());
    }
    return total;
}

Value substring(const Call &call)
{
    const QString text = call.text(0);
    const double start = std::floor(call.number(1) + 0.5);
    const double end = call.count() > 2 ? start + std::floor(call.number(2) + 0.5) : INFINITY;
    QString result;
    const auto points = text.toUcs4();
    for (qsizetype i = 0; i < points.size(); ++i) {
        const double position = static_cast<double>(i + 1);
        if (position >= start && position < end)
            result += QStringView(QChar::fromUcs4(points[i]));
    }
    return result;
}

/// White space as XML means it; QString::simplified would take more.
Value normalizeSpace(const Call &call)
{
    QString result;
    bool gap = false;
    for (const QChar c : textArgument(call)) {
        if (c == u' ' || c == u'\t' || c == u'\n' || c == u'\r') {
            gap = !result.isEmpty();
            continue;
        }
        if (gap)
            result += u' ';
        gap = false;
        result += c;
    }
    return result;
}

Value translate(const Call &call)
{
    const QString text = call.text(0);
    const QString from = call.text(1);
    const QString to = call.text(2);
    call.evaluator.countSteps(static_cast<std::uint64_t>(text.size() * from.size()) / 64);
    QString result;
    for (const QChar c : text) {
        const qsizetype at = from.indexOf(c);
        if (at < 0)
            result += c;
        else if (at < to.size())
            result += to[at];
    }
    return result;
}

Value concat(const Call &call)
{
    QString result;
    for (int i = 0; i < call.count(); ++i) {
        // ODK joins all nodes of a set; XPath 1.0 takes the first.
        const Value part = call.value(i);
        if (part.isNodes() && call.evaluator.dialect() == Dialect::Odk) {
            for (const NodeRef &node : part.nodes()) {
                result += node.tree->stringValue(node.index);
                call.evaluator.checkLength(call.syntax, result.size());
            }
        } else {
            result += call.evaluator.text(part);
        }
        call.evaluator.checkLength(call.syntax, result.size());
    }
    call.evaluator.countCharacters(result.size());
    return result;
}

Value coalesce(const Call &call)
{
    for (int i = 0; i < call.count(); ++i) {
        Value candidate = call.value(i);
        const QString text = call.evaluator.text(candidate);
        if (i + 1 == call.count() || (!text.isEmpty() && text != u"NaN"))
            return candidate;
    }
    return QString();
}

Value once(const Call &call)
{
    const QString own = call.focus.node.tree->stringValue(call.focus.node.index);
    return own.isEmpty() ? call.value(0) : Value(own);
}

Value booleanFromString(const Call &call)
{
    const QString text = call.text(0);
    return text == u"1" || text == u"true";
}

} // namespace

const Function coreFunctions[] = {
    {QLatin1String("true"), 0, 0, [](const Call &) { return Value(true); }, true},
    {QLatin1String("false"), 0, 0, [](const Call &) { return Value(false); }, true},
    {QLatin1String("not"), 1, 1, [](const Call &call) { return Value(!call.truth(0)); }, true},
    {QLatin1String("boolean"), 0, 1,
     [](const Call &call) {
         return Value(call.count() == 0 ? !textArgument(call).isEmpty() : call.truth(0));
     },
     false},
    {QLatin1String("boolean-from-string"), 1, 1, booleanFromString, true},
    {QLatin1String("if"), 3, 3,
     [](const Call &call) { return call.truth(0) ? call.value(1) : call.value(2); }, true},
    {QLatin1String("coalesce"), 1, -1, coalesce, true},
    {QLatin1String("once"), 1, 1, once, false},
    {QLatin1String("last"), 0, 0,
     [](const Call &call) { return Value(static_cast<double>(call.focus.size)); }, false},
    {QLatin1String("count"), 1, 1,
     [](const Call &call) { return Value(static_cast<double>(call.nodes(0).size())); }, true},
    {QLatin1String("id"), 1, 1, byId, false},
    {QLatin1String("local-name"), 0, 1, localName, false},
    {QLatin1String("namespace-uri"), 0, 1, namespaceUri, false},
    {QLatin1String("name"), 0, 1, qualifiedName, false},
    {QLatin1String("lang"), 1, 1, language, false},
    {QLatin1String("sum"), 1, 1, sum, true},
    {QLatin1String("string"), 0, 1, [](const Call &call) { return Value(textArgument(call)); }, false},
    {QLatin1String("concat"), 0, -1, concat, true},
    {QLatin1String("starts-with"), 2, 2,
     [](const Call &call) { return Value(call.text(0).startsWith(call.text(1))); }, true},
    {QLatin1String("ends-with"), 2, 2,
     [](const Call &call) { return Value(call.text(0).endsWith(call.text(1))); }, true},
    {QLatin1String("contains"), 2, 2,
     [](const Call &call) { return Value(call.text(0).contains(call.text(1))); }, true},
    {QLatin1String("substring"), 2, 3, substring, true},
    {QLatin1String("substring-before"), 2, 2,
     [](const Call &call) {
         const QString text = call.text(0);
         return Value(text.left(std::max<qsizetype>(0, text.indexOf(call.text(1)))));
     },
     true},
    {QLatin1String("substring-after"), 2, 2,
     [](const Call &call) {
         const QString text = call.text(0);
         const QString mark = call.text(1);
         const qsizetype at = text.indexOf(mark);
         return Value(at < 0 ? QString() : text.mid(at + mark.size()));
     },
     true},
    {QLatin1String("string-length"), 0, 1,
     [](const Call &call) { return Value(static_cast<double>(textArgument(call).toUcs4().size())); }, false},
    {QLatin1String("normalize-space"), 0, 1, normalizeSpace, false},
    {QLatin1String("translate"), 3, 3, translate, true},
    {{}, 0, 0, nullptr, false},
};

} // namespace luotsi::xpath
