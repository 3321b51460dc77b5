// Numbers and texts of what is evaluated.
#include "xpath/Evaluator.h"

#include <cmath>

namespace luotsi::xpath {

double Evaluator::numberOf(const QString &text) const
{
    // Most texts are plain numbers or blank, and a time zone is not had for nothing.
    if (const auto number = plainNumber(text))
        return *number;
    return text.size() < 8 ? std::nan("") : textToNumber(text, dialect(), zone());
}

double Evaluator::number(const Value &value) const
{
    if (value.isNumber())
        return value.number();
    if (value.isText())
        return numberOf(value.text());
    if (value.isNodes()) {
        if (value.nodes().empty())
            return std::nan("");
        const NodeRef first = value.nodes().front();
        return numberOf(first.tree->stringValue(first.index));
    }
    return toNumber(value, dialect(), zone());
}

QString Evaluator::text(const Value &value) const
{
    if (value.isText())
        return value.text();
    if (value.isNodes()) {
        if (value.nodes().empty())
            return {};
        QString text = value.nodes().front().tree->stringValue(value.nodes().front().index);
        countCharacters(text.size());
        return text;
    }
    return toText(value, value.isMoment() ? zone() : QTimeZone());
}

/// The node of a path that means the same single node wherever it stands: most paths do, and its text is had
/// without a node set.
NodeRef Evaluator::loneNode(int node) const
{
    const Syntax &syntax = m_program.nodes[node];
    if (syntax.operation != Operation::Path || m_unbound || dialect() != Dialect::Odk)
        return {};
    const int target = m_program.paths[syntax.path].target;
    return target < 0 ? NodeRef() : m_host.loneNode(target);
}

double Evaluator::number(int node, const Focus &focus)
{
    const NodeRef lone = loneNode(node);
    if (lone.index == noNode)
        return number(run(node, focus));
    countSteps(2);
    return numberOf(lone.tree->stringValue(lone.index));
}

QString Evaluator::text(int node, const Focus &focus)
{
    const NodeRef lone = loneNode(node);
    if (lone.index == noNode)
        return text(run(node, focus));
    QString text = lone.tree->stringValue(lone.index);
    countSteps(2);
    countCharacters(text.size());
    return text;
}

} // namespace luotsi::xpath
